from dataclasses import dataclass, field
from pathlib import Path

from bench.cache import Cache
from bench.engines import Answer
from bench.handed import Page
from tests.bench.making_runs import make_answer


@dataclass
class Counting:
    """An engine that counts how often it is asked."""

    version: str = "1"
    name: str = "counting"
    asked: list[str] = field(default_factory=list)

    def read(self, page: Page) -> Answer:
        self.asked.append(page.key)
        return make_answer(f"đọc {page.key}")


def _page(key: str, folder: Path) -> Page:
    return Page(key, folder / "page.png", "image/png", None, folder)


def test_a_page_is_read_once_by_a_version_of_an_engine(tmp_path: Path) -> None:
    cache, engine = Cache(tmp_path / "pages"), Counting()
    first = cache.read(engine, _page("a", tmp_path))
    assert cache.read(engine, _page("a", tmp_path)) == first
    assert engine.asked == ["a"]


def test_another_page_or_version_is_read_anew(tmp_path: Path) -> None:
    cache, old, new = Cache(tmp_path / "pages"), Counting(), Counting("2")
    cache.read(old, _page("a", tmp_path))
    cache.read(old, _page("b", tmp_path))
    cache.read(new, _page("a", tmp_path))
    assert (old.asked, new.asked) == (["a", "b"], ["a"])


def test_an_answer_that_was_cut_off_while_writing_is_not_kept(tmp_path: Path) -> None:
    cache, engine = Cache(tmp_path / "pages"), Counting()
    cache.read(engine, _page("a", tmp_path))
    (kept,) = (tmp_path / "pages").rglob("*.json")
    kept.rename(kept.with_suffix(".half"))
    cache.read(engine, _page("a", tmp_path))
    assert engine.asked == ["a", "a"]
