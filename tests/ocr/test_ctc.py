import numpy as np
import pytest

from ocr.ctc import best_path, probabilities, words_of

LETTERS = "ab "


def _rows(path: str, sure: float = 0.9) -> np.ndarray:
    """Rows that say a path; "-" is the blank."""
    rows = np.full((len(path), 4), (1 - sure) / 3, np.float32)
    for row, letter in zip(rows, path, strict=True):
        row[{"-": 0, "a": 1, "b": 2}.get(letter, 3)] = sure
    return rows


@pytest.mark.parametrize(
    ("path", "text"), [("aab", "ab"), ("a-a", "aa"), ("--", ""), ("-aa--b b", "ab b")]
)
def test_repeats_are_one_letter_and_blanks_none(path: str, text: str) -> None:
    assert "".join(sign.letter for sign in best_path(_rows(path), LETTERS)) == text


def test_words_know_where_they_stand_and_how_sure_they_are() -> None:
    words = list(words_of(best_path(_rows("-aab- b"), LETTERS), 9))
    assert [(text, start, end) for text, start, end, _ in words] == [("ab", 1, 4), ("b", 6, 7)]
    assert words[0][3] == pytest.approx(0.81)


def test_letters_far_apart_are_two_words_and_a_mark_goes_with_its_word() -> None:
    signs = best_path(_rows("a-----b-----."), LETTERS[:2] + ".")
    assert [word[0] for word in words_of(signs, 4)] == ["a", "b."]
    assert [word[0] for word in words_of(signs, 6)] == ["ab."]


def test_a_temperature_takes_from_what_is_sure_and_changes_no_reading() -> None:
    logits = np.array([[2.0, 5.0, 1.0, 0.0]], np.float32)
    cold, warm = (probabilities(logits, temperature) for temperature in (1.0, 2.0))
    assert cold.sum() == pytest.approx(1)
    assert warm.max() < cold.max()
    assert warm.argmax() == cold.argmax() == 1
