import pytest

from ocr.letters import vietnamese_letters


@pytest.mark.parametrize(
    ("read", "meant"), [("15/QĐÐ-UBND", "15/QĐ-UBND"), ("Ðiện", "Điện"), ("đề", "đề"), ("Đ", "Đ")]
)
def test_the_icelandic_twin_of_d_is_no_letter_of_its_own(read: str, meant: str) -> None:
    assert vietnamese_letters(read) == meant
