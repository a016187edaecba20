"""Values as the pipeline tells them on synthetic dossiers, and whether they are right."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.field_rules import is_same
from classifiers.documents import find_documents
from classifiers.page_network import PageJudge
from classifiers.word_tagger import WordTagger
from dossiers.document import Document
from dossiers.vocabulary import field_names
from extraction.document_fields import Paper, tell
from extraction.evidence import rows
from extraction.missing import looks_of
from training.read_pages import ReadDossier, read_files


@dataclass(frozen=True, slots=True)
class Weighed:
    """The values of a dossier.

    Attributes:
        rows: (values, features) float32, as ``evidence.rows`` gives them.
        right: (values,) bool.
        places: (values, 2) int64: document and key of each value.
        kinds: Kind of each document, as judged.
        true: The keys that stand on the pages of each document.
        grades: How worn each document is.
        looks: How much any word of each document looks like a part of each field.
    """

    rows: NDArray[np.float32]
    right: NDArray[np.bool_]
    places: NDArray[np.int64]
    kinds: Sequence[str]
    true: Sequence[frozenset[str]]
    grades: Sequence[str]
    looks: Sequence[Mapping[str, float]]


def weigh_files(files: Sequence[Path], judge: PageJudge, tagger: WordTagger) -> Iterator[Weighed]:
    """Weigh the dossiers of files."""
    for pages in read_files(files):
        yield weigh(pages, judge, tagger)


def weigh(pages: ReadDossier, judge: PageJudge, tagger: WordTagger) -> Weighed:
    """What is told of a dossier's pages, and what is true."""
    documents = find_documents([page.reading for page in pages], judge=judge)
    papers = [paper_of(document, pages, tagger) for document in documents]
    dossier = tell(papers)
    truths = [truth_of(document, pages) for document in documents]
    keys = list(field_names())
    right = [is_right(told.key, told.value, truths[told.document]) for told in dossier.told]
    places = [(told.document, keys.index(told.key)) for told in dossier.told]
    return Weighed(
        rows(dossier),
        np.array(right, bool),
        np.array(places, np.int64).reshape(-1, 2),
        [document.kind for document in documents],
        [frozenset(truth) for truth in truths],
        [pages[document.first_page].grade for document in documents],
        [looks_of(paper.tags) for paper in papers],
    )


def paper_of(document: Document, pages: ReadDossier, tagger: WordTagger) -> Paper:
    """A document as the pipeline hands it to extraction."""
    readings = [pages[index].reading for index in document.pages]
    said = [reading for reading in readings if not reading.blank]
    tags = [
        tagger.tag(reading.text, document.kind, reading.index - document.first_page)
        for reading in said
    ]
    return Paper(document, said, tags)


def truth_of(document: Document, pages: ReadDossier) -> Mapping[str, list[str]]:
    """What the pages of a document say, by key; of two papers taken for one, both."""
    truth: dict[str, list[str]] = {}
    for index in document.pages:
        for key, told in pages[index].fields.items():
            truth.setdefault(key, []).append(told["value"])
    return truth


def is_right(key: str, value: str, truth: Mapping[str, list[str]]) -> bool:
    """Claim that a value is what stands on the paper."""
    return any(is_same(key, value, true) for true in truth.get(key, ()))
