from itertools import islice
from pathlib import Path

import pytest

from pipeline.workers import ReaderChoice
from settings import REPOSITORY
from synthesis.cases.dossiers import Wanted, draw_dossier
from synthesis.typesetting.form_files import forms, held_out_forms
from training.read_pages import ReadDossier, read_dossiers, read_files, write_dossiers

WANTED = Wanted(0, 4, grade="clean", forms="training", mixed=2)


@pytest.fixture(scope="module")
def dossier() -> ReadDossier:
    readers = ReaderChoice("fast", "", "", "", REPOSITORY / "models").open()
    return next(iter(read_dossiers(WANTED, 2, readers)))


def test_pages_are_read_and_what_is_true_of_them_stands_beside(dossier: ReadDossier) -> None:
    drawn = draw_dossier(2, WANTED)
    assert [page.kind for page in dossier] == [
        part.paper.kind for part in drawn.parts for _ in part.sides
    ]
    assert [page.place for page in dossier] == [
        place for part in drawn.parts for place in range(len(part.sides))
    ]
    assert [page.reading.index for page in dossier] == list(range(len(dossier)))
    assert sum(page.last for page in dossier) == len(drawn.parts)
    said = [page for page in dossier if not page.reading.blank]
    assert all(len(page.reading.text.text) > 50 for page in said)
    assert all(0 <= page.written < 1 and page.reading.look for page in said)


def test_what_was_written_is_read_again(dossier: ReadDossier, tmp_path: Path) -> None:
    file = tmp_path / "train-4-0000.jsonl.gz"
    write_dossiers(file, [dossier, dossier])
    assert list(read_files([file])) == [dossier, dossier]
    assert [each.name for each in tmp_path.iterdir()] == [file.name]


def test_a_fifth_of_the_forms_of_every_kind_is_kept_from_training() -> None:
    by_kind: dict[str, list[bool]] = {}
    for form in forms():
        by_kind.setdefault(form.kind, []).append(form.code in held_out_forms())
    for kept in by_kind.values():
        assert sum(kept) == max(1, len(kept) // 5)


@pytest.mark.parametrize("split", ["training", "held out"])
def test_dossiers_are_made_of_the_forms_of_their_split_alone(split: str) -> None:
    wanted = Wanted(0, 5, forms=split, mixed=3)  # type: ignore[arg-type]  # one of the two
    found = {
        part.paper.form for number in range(1, 6) for part in draw_dossier(number, wanted).parts
    }
    assert len(found) > 5
    assert found <= held_out_forms() if split == "held out" else not found & held_out_forms()


def test_papers_astray_change_nothing_of_the_dossier_s_own() -> None:
    plain, mixed = (draw_dossier(3, Wanted(0, 6, mixed=count)) for count in (0, 4))
    own = [part.paper.form for part in plain.parts]
    assert [part.paper.form for part in islice(mixed.parts, len(own))] == own
    assert len(mixed.parts) > len(own)
