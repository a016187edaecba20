"""The mission's figures, on real scanned papers that lie beside the project."""

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest

from bench.score import PageScore, score_page
from dossiers.delivery import ScanStream
from dossiers.document import Document
from dossiers.page import PageOutcome, PageReading
from dossiers.text import squeeze
from dossiers.vocabulary import kinds
from imaging.scans import count_pages
from pipeline.dossier import understand
from pipeline.page import PageTask
from pipeline.workers import PagePool
from settings import REPOSITORY, Settings
from settings.workshop import knowledge, reader_choice

REAL = REPOSITORY.parent / "shared" / "real"

pytestmark = [
    pytest.mark.skipif(not REAL.exists(), reason="the real scans are not beside the project"),
    pytest.mark.slow,
]


@pytest.fixture(scope="module")
def outcomes() -> Mapping[str, list[PageOutcome]]:
    choice = reader_choice(Settings())
    with PagePool(choice, workers=2, page_seconds=300) as pool:
        return {file.name: _read(file, pool) for file in sorted(REAL.glob("*.pdf"))}


def _read(file: Path, pool: PagePool) -> list[PageOutcome]:
    count = count_pages(file, "application/pdf")
    tasks = [PageTask(n, file, "application/pdf", n, file.name) for n in range(count)]
    results = [timed.result.outcome for timed in pool.digitize(tasks)]
    return sorted(results, key=lambda outcome: outcome.index)


@pytest.fixture(scope="module")
def truth() -> Mapping[str, Mapping[str, str]]:
    with (REAL / "truth.tsv").open(encoding="utf-8", newline="") as table:
        return {row["file"]: row for row in csv.DictReader(table, delimiter="\t")}


@pytest.fixture(scope="module")
def documents(outcomes: Mapping[str, list[PageOutcome]]) -> Mapping[str, tuple[Document, ...]]:
    return {
        name: understand(ScanStream(name, ()), pages, knowledge(Settings()))
        for name, pages in outcomes.items()
    }


def _values(documents: Mapping[str, tuple[Document, ...]], key: str) -> dict[str, str]:
    return {
        name: next((field.value for field in found[0].fields if field.key == key), "")
        for name, found in documents.items()
    }


def _same(one: str, other: str) -> bool:
    return squeeze(one).casefold() == squeeze(other).casefold()


def test_no_document_is_torn_apart_or_glued(
    documents: Mapping[str, tuple[Document, ...]], outcomes: Mapping[str, list[PageOutcome]]
) -> None:
    assert len(documents) == 8
    spans = {
        name: [(d.first_page, d.last_page) for d in found] for name, found in documents.items()
    }
    assert spans == {name: [(0, len(pages) - 1)] for name, pages in outcomes.items()}


def test_all_kinds_are_right(
    documents: Mapping[str, tuple[Document, ...]], truth: Mapping[str, Mapping[str, str]]
) -> None:
    found = {name: kinds()[each[0].kind].name for name, each in documents.items()}
    assert found == {name: row["doc_type"] for name, row in truth.items()}


@pytest.mark.parametrize("key", ["co_quan_ban_hanh", "trich_yeu", "so_ky_hieu", "ngay_ban_hanh"])
def test_each_field_of_the_header_is_right_on_seven_of_eight(
    key: str,
    documents: Mapping[str, tuple[Document, ...]],
    truth: Mapping[str, Mapping[str, str]],
) -> None:
    values = _values(documents, key)
    wrong = {name: values[name] for name, row in truth.items() if not _same(values[name], row[key])}
    assert len(wrong) <= 1, wrong


def test_the_typed_part_of_the_number_is_right_on_all(
    documents: Mapping[str, tuple[Document, ...]], truth: Mapping[str, Mapping[str, str]]
) -> None:
    typed = {
        name: value.partition("/")[2] for name, value in _values(documents, "so_ky_hieu").items()
    }
    assert typed == {name: row["so_ky_hieu"].partition("/")[2] for name, row in truth.items()}


def test_handwritten_numbers_are_never_said_with_confidence(
    documents: Mapping[str, tuple[Document, ...]], truth: Mapping[str, Mapping[str, str]]
) -> None:
    for name, found in documents.items():
        for field in found[0].fields:
            if field.key in ("so_ky_hieu", "ngay_ban_hanh") and field.confidence >= 0.8:
                assert _same(field.value, truth[name][field.key]), name


def test_one_character_in_a_hundred_is_wrong_at_most(
    outcomes: Mapping[str, list[PageOutcome]],
) -> None:
    scores: list[PageScore] = []
    for name, pages in outcomes.items():
        for number, page in enumerate(pages, 1):
            transcription = REAL / "pages" / f"{Path(name).stem}-p{number}.txt"
            if transcription.exists() and isinstance(page, PageReading):
                scores.append(score_page(transcription.read_text("utf-8"), page.text.text))
    assert len(scores) == 8
    wrong = sum(score.errors_in_order for score in scores)
    assert wrong / sum(score.characters for score in scores) < 0.01


def test_blank_backs_are_blank_and_nothing_else_is(
    outcomes: Mapping[str, list[PageOutcome]],
) -> None:
    blank = {
        (name, page.index)
        for name, pages in outcomes.items()
        for page in pages
        if isinstance(page, PageReading) and page.blank
    }
    assert blank == {
        ("cong-van-299-2025-hoa-toc.pdf", 1),
        ("cong-van-574-2025-mat-sau-trang.pdf", 1),
    }
