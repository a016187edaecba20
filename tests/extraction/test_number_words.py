import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.number_words import number_of
from synthesis.language.amounts import Reading, number_words

READINGS = st.builds(
    Reading,
    bridge=st.sampled_from(["linh", "lẻ"]),
    thousand=st.sampled_from(["nghìn", "ngàn"]),
    billion=st.sampled_from(["tỷ", "tỉ"]),
    four=st.sampled_from(["tư", "bốn"]),
)


@given(st.integers(0, 999_999_999), READINGS)
def test_every_number_that_a_clerk_writes_out_is_read(number: int, reading: Reading) -> None:
    assert number_of(number_words(number, reading)) == number


@pytest.mark.parametrize("text", ["", "ngày", "hai con", "năm sinh"])
def test_words_that_are_no_number_are_none(text: str) -> None:
    assert number_of(text) is None
