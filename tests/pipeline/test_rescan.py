import pytest
from making_pages import line

from dossiers.page import PageQuality, PageText
from pipeline.rescan import find_page_doubts

GOOD = PageQuality(line_height=60, contrast=0.95, sharpness=0.8, cut_lines=0)


def _keys(quality: PageQuality | None, confidence: float, has_words: bool = True) -> list[str]:
    text = PageText(1000, 1400, (line("Số 12 Quyết định", 100, 100, confidence=confidence),))
    return [doubt.key for doubt in find_page_doubts(text, quality, has_words)]


def test_a_page_that_was_read_well_needs_no_better_scan() -> None:
    poor = PageQuality(line_height=12, contrast=0.2, sharpness=0.1, cut_lines=0)
    assert _keys(poor, 0.9) == []
    assert _keys(None, 0.2) == []


@pytest.mark.parametrize(
    ("quality", "key"),
    [
        (PageQuality(14, 0.9, 0.2, 0), "page.too_small"),
        (PageQuality(60, 0.2, 0.8, 0), "page.too_pale"),
        (PageQuality(60, 0.9, 0.2, 0), "page.blurred"),
    ],
)
def test_a_page_that_was_read_badly_says_why(quality: PageQuality, key: str) -> None:
    assert _keys(quality, 0.5) == [key]
    assert _keys(GOOD, 0.5) == []


def test_lines_cut_at_the_edge_are_told_however_well_the_rest_was_read() -> None:
    assert _keys(PageQuality(60, 0.9, 0.8, 5), 0.95) == ["page.cut"]
    assert _keys(PageQuality(60, 0.9, 0.8, 1), 0.95) == []


def test_ink_without_words_comes_first() -> None:
    assert _keys(None, 0.1, has_words=False) == ["page.no_words"]
