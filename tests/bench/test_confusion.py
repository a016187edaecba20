from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

pytest.importorskip("matplotlib", reason="the bench extra is not installed")

KINDS = ("bao_cao", "to_trinh")


def _blue(kinds: list[tuple[str, str]], path: Path) -> NDArray[np.float64]:
    """Share of blue in the four quarters of the matrix."""
    from bench.confusion import draw_confusion

    draw_confusion(kinds, path)
    with Image.open(path) as picture:
        pixels = np.asarray(picture.convert("RGB"), float)
    blue = (pixels[..., 2] > pixels[..., 0] + 20).astype(float)
    rows, columns = np.nonzero(blue)
    matrix = blue[rows.min() : rows.max(), columns.min() : columns.max()]
    return np.array(
        [[half.mean() for half in np.array_split(part, 2, 1)] for part in np.array_split(matrix, 2)]
    )


def test_right_kinds_lie_on_the_diagonal_and_mistakes_beside_it(tmp_path: Path) -> None:
    right = [(kind, kind) for kind in KINDS] * 4
    assert np.allclose(_blue(right, tmp_path / "right.png") > 0.5, [[True, False], [False, True]])
    wrong = [*right, ("to_trinh", "bao_cao")]
    assert np.allclose(_blue(wrong, tmp_path / "wrong.png") > 0.5, [[True, False], [True, True]])
