"""Is everything there that was announced? Sheets counted, papers compared with the procedure."""

from collections.abc import Iterator, Mapping, Sequence

from classifiers.covers import Bundle
from dossiers.expected import Expected
from dossiers.messages import Message, message
from dossiers.page import PageOutcome, PageReading
from dossiers.procedures import Procedure, compare
from dossiers.vocabulary import COVER_KIND


def find_gaps(
    bundles: Sequence[Bundle],
    announced: Sequence[Expected],
    outcomes: Sequence[PageOutcome],
    procedures: Mapping[str, Procedure],
) -> list[tuple[Message, ...]]:
    """Tell what is missing in every dossier of a stream, and what is too much.

    Args:
        bundles: Of the whole stream; a cover sheet says what it announces.
        announced: What lists say of the stream.
        outcomes: Of the whole stream.
    """
    listed = {expected.code: expected for expected in announced}
    gaps: list[list[Message]] = [[] for _ in bundles]
    for found, bundle in zip(gaps, bundles, strict=True):
        if expected := _expectation(bundle, listed, alone=len(bundles) == 1):
            found += _in_bundle(bundle, expected, outcomes, procedures)
        if bundle.expected and listed and bundle.expected.code not in listed:
            found.append(message("bundle.not_listed", code=bundle.expected.code))
    covers = {bundle.expected.code for bundle in bundles if bundle.expected}
    if gaps and (covers or len(listed) > 1):
        gaps[0] += [message("bundle.no_cover", code=code) for code in listed if code not in covers]
    return [tuple(found) for found in gaps]


def _expectation(bundle: Bundle, listed: Mapping[str, Expected], *, alone: bool) -> Expected | None:
    """What a bundle should hold: as its cover says, the rest as the list says."""
    cover = bundle.expected
    if cover is None:
        return next(iter(listed.values())) if alone and len(listed) == 1 else None
    row = listed.get(cover.code, cover)
    sheets = row.sheets if cover.sheets is None else cover.sheets
    return Expected(cover.code, cover.procedure or row.procedure, sheets)


def _in_bundle(
    bundle: Bundle,
    expected: Expected,
    outcomes: Sequence[PageOutcome],
    procedures: Mapping[str, Procedure],
) -> Iterator[Message]:
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
    """Every sheet gives one side, or two; a scanner that leaves out blank backs, one or two."""
    if any(isinstance(side, PageReading) and side.blank for side in sides):
        return len(sides) in (sheets, 2 * sheets)
    return sheets <= len(sides) <= 2 * sheets
