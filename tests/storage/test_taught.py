from pathlib import Path

import pytest

from dossiers.errors import BadWeightsError
from storage.taught import find_taught, forget_taught, keep_taught


def test_the_newest_is_used_and_the_older_ones_stay(tmp_path: Path) -> None:
    folder = tmp_path / "page-kind"
    assert find_taught(folder) is None
    first = keep_taught(folder, b"one", ".npz")
    second = keep_taught(folder, b"two", ".npz")
    assert find_taught(folder) == second
    assert first.read_bytes() == b"one"


def test_the_model_s_own_can_be_used_again(tmp_path: Path) -> None:
    forget_taught(tmp_path / "nothing")
    file = keep_taught(tmp_path, b"one", ".npz")
    forget_taught(tmp_path)
    assert find_taught(tmp_path) is None
    assert file.exists()


def test_a_file_that_was_changed_or_is_gone_is_not_used(tmp_path: Path) -> None:
    file = keep_taught(tmp_path, b"one", ".npz")
    file.write_bytes(b"two")
    with pytest.raises(BadWeightsError, match=file.name):
        find_taught(tmp_path)
    file.unlink()
    with pytest.raises(BadWeightsError, match=file.name):
        find_taught(tmp_path)


def test_a_pointer_that_says_nothing_sensible_is_not_passed_over(tmp_path: Path) -> None:
    keep_taught(tmp_path, b"one", ".npz")
    (tmp_path / "in-use").write_bytes(b"\xff\xfe")
    with pytest.raises(BadWeightsError, match="in-use"):
        find_taught(tmp_path)
