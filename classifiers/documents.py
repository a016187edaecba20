"""From a stream of pages to documents: by the network and its decoding, doubted by the rules."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from classifiers.neighbors import JudgedPage, cut_evidence
from classifiers.odds import log_odds, sigmoid, softmax
from classifiers.page_kind import judge_page
from classifiers.page_network import PageJudge
from classifiers.stream_decoding import LEAST, Decoding, decode
from dossiers.document import Document, KindOpinion
from dossiers.page import PageOutcome, PageReading
from dossiers.vocabulary import UNKNOWN_KIND

_WORDLESS = 0.9


def find_documents(outcomes: Sequence[PageOutcome], judge: PageJudge) -> tuple[Document, ...]:
    """Divide a scan stream into documents; every page belongs to exactly one.

    Blank sides and pages that failed belong to the document before them (a blank back is
    the back of the sheet before it); at the very start, to the document after them.

    Args:
        outcomes: Of all pages of the stream, in order.
    """
    read = {
        index: outcome
        for index, outcome in enumerate(outcomes)
        if isinstance(outcome, PageReading) and not outcome.blank
    }
    if not outcomes:
        return ()
    if not read:
        return (Document(UNKNOWN_KIND, 0.0, 0, len(outcomes) - 1),)
    pages = judge_pages(list(read.values()), judge)
    odds = np.array([0.0, *(cut_odds(*pair, judge.cut) for pair in pairwise(pages))])
    decoding = decode(odds, np.array([kinds_of(page, judge) for page in pages]))
    return tuple(_documents(decoding, pages, [*read, len(outcomes)], judge))


def _documents(
    decoding: Decoding, pages: Sequence[JudgedPage], indexes: Sequence[int], judge: PageJudge
) -> Iterator[Document]:
    """Name and bound documents.

    Args:
        indexes: Of ``pages`` in the stream, and behind them the length of the stream.
    """
    ends = [*decoding.starts[1:], len(pages)]
    for kinds, start, end in zip(decoding.kinds, decoding.starts, ends, strict=True):
        best = int(kinds.argmax())
        network = judge.labels[int(pages[start].opinion.kinds.argmax())]
        rules = opinion_of_rules([page.rules for page in pages[start:end]])
        kind = judge.labels[best]
        yield Document(
            kind=kind,
            kind_confidence=kind_chance(float(kinds[best]), rules, kind, judge.agreement),
            first_page=indexes[start] if start else 0,
            last_page=indexes[end] - 1,
            boundary_confidence=_boundary_chance(decoding.cuts, start, end),
            disputed_by=_dispute(kind, network, rules),
        )


def _dispute(kind: str, network: str, rules: KindOpinion) -> str:
    """The kind that the network alone or the rules alone would give, where they differ."""
    if rules.kind in (network, UNKNOWN_KIND):
        return ""
    return rules.kind if rules.kind != kind else network


def judge_pages(readings: Sequence[PageReading], judge: PageJudge) -> list[JudgedPage]:
    """Ask the judge and the rules about pages that say something."""
    opinions = zip(readings, judge.judge(readings), strict=True)
    return [JudgedPage(page, opinion, judge_page(page.text)) for page, opinion in opinions]


def kinds_of(page: JudgedPage, judge: PageJudge) -> NDArray[np.float64]:
    """Probabilities of a page's kind: the network's, raised where the rules say the same.

    A page without words is none that is known.
    """
    if not page.reading.text.lines and UNKNOWN_KIND in judge.labels:
        return np.array([_WORDLESS if kind == UNKNOWN_KIND else LEAST for kind in judge.labels])
    logs = np.log(np.maximum(page.opinion.kinds, LEAST))
    if page.rules.kind in judge.labels and page.rules.kind != UNKNOWN_KIND:
        logs[judge.labels.index(page.rules.kind)] += judge.rules * page.rules.confidence
    return softmax(logs)


def opinion_of_rules(opinions: Sequence[KindOpinion]) -> KindOpinion:
    """What the rules say of a document: of the page that begins it, or else of its surest."""
    if opinions[0].kind != UNKNOWN_KIND:
        return opinions[0]
    return max(opinions, key=lambda opinion: (opinion.kind != UNKNOWN_KIND, opinion.confidence))


def _boundary_chance(cuts: NDArray[np.float64], start: int, end: int) -> float:
    """Probability that a document is exactly these pages, cuts taken as independent."""
    inside = np.prod(1 - cuts[start + 1 : end])
    after = cuts[end] if end < len(cuts) else 1.0
    return float(cuts[start] * inside * after)


def cut_odds(before: JudgedPage, page: JudgedPage, weights: Mapping[str, float]) -> float:
    """Log odds that a document begins on ``page``."""
    evidence = cut_evidence(before, page)
    return weights["bias"] + sum(weights[name] * value for name, value in evidence.items())


def kind_chance(
    network: float, rules: KindOpinion, kind: str, weights: Mapping[str, float]
) -> float:
    """Probability that a kind is right: the network's, and whether the rules say the same.

    Args:
        network: Probability by the network.
    """
    odds = weights["bias"] + weights["network"] * log_odds(network)
    if rules.kind != UNKNOWN_KIND:
        odds += weights["same" if rules.kind == kind else "other"]
    return float(sigmoid(np.array(odds)))
