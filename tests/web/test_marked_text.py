from hypothesis import given
from hypothesis import strategies as st

from records.search import Snippet
from web.marked_text import pieces_of

SPANS = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda ends: (min(ends), max(ends)))


def test_a_snippet_is_cut_at_its_marks() -> None:
    snippet = Snippet(0, "Bà Hòa ký", ((3, 6),))
    assert pieces_of(snippet) == [("Bà ", False), ("Hòa", True), (" ký", False)]


def test_a_snippet_without_a_match_is_one_piece() -> None:
    assert pieces_of(Snippet(0, "Bà Hòa")) == [("Bà Hòa", False)]
    assert pieces_of(Snippet(0, "")) == []


@given(st.lists(SPANS))
def test_no_letter_is_lost_or_said_twice_when_marks_overlap(marks: list[tuple[int, int]]) -> None:
    text = "abcdefghijkl"
    pieces = pieces_of(Snippet(0, text, tuple(sorted(marks))))
    assert "".join(piece for piece, _ in pieces) == text
    marked = {index for start, end in marks for index in range(start, end)}
    letters = [is_match for piece, is_match in pieces for _ in piece]
    assert letters == [index in marked for index in range(len(text))]
