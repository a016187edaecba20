import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dossiers.geometry import IDENTITY, Box, Transform

EDGES = st.integers(min_value=0, max_value=3000)


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    left, top = draw(EDGES), draw(EDGES)
    return Box(left, top, left + draw(st.integers(1, 500)), top + draw(st.integers(1, 500)))


@given(boxes())
def test_the_identity_leaves_boxes_alone(box: Box) -> None:
    assert IDENTITY.box(box) == box


@given(boxes(), st.floats(0.3, 3), st.integers(-50, 50))
def test_a_map_and_its_inverse_give_the_box_back(box: Box, scale: float, shift: int) -> None:
    there = Transform.from_matrix(np.array([[scale, 0, shift], [0, scale, -shift]]))
    both = there.inverse().after(there)
    assert both.box(box) == box


def test_after_applies_the_earlier_map_first() -> None:
    double = Transform.from_matrix(np.array([[2.0, 0, 0], [0, 2.0, 0]]))
    move = Transform.from_matrix(np.array([[1.0, 0, 10], [0, 1.0, 0]]))
    assert double.after(move).box(Box(0, 0, 1, 1)) == Box(20, 0, 22, 2)
    assert move.after(double).box(Box(0, 0, 1, 1)) == Box(10, 0, 12, 2)


def test_shared_sides_are_those_that_both_boxes_cover() -> None:
    one, other = Box(0, 0, 10, 10), Box(8, 5, 20, 30)
    assert one.shared_width(other) == 2
    assert one.shared_height(other) == 5
    assert one.shared_width(Box(11, 0, 12, 1)) == 0
    assert Box.around([one, other]) == Box(0, 0, 20, 30)
