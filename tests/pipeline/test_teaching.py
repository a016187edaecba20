"""The shipped network learns from an office's papers, and stays where these would spoil it."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from making_pages import blank_page, decision_text, line, page_text, reading

from classifiers.page_network import PageNetwork
from classifiers.retraining import Examples, Floats, open_examples
from dossiers.document import Document
from dossiers.errors import UnreadableInputError
from dossiers.messages import message
from dossiers.page import PageFailure, PageText, Stage
from pipeline.teaching import examples_of, teach
from records.divisions import DividedDossier
from settings.workshop import PAGE_KIND
from storage.taught import find_taught
from storage.weights import find_file


@pytest.fixture(scope="module")
def network() -> PageNetwork:
    return PageNetwork(PAGE_KIND)


@pytest.fixture(scope="module")
def shipped() -> tuple[Floats, Examples]:
    return open_examples(find_file(PAGE_KIND, "examples.npz", "sha256_examples"))


def _slip(number: int) -> PageText:
    """A paper that only this office has."""
    return page_text(
        line("HỢP TÁC XÃ NÔNG NGHIỆP BÌNH AN", 270, 225),
        line("PHIẾU CÂN LÚA", 1140, 630),
        line(f"Xã viên số {number % 97} đã giao {number % 31} bao lúa khô", 375, 975),
        line("Thủ kho ký nhận đủ và ghi vào sổ cái của hợp tác xã", 375, 1065),
    )


def _dossiers(kind: str, page: PageText | None = None) -> Iterator[DividedDossier]:
    for number in range(60):
        key = sha256(str(number).encode()).hexdigest()
        outcomes = [reading(page or _slip(number), 0), reading(page or _slip(number + 7), 1)]
        yield DividedDossier(key, outcomes, [Document(kind, 1.0, at, at) for at in (0, 1)])


def test_a_paper_of_the_office_s_own_is_learned(
    network: PageNetwork, shipped: tuple[Floats, Examples], tmp_path: Path
) -> None:
    told = teach(network, shipped, _dossiers("bien_lai"), tmp_path)
    assert told.own_before < 0.5
    assert told.own_after > 0.95
    assert told.all_after > told.all_before - 0.01
    assert told.file
    assert find_taught(tmp_path) == told.file
    taught = PageNetwork(PAGE_KIND, told.file)
    (opinion,) = taught.judge([reading(_slip(999))])
    assert taught.labels[int(opinion.kinds.argmax())] == "bien_lai"
    assert opinion.begins > 0.5


def test_what_makes_the_office_s_own_papers_worse_is_not_used(
    network: PageNetwork, shipped: tuple[Floats, Examples], tmp_path: Path
) -> None:
    apart = [each for each in _dossiers("quyet_dinh", decision_text()) if _is_kept_apart(each)]
    wrong = [each for each in _dossiers("can_cuoc", decision_text()) if not _is_kept_apart(each)]
    told = teach(network, shipped, apart + wrong, tmp_path)
    assert (told.own_before, told.own_after) == (1.0, 0.0)
    assert told.file is None
    assert find_taught(tmp_path) is None


def _is_kept_apart(dossier: DividedDossier) -> bool:
    return int(dossier.key[:8], 16) % 5 == 0


def test_a_handful_of_pages_is_no_lesson(
    network: PageNetwork, shipped: tuple[Floats, Examples], tmp_path: Path
) -> None:
    with pytest.raises(UnreadableInputError) as caught:
        teach(network, shipped, list(_dossiers("bien_lai"))[:3], tmp_path)
    assert caught.value.reason.key == "retrain.too_few"


def test_kinds_that_the_network_does_not_know_teach_nothing(
    network: PageNetwork, shipped: tuple[Floats, Examples], tmp_path: Path
) -> None:
    dossiers = [
        replace(each, parts=[Document("to_dau_ho_so", 1.0, 0, 1)]) for each in _dossiers("khac")
    ]
    with pytest.raises(UnreadableInputError) as caught:
        teach(network, shipped, dossiers, tmp_path)
    assert caught.value.reason.values["pages"] == 0


def test_a_blank_side_before_a_paper_keeps_its_beginning_and_a_failed_page_takes_it(
    network: PageNetwork,
) -> None:
    page, failed = reading(_slip(1), 1), PageFailure(0, Stage.READ, message("page.no_words"))
    for before, begins in ((blank_page(0), [1.0]), (failed, [0.0])):
        dossier = DividedDossier("1" * 64, [before, page], [Document("bien_lai", 1.0, 0, 1)])
        learned, apart = examples_of([dossier], network)
        assert [*learned.begins, *apart.begins] == begins
