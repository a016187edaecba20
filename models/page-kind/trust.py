"""How much the network, neighboring pages and the rules are to be trusted: fitted weights."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from classifiers.documents import find_documents, judge_pages, kinds_of, opinion_of_rules
from classifiers.neighbors import cut_evidence
from classifiers.odds import log_odds
from classifiers.page_kind import judge_page
from classifiers.page_network import PageNetwork
from dossiers.vocabulary import UNKNOWN_KIND
from training.read_pages import ReadDossier

Weights = Mapping[str, float]
Evidence = tuple[Mapping[str, float], bool]

AGAINST = frozenset({"back", "numbered", "follows", "goes_on", "other"})
"""Evidence that can only speak against a boundary, or against a kind; all other speaks for it."""

PRIOR = 0.05
"""Weight of the squares of all weights, against the surprise at one page."""


def fit_rules(dossiers: Iterable[ReadDossier], network: PageNetwork) -> float:
    """How much the word of the rules counts for a page's kind: what makes right kinds likeliest."""
    judged = []
    for dossier in dossiers:
        said = [page for page in dossier if not page.reading.blank]
        pages = judge_pages([page.reading for page in said], network)
        judged += [
            (page, network.labels.index(true.kind)) for page, true in zip(pages, said, strict=True)
        ]
    trusting = copy(network)

    def surprise(weight: float) -> float:
        trusting.rules = weight
        return -float(np.mean([np.log(kinds_of(page, trusting)[kind]) for page, kind in judged]))

    return float(min(np.linspace(0, 8, 33), key=surprise))


def fit_cut(dossiers: Iterable[ReadDossier], network: PageNetwork) -> Weights:
    """Weights of what speaks for a document beginning on a page."""
    return _fit(list(_cuts(dossiers, network)))


def fit_agreement(dossiers: Iterable[ReadDossier], network: PageNetwork) -> Weights:
    """Weights of what speaks for a document's kind being right."""
    return _fit(list(_kinds(dossiers, network)))


def _cuts(dossiers: Iterable[ReadDossier], network: PageNetwork) -> Iterator[Evidence]:
    for dossier in dossiers:
        said = [page for page in dossier if not page.reading.blank]
        pages = judge_pages([page.reading for page in said], network)
        for (before, page), true in zip(pairwise(pages), said[1:], strict=True):
            yield cut_evidence(before, page), true.place == 0


def _kinds(dossiers: Iterable[ReadDossier], network: PageNetwork) -> Iterator[Evidence]:
    untrusting = copy(network)
    untrusting.agreement = {"bias": 0.0, "network": 1.0, "same": 0.0, "other": 0.0}
    for dossier in dossiers:
        outcomes = [page.reading for page in dossier]
        for found in find_documents(outcomes, untrusting):
            pages = [dossier[index] for index in found.pages]
            said = [page.reading.text for page in pages if not page.reading.blank]
            if said:
                rules = opinion_of_rules(list(map(judge_page, said))).kind
                same, other = rules == found.kind, rules not in (found.kind, UNKNOWN_KIND)
                evidence = {"network": log_odds(found.kind_confidence)}
                evidence |= {"same": float(same), "other": float(other)}
                yield evidence, pages[0].kind == found.kind


def _fit(evidence: Sequence[Evidence]) -> Weights:
    """Weights of a logistic regression, none against the sense of its evidence."""
    names = list(evidence[0][0])
    table = np.array([[1.0, *(each[name] for name in names)] for each, _ in evidence])
    sides = np.where([right for _, right in evidence], 1.0, -1.0)

    def loss(weights: NDArray[np.float64]) -> float:
        surprise = np.logaddexp(0, -sides * (table @ weights)).mean()
        return float(surprise + PRIOR / len(table) * (weights**2).sum())

    bounds = [(None, None), *((None, 0) if name in AGAINST else (0, None) for name in names)]
    fitted = minimize(loss, np.zeros(len(bounds)), method="L-BFGS-B", bounds=bounds).x
    return dict(zip(["bias", *names], (round(float(each), 3) for each in fitted), strict=True))
