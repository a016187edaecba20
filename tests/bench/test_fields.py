from pathlib import Path

import pytest

from bench.fields import Measured, Missed, OnPaper, Said, measure, report
from dossiers.document import Lack
from pipeline.workers import ReaderChoice
from settings import REPOSITORY, Settings
from settings.workshop import knowledge
from synthesis.cases.dossiers import Wanted
from training.read_pages import read_dossiers


def _said(dossier: int, key: str, *, right: bool, code: bool = False) -> Said:
    chance = 0.99 if right else 0.6
    return Said(dossier, key, "cmnd", "clean", False, chance, right, right, code, True)


def test_rates_are_counted_over_all_that_is_on_paper() -> None:
    told = Measured(
        said=[
            _said(0, "ho_ten", right=True),
            _said(1, "ho_ten", right=False),
            _said(1, "so_dinh_danh", right=True, code=True),
        ],
        true=[
            OnPaper(0, "ho_ten", "clean", False, True),
            OnPaper(1, "ho_ten", "clean", False, False),
            OnPaper(1, "so_dinh_danh", "clean", False, True),
            OnPaper(1, "dan_toc", "hard", True, False),
        ],
        missed=[Missed(Lack.ABSENT, 0.9, False), Missed(Lack.UNREADABLE, 0.8, False)],
        pages=2,
        dossiers=2,
        seconds=0.1,
    )
    lines = list(report(told, "Set test"))
    (row,) = {line for line in lines if line.startswith("| all ")}
    cells = [cell.strip() for cell in row.split("|")[1:-1]]
    assert cells[:3] == ["all", "4", "3"]
    assert cells[3].startswith("66.7 %")  # precision
    assert cells[4].startswith("50.0 %")  # recall
    assert cells[5].startswith("57.1 %")  # F1
    assert any("1 numbers were told by a code" in line for line in lines)
    assert "50 ms" in "\n".join(lines)


@pytest.mark.django_db
def test_dossiers_are_understood_and_compared() -> None:
    readers = ReaderChoice("fast", "", "", "", Path(REPOSITORY / "models")).open()
    dossier = next(read_dossiers(Wanted(0, 4, grade="clean", forms="training"), 2, readers))
    told = measure([dossier], knowledge(Settings()))
    assert told.pages == len(dossier)
    assert len(told.true) == sum(len(page.fields) for page in dossier)
    assert sum(each.found for each in told.true) > len(told.true) / 2
    assert all(each.right or each.confidence < 1 for each in told.said)
