from pathlib import Path

import pytest
from PIL import Image

pytest.importorskip("matplotlib", reason="the bench extra is not installed")


def test_mistakes_darken_the_picture_beside_the_diagonal(tmp_path: Path) -> None:
    from bench.confusion import draw_confusion

    right = [("bao_cao", "bao_cao"), ("to_trinh", "to_trinh")] * 5
    for name, pairs in (("right", right), ("wrong", [*right, ("to_trinh", "bao_cao")] * 2)):
        draw_confusion(pairs, tmp_path / f"{name}.png")
    with Image.open(tmp_path / "right.png") as before, Image.open(tmp_path / "wrong.png") as after:
        assert before.size == after.size
        assert before.tobytes() != after.tobytes()
        assert after.width < 1100
