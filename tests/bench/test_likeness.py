from pathlib import Path

from PIL import Image

from bench.likeness import Candidate, Look, choose_alike, look_of
from bench.truth import TruePage
from dossiers.delivery import Original, Sheet
from imaging.media import PNG

GRAY_300, GRAY_200, BIT_300 = Look(False, 300, 0), Look(False, 200, 0), Look(True, 300, 0)


def _sheet(path: Path) -> Sheet:
    return Sheet(Original(path.name, path, "ab" * 32, 1, PNG, 1), 0)


def _candidate(look: Look) -> Candidate:
    return Candidate(_sheet(Path("a.png")), TruePage(0, 0, False, ()), look)


def test_a_page_is_measured_by_its_pixels(tmp_path: Path) -> None:
    Image.new("1", (1654, 2338)).save(tmp_path / "a.png")
    look = look_of(_sheet(tmp_path / "a.png"))
    assert (look.binary, round(look.dpi), look.slant) == (True, 200, 0)


def test_alike_is_the_same_depth_slant_and_nearly_the_same_resolution() -> None:
    assert GRAY_300.is_like(Look(False, 250, 0))
    for other in (GRAY_200, BIT_300, Look(False, 300, 1)):
        assert not GRAY_300.is_like(other)


def test_every_page_gets_as_many_as_wanted_and_no_candidate_twice() -> None:
    offered = [_candidate(look) for look in (GRAY_300, BIT_300, GRAY_300, GRAY_300, GRAY_200)]
    chosen = choose_alike({"a": GRAY_300, "b": GRAY_300, "c": BIT_300}, iter(offered), 2)
    assert [len(chosen[name]) for name in "abc"] == [2, 1, 1]
    taken = [id(each) for name in "abc" for each in chosen[name]]
    assert len(set(taken)) == len(taken)
