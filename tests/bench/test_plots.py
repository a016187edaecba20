from pathlib import Path

import pytest
from PIL import Image

from tests.bench.making_runs import make_run

pytest.importorskip("matplotlib", reason="the bench extra is not installed")


def test_pictures_are_drawn_of_what_there_is(tmp_path: Path) -> None:
    from bench.plots import draw_plots

    few = draw_plots([make_run(0), make_run(1)], ["hoso"], tmp_path)
    many = draw_plots([make_run(number) for number in range(20)], ["hoso"], tmp_path)
    assert [path.stem for path in few] == ["synthetic-grades", "synthetic-straight-through"]
    assert "synthetic-severity" in [path.stem for path in many]
    for path in many:
        with Image.open(path) as picture:
            assert picture.width < 1000
