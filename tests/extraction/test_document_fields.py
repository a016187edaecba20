from dataclasses import replace

from making_pages import decision_text, line, page_text, reading

from dossiers.document import Document, Source
from dossiers.geometry import Box
from dossiers.page import PrintedCode
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


def test_what_a_card_tells_machines_goes_before_its_print() -> None:
    front = page_text(
        line("CĂN CƯỚC CÔNG DÂN", 1000, 600),
        line("Họ và tên: NGUYỄN VĂN HẢI", 300, 900),
        line("Ngày sinh: 08/05/1991", 300, 1000),
        line("Giới tính: Nam", 300, 1100),
    )
    back = page_text(line("9105034M3105032VNM<<<<<<<<<<<8", 300, 2000))
    payload = "096091012345||Nguyễn Văn Hai|03051991|Nam|Năm Căn, Cà Mau|01082024"
    card = replace(reading(front, 0), codes=(PrintedCode("qr", payload, Box(1, 2, 3, 4)),))
    found = {
        field.key: field
        for field in extract_fields(Document("can_cuoc", 0.9, 0, 1), [card, reading(back, 1)])
    }
    assert (found["ho_ten"].value, found["ho_ten"].source) == ("Nguyễn Văn Hai", Source.QR)
    assert found["ho_ten"].checks_passed == ()  # printed with another accent
    assert found["gioi_tinh"].checks_passed == ("print_agrees",)
    assert (found["ngay_sinh"].value, found["ngay_sinh"].checks_passed) == ("1991-05-03", ())
    assert (found["ngay_het_han"].value, found["ngay_het_han"].source) == ("2031-05-03", Source.MRZ)
    other = {field.key: field for field in extract_fields(Document("khac", 0.9, 0, 0), [card])}
    assert other["ho_ten"].source == Source.RULE


def test_pages_without_words_have_no_fields() -> None:
    assert extract_fields(Document("khac", 0.0, 0, 0), []) == ()
