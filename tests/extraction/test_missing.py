import numpy as np

from dossiers.document import Lack
from dossiers.tags import WordTags
from extraction.missing import Habits, find_missing

HABITS = Habits({"cmnd": {"ho_ten": 0.98, "que_quan": 0.9, "trich_yeu": 0.05}}, (0.1, 0.4, 0.8))


def _tags(look: float) -> WordTags:
    inside = np.array([[0.0, 0.0], [0.0, look]], np.float32)
    return WordTags(("ho_ten", "que_quan"), inside, inside)


def test_what_nothing_looks_like_is_absent() -> None:
    (missing,) = find_missing("cmnd", [_tags(0.01)], {"ho_ten"}, HABITS)
    assert (missing.key, missing.lack, missing.confidence) == ("que_quan", Lack.ABSENT, 0.9)


def test_what_stands_there_and_has_no_value_is_unreadable() -> None:
    (missing,) = find_missing("cmnd", [_tags(0.9)], {"ho_ten"}, HABITS)
    assert (missing.lack, missing.confidence) == (Lack.UNREADABLE, 0.8)


def test_nothing_is_missed_that_was_told_or_that_such_papers_rarely_have() -> None:
    assert list(find_missing("cmnd", [_tags(0.9)], {"ho_ten", "que_quan"}, HABITS)) == []
    assert list(find_missing("khac", [_tags(0.9)], set(), HABITS)) == []


def test_a_paper_without_words_misses_all_that_it_should_have() -> None:
    assert len(list(find_missing("cmnd", [], set(), HABITS))) == 2
