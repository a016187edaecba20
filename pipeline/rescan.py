"""Should this page be scanned again? Asked while the paper is still at hand."""

from collections.abc import Iterator

from dossiers.messages import Message, message
from dossiers.page import PageQuality, PageText

# A page read as surely as this needs no better scan, whatever its figures are.
READ_WELL = 0.75
# Of 95 synthetic pages the three less sharp than this had 5 to 16 % of their print misread.
LEAST_SHARPNESS = 0.27
# None of those pages was as small or as pale: set by judgment.
SMALLEST_LINE = 20.0
LEAST_CONTRAST = 0.35
# One line may end at the edge by chance: a stamp, a margin note.
CUT_LINES = 3


def find_page_doubts(
    text: PageText, quality: PageQuality | None, has_words: bool
) -> Iterator[Message]:
    """Why a person should look at a page, the likeliest cause first; each names the cure."""
    if not has_words:
        yield message("page.no_words")
    if quality is None:
        return
    if quality.cut_lines >= CUT_LINES:
        yield message("page.cut", lines=quality.cut_lines)
    if text.confidence < READ_WELL:
        yield from _about_pixels(quality)


def _about_pixels(quality: PageQuality) -> Iterator[Message]:
    if quality.line_height < SMALLEST_LINE:
        yield message("page.too_small", pixels=round(quality.line_height))
    elif quality.sharpness < LEAST_SHARPNESS:  # out of focus is paler too, pale is as sharp
        yield message("page.blurred")
    elif quality.contrast < LEAST_CONTRAST:
        yield message("page.too_pale")
