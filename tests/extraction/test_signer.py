from making_pages import line, page_text

from extraction.signer import find_signer


def _fields(*lines: object) -> dict[str, str]:
    return {found.key: found.value for found in find_signer(page_text(*lines))}


def test_office_and_name_of_the_signer_stand_at_the_right_of_the_foot() -> None:
    fields = _fields(
        line("Nơi nhận:", 300, 2000),
        line("KT. CHỦ TỊCH", 1600, 2000),
        line("PHÓ CHỦ TỊCH", 1600, 2060),
        line("Sg x", 1700, 2200, confidence=0.1),
        line("Trần Hoàng Tuấn", 1580, 2400),
    )
    assert fields == {
        "chuc_vu_nguoi_ky": "KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
        "nguoi_ky": "Trần Hoàng Tuấn",
    }


def test_an_office_without_a_legible_name_is_told_alone() -> None:
    fields = _fields(line("CHỦ TỊCH", 1600, 2000), line("Sg x", 1700, 2200))
    assert fields == {"chuc_vu_nguoi_ky": "CHỦ TỊCH"}


def test_an_office_named_in_the_text_signs_nothing() -> None:
    assert _fields(line("Theo đề nghị của Chủ tịch UBND tỉnh", 300, 900)) == {}


def test_on_a_sheet_of_two_pages_the_signer_stands_below_the_day() -> None:
    spread = page_text(
        line("Mường Chà, ngày 09 tháng 7 năm 2021", 300, 1400),
        line("CHỦ TỊCH", 500, 1500),
        line("Vì Văn Điện", 480, 1900),
        width=4900,
    )
    found = {each.key: each.value for each in find_signer(spread, last=False)}
    assert found == {"chuc_vu_nguoi_ky": "CHỦ TỊCH", "nguoi_ky": "Vì Văn Điện"}
