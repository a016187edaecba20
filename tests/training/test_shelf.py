from pathlib import Path

import numpy as np

from training.shelf import Shelf, put_lines


def test_lines_come_back_as_they_were_put_there(tmp_path: Path) -> None:
    samples = [
        (np.full((40, width), width % 256, np.uint8), f"dòng {width}") for width in (12, 300, 57)
    ]
    put_lines(tmp_path / "lines.npy", samples)
    shelf = Shelf(tmp_path / "lines.npy")
    assert len(shelf) == 3
    for (pixels, text), (put, said) in zip(shelf, samples, strict=True):
        assert text == said
        assert np.array_equal(pixels, put)


def test_a_file_that_is_not_finished_has_another_name(tmp_path: Path) -> None:
    put_lines(tmp_path / "lines.npy", [(np.zeros((40, 20), np.uint8), "a")])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lines.json", "lines.npy"]
