from pathlib import Path

import pytest

from flows.sweep_memory import MOST_TRIES, find_new, note_failed, note_swept

ENTRY = Path("inbox/lô 1")

pytestmark = pytest.mark.django_db


def test_what_was_swept_is_new_again_when_it_changes() -> None:
    assert find_new({ENTRY: "a"}) == {ENTRY: "a"}
    note_swept(ENTRY, "a")
    assert find_new({ENTRY: "a"}) == {}
    assert find_new({ENTRY: "b", Path("inbox/lô 2"): "a"}) == {
        ENTRY: "b",
        Path("inbox/lô 2"): "a",
    }


def test_what_meets_a_bug_is_tried_a_few_times_only() -> None:
    for _ in range(MOST_TRIES):
        assert find_new({ENTRY: "a"})
        note_failed(ENTRY, "a")
    assert not find_new({ENTRY: "a"})
