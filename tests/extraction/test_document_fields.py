from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making_pages import decision_text, line, page_text, reading
from reading_out import paper, read_out, trust

from dossiers.document import Document, Source
from dossiers.geometry import Box
from dossiers.page import PrintedCode
from dossiers.vocabulary import kinds
from extraction.document_fields import TOLD, read_fields

CERTIFICATE = page_text(
    line("GIẤY KHAI SINH", 1000, 600),
    line("Họ, chữ đệm, tên: THÀO THỊ PÀNG", 300, 900),
    line("Ngày, tháng, năm sinh: 03/07/1999", 300, 1000),
    line("Giới tính: Nữ Dân tộc: Mông Quốc tịch: Việt Nam", 300, 1100),
    line("Số định danh cá nhân: 011199325873", 300, 1200),
)
CARD = page_text(
    line("CĂN CƯỚC CÔNG DÂN", 1000, 600),
    line("Số / No.: 096091012345", 300, 800),
    line("Họ và tên / Full name: NGUYỄN VĂN HẢI", 300, 900),
    line("Ngày sinh / Date of birth: 08/05/1991", 300, 1000),
    line("Giới tính / Sex: Nam Quốc tịch / Nationality: Việt Nam", 300, 1100),
)
PAYLOAD = "096091012345||Nguyễn Văn Hai|03051991|Nam|Năm Căn, Cà Mau|01082024"


def _with_code(payload: str = PAYLOAD):
    return replace(reading(CARD, 0), codes=(PrintedCode("qr", payload, Box(1, 2, 3, 4)),))


def test_a_decision_has_its_header_and_its_signer_from_the_last_page() -> None:
    last = page_text(line("CHỦ TỊCH", 1600, 900), line("Bùi Văn Trường", 1580, 1400))
    readings = [reading(decision_text(), 3), reading(last, 4)]
    found = read_out(Document("quyet_dinh", 0.99, 3, 4), readings)
    assert found["so_ky_hieu"].page == 3
    assert found["nguoi_ky"].page == 4
    assert found["nguoi_ky"].value == "Bùi Văn Trường"


def test_a_certificate_tells_who_it_is_about() -> None:
    found = read_out(Document("giay_khai_sinh", 0.99, 0, 0), [reading(CERTIFICATE, 0)])
    assert found["ho_ten"].value == "Thào Thị Pàng"
    assert found["ho_ten"].raw == "THÀO THỊ PÀNG"
    assert found["ngay_sinh"].value == "1999-07-03"
    assert found["so_dinh_danh"].value == "011199325873"
    assert {"birth_year_agrees", "sex_agrees"} <= set(found["so_dinh_danh"].checks_passed)
    assert all(TOLD <= field.confidence < 1 for field in found.values())


def test_what_a_card_tells_machines_goes_before_its_print() -> None:
    back = page_text(line("9105034M3105032VNM<<<<<<<<<<<8", 300, 2000))
    found = read_out(Document("can_cuoc", 0.99, 0, 1), [_with_code(), reading(back, 1)])
    assert (found["ho_ten"].value, found["ho_ten"].source) == ("Nguyễn Văn Hai", Source.QR)
    assert (found["ngay_sinh"].value, found["ngay_sinh"].source) == ("1991-05-03", Source.QR)
    assert found["gioi_tinh"].checks_passed == ("print_agrees",)
    assert (found["ngay_het_han"].value, found["ngay_het_han"].source) == ("2031-05-03", Source.MRZ)


def test_a_print_that_contradicts_the_code_is_told() -> None:
    found = read_out(Document("can_cuoc", 0.99, 0, 0), [_with_code()])
    assert found["ho_ten"].checks_failed == ("print_agrees",)  # "Hai" and "Hải" are two names
    assert found["so_dinh_danh"].checks_failed == ()


def test_a_card_that_ends_on_no_birthday_is_doubted() -> None:
    front = page_text(*CARD.lines, line("Có giá trị đến / Date of expiry: 09/05/2031", 300, 1200))
    found = read_out(Document("can_cuoc", 0.99, 0, 0), [reading(front, 0)])
    assert found["ngay_het_han"].checks_failed == ("ends_on_birthday",)


def test_one_person_with_two_numbers_is_a_conflict_on_both_papers() -> None:
    other = page_text(
        line("GIẤY KHAI SINH", 1000, 600),
        line("Họ, chữ đệm, tên: THÀO THỊ PÀNG", 300, 900),
        line("Ngày, tháng, năm sinh: 03/07/1999", 300, 1000),
        line("Số định danh cá nhân: 011199325878", 300, 1100),
    )
    papers = [
        paper(Document("giay_khai_sinh", 0.99, 0, 0), [reading(CERTIFICATE, 0)]),
        paper(Document("giay_khai_sinh", 0.99, 1, 1), [reading(other, 1)]),
    ]
    for document in read_fields(papers, trust()):
        number = next(field for field in document.fields if field.key == "so_dinh_danh")
        assert "person_agrees" in number.checks_failed


def test_papers_that_agree_make_each_other_more_probable() -> None:
    document = Document("giay_khai_sinh", 0.99, 0, 0)
    alone = read_out(document, [reading(CERTIFICATE, 0)])
    twice = read_fields(
        [
            paper(document, [reading(CERTIFICATE, 0)]),
            paper(replace(document, first_page=1, last_page=1), [reading(CERTIFICATE, 1)]),
        ],
        trust(),
    )
    told = {field.key: field for field in twice[0].fields}
    assert told["so_dinh_danh"].confidence > alone["so_dinh_danh"].confidence


def test_pages_without_words_have_no_fields() -> None:
    assert read_out(Document("khac", 0.0, 0, 0), []) == {}


WORDS = st.lists(st.text(min_size=1, max_size=14), min_size=1, max_size=8).map(" ".join)
PAGES = st.lists(WORDS.filter(lambda text: bool(text.split())), max_size=12)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PAGES, st.sampled_from(sorted(kinds())))
def test_fuzzed_noise_never_raises(texts: list[str], kind: str) -> None:
    page = page_text(*(line(text, 100, 100 + 60 * row) for row, text in enumerate(texts)))
    for field in read_out(Document(kind, 0.5, 0, 0), [reading(page, 0)]).values():
        assert 0 <= field.confidence <= 1
