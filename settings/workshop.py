"""The workshop of the pipeline, opened as the settings say."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from classifiers.checkpoint_judge import CheckpointJudge
from classifiers.page_network import PageJudge, PageNetwork
from classifiers.word_tagger import WordTagger
from dossiers.errors import MissingToolError
from dossiers.procedures import procedures
from extraction.acceptance import Acceptance, Reviewed, open_reviewed
from extraction.trust import FieldTrust
from pipeline.workers import PagePool, ReaderChoice
from pipeline.workshop import Knowledge, Workshop
from settings import REPOSITORY, Settings
from storage.access import S3Access
from storage.addresses import open_store
from storage.store import Store
from storage.taught import find_taught, is_taught
from storage.weights import find_file, read_card

PAGE_KIND = REPOSITORY / "models" / "page-kind"
FIELD_TAGGER = REPOSITORY / "models" / "field-tagger"
FIELD_TRUST = REPOSITORY / "models" / "field-trust"


@contextmanager
def open_workshop(settings: Settings) -> Iterator[Workshop]:
    """Open the store and the page workers; they stop at the end of the ``with``.

    Raises:
        MissingToolError: The program that draws pages of PDFs is not installed.
        MissingToolError, IncompleteAlphabetError: No engine can read Vietnamese.
        StorageError: The store's address cannot be one.
    """
    find_program("pdftoppm", "poppler-utils")  # before a page is touched, not at the first PDF
    store = open_settings_store(settings)
    with PagePool(reader_choice(settings), settings.workers, settings.page_seconds) as pool:
        known = knowledge(settings, [reviewed_by_people()])
        yield Workshop(store, pool, known, s3_access(settings))


def open_settings_store(settings: Settings) -> Store:
    """The store that the settings name."""
    return open_store(settings.store_address, s3_access(settings))


def knowledge(settings: Settings, reviewed: Sequence[Reviewed] = ()) -> Knowledge:
    """By what the settings say that documents are judged.

    Args:
        reviewed: Values that people of the office looked at, if any.

    Raises:
        WrongProceduresError: see ``procedures``.
        BadWeightsError, MissingToolError: The judge of pages cannot be opened.
    """
    return Knowledge(
        page_judge(settings),
        *field_readers(),
        acceptance(settings, reviewed),
        settings.review_below,
        procedures(settings.procedures),
    )


def field_readers() -> tuple[WordTagger, FieldTrust]:
    """Who tells where values stand, and who tells how probable they are.

    Raises:
        BadWeightsError: One of them cannot be opened.
    """
    return WordTagger(FIELD_TAGGER), FieldTrust(FIELD_TRUST)


def reviewed_by_people() -> Reviewed:
    """What people of the office said about values."""
    from records.reviewed import reviewed_values  # Django's models, once it is set up

    values = reviewed_values()
    return Reviewed(
        np.array([value.key for value in values], str),
        np.array([value.kind for value in values], str),
        np.array([value.chance for value in values], np.float64),
        np.array([value.right for value in values], bool),
    )


def acceptance(settings: Settings, reviewed: Sequence[Reviewed] = ()) -> Acceptance:
    """Which fields need no person, at the precision that the settings ask for."""
    shipped = open_reviewed(find_file(FIELD_TRUST, "reviewed.npz", "sha256_reviewed"))
    return Acceptance(
        [*reviewed, shipped], settings.accept_precision, dict(settings.accept_precision_by)
    )


def page_judge(settings: Settings) -> PageJudge:
    """Who tells what pages are: hoso's own network as the office taught it, or a checkpoint."""
    if settings.page_kind:
        return CheckpointJudge(settings.page_kind)
    return page_network(settings)


def page_network(settings: Settings) -> PageNetwork:
    """Hoso's own network, with the answers that the office taught it, if it did."""
    return PageNetwork(PAGE_KIND, taught_file(settings))


def taught_file(settings: Settings) -> Path | None:
    """What the office taught the page network, if it did and uses it."""
    return None if settings.page_kind else find_taught(taught_folder(settings))


def taught_before(settings: Settings) -> list[Path]:
    """Folders with what is taught to other weights, as those of an earlier version."""
    now = taught_folder(settings)
    folders = sorted(now.parent.glob(f"{PAGE_KIND.name}-*"))
    return [each for each in folders if each != now and is_taught(each)]


def taught_folder(settings: Settings) -> Path:
    """Where what the office taught the page network is kept: for these very weights."""
    return settings.home / "models" / f"{PAGE_KIND.name}-{read_card(PAGE_KIND)['sha256'][:8]}"


def find_program(program: str, package: str) -> None:
    """Be sure that a program is installed.

    Raises:
        MissingToolError: It is not; ``package`` has it.
    """
    if shutil.which(program) is None:
        raise MissingToolError(program, package)


def reader_choice(settings: Settings) -> ReaderChoice:
    """The readers that the settings name."""
    return ReaderChoice(
        settings.reading,
        settings.engine,
        settings.language_model,
        settings.tessdata,
        REPOSITORY / "models",
    )


def s3_access(settings: Settings) -> S3Access:
    """How the settings say to reach S3."""
    return S3Access(
        endpoint=settings.s3_endpoint,
        path_style=settings.s3_path_style,
        access_key=settings.s3_access_key.get_secret_value(),
        secret_key=settings.s3_secret_key.get_secret_value(),
    )
