import pytest

from extraction.syllables import is_syllable, strange_share


@pytest.mark.parametrize("word", ["nguyễn", "Khánh", "ỦY", "An", "thuở", "quyết", "gì", "Y"])
def test_syllables_are_known(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["rCy", "Qvng", "nhnt", "15", "trHều", "xyz", ""])
def test_what_is_none_is_strange(word: str) -> None:
    assert not is_syllable(word)


def test_the_share_of_strange_words() -> None:
    assert strange_share("Ủy ban nhân dân") == 0.0
    assert strange_share("Ủy bqn") == 0.5
    assert strange_share("15/2020") == 0.0
