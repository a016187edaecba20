"""The samples through the pipeline, compared with their truth."""

import json
import unicodedata
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest

from dossiers.delivery import ScanStream
from dossiers.document import Document
from dossiers.page import PageFailure, PageOutcome
from dossiers.text import squeeze
from pipeline.dossier import understand
from pipeline.intake import open_delivery
from pipeline.page import PageTask
from pipeline.workers import PagePool
from settings import REPOSITORY, Settings
from settings.workshop import knowledge, reader_choice

SAMPLES = REPOSITORY / "samples"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[PageOutcome]]:
    work = tmp_path_factory.mktemp("work")
    deliveries = [
        open_delivery(path, work)
        for path in sorted(SAMPLES.iterdir())
        if path.name not in ("truth", "README.md")
    ]
    streams = [stream for delivery in deliveries for stream in delivery.streams]
    with PagePool(reader_choice(Settings()), workers=2, page_seconds=300) as pool:
        return {unicodedata.normalize("NFC", each.name): _read(each, pool) for each in streams}


def _read(stream: ScanStream, pool: PagePool) -> list[PageOutcome]:
    tasks = [
        PageTask(index, sheet.original.path, sheet.original.media, sheet.number, "")
        for index, sheet in enumerate(stream.sheets)
    ]
    results = [timed.result.outcome for timed in pool.digitize(tasks)]
    return sorted(results, key=lambda outcome: outcome.index)


@pytest.fixture(scope="module")
def truths() -> Mapping[str, Mapping[str, Any]]:
    files = sorted((SAMPLES / "truth").glob("*.json"))
    return {
        unicodedata.normalize("NFC", file.stem): json.loads(file.read_text("utf-8"))
        for file in files
    }


@pytest.fixture(scope="module")
def documents(outcomes: Mapping[str, list[PageOutcome]]) -> Mapping[str, tuple[Document, ...]]:
    return {
        name: understand(ScanStream(name, ()), pages, knowledge(Settings()))
        for name, pages in outcomes.items()
    }


def test_every_page_lies_as_the_truth_says(
    outcomes: Mapping[str, list[PageOutcome]], truths: Mapping[str, Mapping[str, Any]]
) -> None:
    assert set(outcomes) == set(truths)
    for name, truth in truths.items():
        pages = [page for page in outcomes[name] if not isinstance(page, PageFailure)]
        found = [(page.index, page.rotation, page.blank) for page in pages]
        wanted = [(page["index"], page["rotation"], page["blank"]) for page in truth["pages"]]
        assert found == wanted, name
        assert len(outcomes[name]) - len(pages) == len(truth.get("damaged", []))


def test_every_document_is_found_with_its_kind(
    documents: Mapping[str, tuple[Document, ...]], truths: Mapping[str, Mapping[str, Any]]
) -> None:
    for name, truth in truths.items():
        found = [(each.kind, each.first_page) for each in documents[name]]
        wanted = [(each["type"], each["first_page"]) for each in truth["documents"]]
        assert found == wanted, name


def test_fields_that_are_said_with_confidence_are_right(
    documents: Mapping[str, tuple[Document, ...]], truths: Mapping[str, Mapping[str, Any]]
) -> None:
    """Of the fields of the first version, on all samples; few may be wrong, none in silence."""
    sure, wrong = 0, Counter[str]()
    for name, truth in truths.items():
        for document, wanted in zip(documents[name], truth["documents"], strict=True):
            for field in document.fields:
                value = wanted["fields"].get(field.key, {}).get("value")
                if value is not None and field.confidence >= 0.8 and not field.checks_failed:
                    sure += 1
                    wrong[f"{name} {field.key} {field.value}"] += _plain(field.value) != _plain(
                        value
                    )
    assert sure >= 60
    assert sum(wrong.values()) <= 0.1 * sure, +wrong


def _plain(value: str) -> str:
    # The issuer's usual abbreviation is our normal form of it.
    return squeeze(value).casefold().replace("ủy ban nhân dân", "ubnd")


def test_fields_lie_on_the_pages_of_their_document(
    documents: Mapping[str, tuple[Document, ...]],
) -> None:
    for found in documents.values():
        for document in found:
            assert all(field.page in document.pages for field in document.fields)
