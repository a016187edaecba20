"""The workshop of the pipeline, opened as the settings say."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from classifiers.checkpoint_judge import CheckpointJudge
from classifiers.page_network import PageJudge, PageNetwork
from dossiers.errors import MissingToolError
from dossiers.procedures import procedures
from pipeline.workers import PagePool, ReaderChoice
from pipeline.workshop import Knowledge, Workshop
from settings import REPOSITORY, Settings
from storage.access import S3Access
from storage.addresses import open_store
from storage.store import Store
from storage.taught import find_taught, is_taught
from storage.weights import read_card

PAGE_KIND = REPOSITORY / "models" / "page-kind"


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
        yield Workshop(store, pool, knowledge(settings), s3_access(settings))


def open_settings_store(settings: Settings) -> Store:
    """The store that the settings name."""
    return open_store(settings.store_address, s3_access(settings))


def knowledge(settings: Settings) -> Knowledge:
    """By what the settings say that documents are judged.

    Raises:
        WrongProceduresError: see ``procedures``.
        BadWeightsError, MissingToolError: The judge of pages cannot be opened.
    """
    judge = page_judge(settings)
    return Knowledge(judge, settings.review_below, procedures(settings.procedures))


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
