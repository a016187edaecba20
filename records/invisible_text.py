"""Old invisible text taken off a page, so that a search does not find every word twice.

Offices often deliver scans with the text of an earlier, worse recognition. Only text that
nobody can see goes (render mode 3), and only from text objects that show nothing else: the
picture of the page cannot change.
"""

from collections.abc import Iterable, Iterator

import pikepdf

_INVISIBLE = 3
_SHOWS_TEXT = frozenset({"Tj", "TJ", "'", '"'})

Step = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage


def drop_invisible_text(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Take invisible text off a page; one whose content cannot be parsed stays as it is."""
    try:
        steps = list(pikepdf.parse_content_stream(page))
    except pikepdf.PdfError:
        return
    kept = list(_without_invisible(steps))
    if len(kept) < len(steps):
        page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))


def _without_invisible(steps: Iterable[Step]) -> Iterator[Step]:
    """All steps but those that show text in text objects where every text is invisible."""
    modes = [0]  # the render mode of each saved graphics state; the last one is in force
    block: list[Step] | None = None
    is_visible = False
    for step in steps:
        _follow_mode(modes, step)
        operator = str(step.operator)
        if operator == "BT":
            block, is_visible = [], False
        if block is None:
            yield step
            continue
        block.append(step)
        is_visible |= operator in _SHOWS_TEXT and modes[-1] != _INVISIBLE
        if operator == "ET":
            yield from block if is_visible else _without_shows(block)
            block = None
    yield from block or ()


def _follow_mode(modes: list[int], step: Step) -> None:
    """Bring the stack of render modes up to date."""
    operator = str(step.operator)
    if operator == "q":
        modes.append(modes[-1])
    elif operator == "Q" and len(modes) > 1:
        modes.pop()
    elif operator == "Tr":
        modes[-1] = int(step.operands[0])


def _without_shows(block: Iterable[Step]) -> Iterator[Step]:
    return (step for step in block if str(step.operator) not in _SHOWS_TEXT)
