"""Words that hoso read, how sure it was, and whether they stand on the page just there.

A word is right when a word of the truth that stands there has the same text. Engines tell the
place of a word to about a letter, so the middle may lie that far outside the true box. Words
over seals and stamps are left out: what stands there is free to be read or not.
"""

from collections.abc import Iterator, Sequence

from bench.own import Hoso, outcome_from_json
from bench.run import DossierRun, PageRow
from bench.straight_through import Claims, order_claims
from bench.truth import TrueWord
from dossiers.geometry import Box
from dossiers.page import PageReading


def word_claims(runs: Sequence[DossierRun]) -> Claims:
    """All words that were read on pages whose truth knows where words stand."""
    claims = [
        (confidence, right, number)
        for number, run in enumerate(runs)
        for row in run.rows
        for confidence, right in page_claims(row)
    ]
    return order_claims(claims, [sum(len(row.page.words) for row in run.rows) for run in runs])


def page_claims(row: PageRow) -> Iterator[tuple[float, bool]]:
    """Confidence and rightness of every word read on a page."""
    if not row.page.words:
        return
    outcome = outcome_from_json(row.answers[Hoso.name].outcome or {}, row.page.index)
    if isinstance(outcome, PageReading):
        yield from judge_words(outcome, row.page.words)


def judge_words(reading: PageReading, truth: Sequence[TrueWord]) -> Iterator[tuple[float, bool]]:
    """Confidence and rightness of the words of a reading."""
    for line in reading.text.lines:
        for word in line.words:
            here = _at(reading.text.to_scan.box(word.box), truth)
            if not any(each.aside for each in here):
                yield word.confidence, any(each.text == word.text for each in here)


def _at(box: Box, truth: Sequence[TrueWord]) -> list[TrueWord]:
    """The words whose boxes hold the middle of a box, or nearly so."""
    x, y = box.center
    slack = min(box.width, box.height) / 2
    return [
        each
        for each in truth
        if each.box.left - slack <= x < each.box.right + slack
        and each.box.top - slack / 2 <= y < each.box.bottom + slack / 2
    ]
