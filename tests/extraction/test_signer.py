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
