import pytest
from making_pages import line, page_text, reading
from reading_out import paper

from dossiers.document import Document
from extraction.document_fields import tell

TITLE = "chuc_vu_nguoi_ky"


def _page(heading: str):
    return page_text(
        line("UBND XÃ TÂN LỘC", 400, 200),
        line("Số: 12/QĐ-UBND", 400, 300),
        line("QUYẾT ĐỊNH", 1000, 600),
        line("TM. ỦY BAN NHÂN DÂN", 1500, 1400),
        line("CHỦ TỊCH", 1600, 1460),
        line("Bùi Văn Trường", 1580, 1760),
        line(heading, 1500, 1900),
        line("Cà Mau, ngày 2 tháng 6 năm 2023", 1400, 1980),
        line("TL. GIÁM ĐỐC", 1560, 2060),
        line("CHÁNH VĂN PHÒNG", 1500, 2120),
        line("Nguyễn Sỹ Đan", 1580, 2420),
    )


def _told(page) -> dict[str, set[str]]:
    document = Document("quyet_dinh", 0.99, 0, 0)
    told = tell([paper(document, [reading(page, 0)])]).told
    return {key: {each.value for each in told if each.key == key} for key in ("nguoi_ky", TITLE)}


@pytest.mark.parametrize("heading", ["SAO Y BẢN CHÍNH", "SAO Y", "TRÍCH SAO", "Sao lục"])
def test_who_certifies_a_copy_did_not_sign_the_paper(heading: str) -> None:
    told = _told(_page(heading))
    assert "Bùi Văn Trường" in told["nguoi_ky"]
    assert "Nguyễn Sỹ Đan" not in told["nguoi_ky"]
    assert "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH" in told[TITLE]
    assert not {"CHÁNH VĂN PHÒNG", "TL. GIÁM ĐỐC CHÁNH VĂN PHÒNG"} & told[TITLE]


def test_where_nobody_else_signed_the_certifier_is_told() -> None:
    page = page_text(*(each for each in _page("SAO Y").lines if not 1300 < each.box.top < 1800))
    assert "Nguyễn Sỹ Đan" in _told(page)["nguoi_ky"]


def test_a_stamp_at_the_top_does_not_take_the_paper_away() -> None:
    page = page_text(line("SAO Y BẢN CHÍNH", 1500, 60), *_page("x").lines)
    assert "Bùi Văn Trường" in _told(page)["nguoi_ky"]
