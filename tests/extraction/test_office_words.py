import pytest

from extraction.office_words import mend_title


@pytest.mark.parametrize(
    ("read", "mended"),
    [
        ("KT. TRƯỞNG PHÒNG PHÓ TRƯỞNG 3 PHÒNG", "KT. TRƯỞNG PHÒNG PHÓ TRƯỞNG PHÒNG"),
        ("TM- ỦY BANN NHÂN DÂN CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH"),
        ("TL. CHỦ TỊCH CHANH VĂN PHÒNG", "TL. CHỦ TỊCH CHÁNH VĂN PHÒNG"),
        ("TRƯỞNG CÔNG AN THÀNH PHỐ", "TRƯỞNG CÔNG AN THÀNH PHỐ"),
        ("PHỐ GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        ("Q. HIỆU TRƯỞNG", "Q. HIỆU TRƯỞNG"),
    ],
)
def test_words_of_offices_are_mended(read: str, mended: str) -> None:
    assert mend_title(read) == mended


def test_words_that_are_no_words_of_offices_stay() -> None:
    assert mend_title("TRƯỞNG LÀNG ĐÊ KƠN") == "TRƯỞNG LÀNG ĐÊ KƠN"
