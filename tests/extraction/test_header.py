from dataclasses import replace

import numpy as np
from making_pages import BODY, decision_text, line, page_text, reading

from dossiers.document import Document
from dossiers.page import Line, PageText
from dossiers.tags import WordTags
from extraction.claims import find_claims
from extraction.header import find_header_fields
from extraction.spans import Found

NO_TAGS = WordTags((), np.zeros((0, 0), np.float32), np.zeros((0, 0), np.float32))


def _fields(page: PageText, kind: str = "quyet_dinh") -> dict[str, Found]:
    return {found.key: found for found in find_header_fields(page, kind)}


def test_number_date_issuer_and_subject_are_found_where_the_decree_puts_them() -> None:
    fields = _fields(decision_text())
    assert {key: found.value for key, found in fields.items()} == {
        "so_ky_hieu": "15/QĐ-UBND",
        "ngay_ban_hanh": "2024-02-05",
        "co_quan_ban_hanh": "UBND xã Phú Thịnh",
        "trich_yeu": "Về việc công nhận hộ gia đình văn hóa",
    }
    assert all(found.confidence > 0.9 for found in fields.values())
    assert fields["co_quan_ban_hanh"].span.text == "ỦY BAN NHÂN DÂN XÃ PHÚ THỊNH"
    assert fields["ngay_ban_hanh"].span.text == "ngày 05 tháng 02 năm 2024"


def test_a_number_that_is_not_legible_is_said_and_not_sure() -> None:
    number = _fields(decision_text("Số: ØƒÃ /QĐ-UBND"))["so_ky_hieu"]
    assert number.value == "/QĐ-UBND"
    assert number.confidence <= 0.3
    assert number.checks_failed == ("number_legible",)


def test_a_number_is_as_sure_as_its_least_sure_word() -> None:
    page = decision_text()
    unsure = tuple(
        Line(tuple(replace(word, confidence=0.7) for word in each.words)) for each in page.lines
    )
    number = _fields(replace(page, lines=unsure))["so_ky_hieu"]
    assert number.value == "15/QĐ-UBND"
    assert number.confidence == 0.7


def test_of_a_superior_and_its_office_the_office_is_the_issuer() -> None:
    page = page_text(
        line("UBND TỈNH QUẢNG NGÃI", 270, 225),
        line("SỞ TÀI CHÍNH", 380, 290),
        line("Số: 3/TB-STC", 300, 435),
    )
    assert _fields(page, "thong_bao")["co_quan_ban_hanh"].value == "Sở tài chính"


def test_the_subject_of_a_letter_stands_below_its_number() -> None:
    page = page_text(
        line("ỦY BAN NHÂN DÂN", 270, 225),
        line("TỈNH QUẢNG NGÃI", 300, 290),
        line("Số: 299/UBND-TTHC", 300, 435),
        line("V/v công bố Danh mục TTHC", 270, 500),
        line("và xây dựng quy trình nội bộ", 280, 560),
        line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1200, 225),
        line("Kính gửi: Sở Giao thông vận tải", 900, 820),
    )
    subject = _fields(page, "cong_van")["trich_yeu"]
    assert subject.value == "V/v công bố Danh mục TTHC và xây dựng quy trình nội bộ"


def test_a_stamp_beside_the_subject_is_left_out() -> None:
    page = decision_text()
    lines = list(page.lines)
    stamp = line("ĐẾN sọ L2", 60, 705, confidence=0.4)
    place = next(n for n, each in enumerate(lines) if each.text.startswith("Về việc"))
    lines[place] = Line((*stamp.words, *lines[place].words))
    subject = _fields(replace(page, lines=tuple(lines)))["trich_yeu"]
    assert subject.value == "Về việc công nhận hộ gia đình văn hóa"


def test_the_body_does_not_run_into_the_subject() -> None:
    # The first line of the body is indented, as wide as the page, and close below the subject.
    page = page_text(
        line("BÁO CÁO", 1140, 600),
        line("Kết quả công tác", 1090, 660),
        line(BODY[0] + " " + BODY[1][:20], 420, 720),
        line(BODY[2], 300, 780),
    )
    assert _fields(page, "bao_cao")["trich_yeu"].value == "Kết quả công tác"


def test_a_box_leads_back_to_the_scan() -> None:
    page = decision_text()
    found = _fields(page)["so_ky_hieu"]
    (claim,) = (
        claim
        for claim in find_claims(Document("quyet_dinh", 0.9, 4, 4), [reading(page, 4)], [NO_TAGS])
        if claim.field.key == "so_ky_hieu"
    )
    assert claim.field.page == 4
    assert claim.field.box == found.span.box
    assert claim.field.box.left > 300  # "Số:" is not part of the value


def test_the_number_is_no_part_of_the_issuer_though_its_line_was_not_understood() -> None:
    page = page_text(
        line("TRUNG TÂM PHỤC VỤ", 270, 225),
        line("HÀNH CHÍNH CÔNG", 280, 290),
        line("SỐ: TNHS", 300, 345),
    )
    assert _fields(page)["co_quan_ban_hanh"].span.text == "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"


def test_the_day_of_a_law_that_is_cited_is_not_the_papers_day() -> None:
    page = page_text(
        line("ỦY BAN NHÂN DÂN", 270, 225),
        line("- Căn cứ Luật Đất đai ngày 29 tháng 12 năm 1987;", 900, 600),
    )
    assert "ngay_ban_hanh" not in _fields(page)
