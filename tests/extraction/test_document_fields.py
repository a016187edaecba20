from making_pages import decision_text, line, page_text, reading

from dossiers.document import Document, Source
from extraction.document_fields import extract_fields

CERTIFICATE = page_text(
    line("GIẤY KHAI SINH", 1000, 600),
    line("Họ, chữ đệm, tên: THÀO THỊ PÀNG", 300, 900),
    line("Ngày, tháng, năm sinh: 03/07/1999", 300, 1000),
    line("Số định danh cá nhân: 011325873959", 300, 1100),
)


def test_a_decision_has_its_header_and_its_signer_from_the_last_page() -> None:
    last = page_text(line("CHỦ TỊCH", 1600, 900), line("Bùi Văn Trường", 1580, 1400))
    readings = [reading(decision_text(), 3), reading(last, 4)]
    fields = extract_fields(Document("quyet_dinh", 0.9, 3, 4), readings)
    found = {field.key: field for field in fields}
    assert found["so_ky_hieu"].page == 3
    assert found["nguoi_ky"].page == 4
    assert found["nguoi_ky"].value == "Bùi Văn Trường"
    assert {field.source for field in fields} == {Source.RULE}


def test_a_number_is_checked_against_the_birth_date_on_the_same_paper() -> None:
    fields = extract_fields(Document("giay_khai_sinh", 0.9, 0, 0), [reading(CERTIFICATE)])
    number = next(field for field in fields if field.key == "so_dinh_danh")
    assert "birth_year_agrees" in number.checks_failed  # 013 25…: born 2025


def test_pages_without_words_have_no_fields() -> None:
    assert extract_fields(Document("khac", 0.0, 0, 0), []) == ()
