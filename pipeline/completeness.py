"""Is everything there that was announced? Sheets counted, papers compared with the procedure."""

from collections.abc import Iterator, Mapping, Sequence

from classifiers.covers import Bundle
from dossiers.expected import Expected
from dossiers.messages import Message, message
from dossiers.page import PageOutcome, PageReading
from dossiers.procedures import Procedure, compare
from dossiers.vocabulary import COVER_KIND


def find_gaps(
    bundle: Bundle,
    expected: Expected,
    outcomes: Sequence[PageOutcome],
    procedures: Mapping[str, Procedure],
) -> Iterator[Message]:
    """Tell what is missing in a dossier, and what is too much.

    Args:
        expected: What its cover sheet or a manifest announces.
        outcomes: Of the whole stream.
    """
    papers = [document for document in bundle.documents if document.kind != COVER_KIND]
    sides = [outcomes[index] for paper in papers for index in paper.pages]
    if expected.sheets is not None and not _is_right_count(expected.sheets, sides):
        yield message(
            "bundle.sheets", code=expected.code, expected=expected.sheets, sides=len(sides)
        )
    if not expected.procedure:
        return
    procedure = procedures.get(expected.procedure)
    if procedure is None:
        yield message("bundle.procedure", code=expected.code, procedure=expected.procedure)
        return
    told = compare(procedure, [paper.kind for paper in papers])
    for one_of in told.missing:
        yield message("bundle.missing", code=expected.code, kind="|".join(sorted(one_of)))
    for kind in told.surplus:
        yield message("bundle.surplus", code=expected.code, kind=kind)


def _is_right_count(sheets: int, sides: Sequence[PageOutcome]) -> bool:
    """Every sheet gives one side, or two where both were scanned; some backs may be left out."""
    blank = sum(isinstance(side, PageReading) and side.blank for side in sides)
    both = len(sides) == 2 * sheets
    return both or len(sides) - blank <= sheets <= len(sides)
