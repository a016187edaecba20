import json
from collections import Counter
from itertools import chain, islice
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from click.testing import CliRunner

from cli.synthesize import synthesize
from dossiers.errors import ExitCode
from dossiers.vocabulary import field_names, kinds
from pipeline.intake import open_delivery
from synthesis.cases.deliveries import document_truths, scan_side, write_dossiers
from synthesis.cases.dossiers import Dossier, Wanted, draw_dossier
from synthesis.ink.fonts import families, hand_faces
from synthesis.stream.pages import page_images
from synthesis.typesetting.sheet import PlacedRun

SEED = 20
DOSSIERS = range(1, 41)


@pytest.fixture(scope="module")
def dossiers() -> list[Dossier]:
    return [draw_dossier(number, Wanted(0, SEED)) for number in DOSSIERS]


def test_the_same_seed_gives_the_same_dossier_and_another_seed_another(
    dossiers: list[Dossier],
) -> None:
    again = draw_dossier(3, Wanted(0, SEED))
    texts = [[side.sheet.text for side in one.sides] for one in (dossiers[2], again)]
    assert texts[0] == texts[1]
    assert [side.wear for side in again.sides] == [side.wear for side in dossiers[2].sides]
    other = draw_dossier(3, Wanted(0, SEED + 1))
    assert [side.sheet.text for side in other.sides] != texts[0]


def test_a_page_scanned_again_is_the_same_to_the_last_pixel(dossiers: list[Dossier]) -> None:
    dossier = dossiers[0]
    first, again = (scan_side(dossier.sides[0], dossier, 0) for _ in range(2))
    assert np.array_equal(first.pixels, again.pixels)


def test_most_kinds_come_up_in_a_box_of_dossiers(dossiers: list[Dossier]) -> None:
    found = Counter(part.paper.kind for dossier in dossiers for part in dossier.parts)
    assert set(found) <= set(kinds())
    assert len(found) >= 25
    assert max(found.values()) < 0.25 * sum(found.values())


def test_documents_cover_all_pages_in_order(dossiers: list[Dossier]) -> None:
    for dossier in dossiers:
        scanned = [scan_side(side, dossier, n) for n, side in enumerate(dossier.sides[:1])]
        warps = [scanned[0].warp] * len(dossier.sides)
        truths = list(document_truths(dossier.parts, warps))
        pages = [
            page for each in truths for page in range(each["first_page"], each["last_page"] + 1)
        ]
        assert pages == list(range(len(dossier.sides)))
        for each in truths:
            assert set(each["fields"]) <= set(field_names())
            for field in each["fields"].values():
                assert each["first_page"] <= field["page"] <= each["last_page"]


def test_papers_of_one_dossier_agree_on_the_dossier_code(dossiers: list[Dossier]) -> None:
    several = 0
    for dossier in dossiers:
        codes = [
            part.paper.values["ma_ho_so"]
            for part in dossier.parts
            if "ma_ho_so" in part.paper.values
        ]
        several += len(codes) > 1
        assert len(set(codes)) <= 1, dossier.name
    assert several > 0


def test_blank_backs_are_blank_and_belong_to_a_document(dossiers: list[Dossier]) -> None:
    sides = [side for dossier in dossiers for side in dossier.sides]
    blank = [side for side in sides if side.is_blank]
    assert 0 < len(blank) < 0.3 * len(sides)
    assert all(side.back is not None and not side.sheet.lines for side in blank)


def test_what_is_kept_for_measuring_is_never_trained_on() -> None:
    held_out = {name for name, family in families().items() if family.split == "held out"}
    assert not set(hand_faces("training")) & set(hand_faces("held out"))
    plain = {"sans", "serif", "mono", "symbols"}
    for number in range(1, 8):
        faces = {
            mark.run.face
            for side in draw_dossier(number, Wanted(0, 5, split="training")).sides
            for mark in side.sheet.marks
            if isinstance(mark, PlacedRun)
        }
        names = {face.removesuffix("-italic").removesuffix("-bold") for face in faces} - plain
        assert names
        assert not names & held_out


def contrast(pixels: np.ndarray, box: list[int]) -> float:
    """How much darker the darkest tenth inside a box is than the paper around it."""
    gray = pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    left, top, right, bottom = box
    inside = gray[max(0, top) : bottom, max(0, left) : right]
    around = gray[max(0, top - 12) : bottom + 12, max(0, left - 12) : right + 12]
    if inside.size == 0:
        return 0.0
    return float(np.percentile(around, 90) - np.percentile(inside, 5))


def test_boxes_lie_on_ink_whatever_happened_to_the_page() -> None:
    found = 0
    for page in islice(page_images(9, grade="office"), 14):
        words = [word for line in page.truth["lines"] for word in line["words"]]
        seen = [contrast(page.pixels, word["box"]) for word in words]
        found += len(seen)
        assert np.mean([value > 25 for value in seen] or [1]) > 0.93, page.kind
    assert found > 500


def test_pages_of_the_stream_know_where_documents_begin() -> None:
    pages = list(islice(page_images(3), 12))
    assert pages[0].starts
    assert {page.starts for page in pages} == {True, False}
    assert all(page.kind in kinds() for page in pages)


def written_truths(folder: Path, seed: int, count: int) -> list[dict[str, Any]]:
    wanted = Wanted(count, seed, "clean")
    return [
        json.loads(written.truth.read_text(encoding="utf-8"))
        for written in write_dossiers(folder, wanted)
    ]


def test_deliveries_are_taken_in_page_by_page_as_their_truth_counts_them(tmp_path: Path) -> None:
    truths = written_truths(tmp_path / "box", 4, 6)
    for truth in truths:
        (path,) = (p for p in (tmp_path / "box").iterdir() if p.stem == truth["name"])
        (stream,) = open_delivery(path, tmp_path).streams
        assert len(stream.sheets) == len(truth["pages"])
    assert {page["grade"] for truth in truths for page in truth["pages"]} <= {"clean", "office"}


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        written_truths(tmp_path / name, 8, 2)
    files = [
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
        for name in ("one", "two")
    ]
    assert files[0] == files[1]
    assert len(files[0]) >= 4


def test_lines_are_their_words_and_the_text_is_its_lines(tmp_path: Path) -> None:
    for truth in written_truths(tmp_path, 6, 3):
        for page in truth["pages"]:
            read = [line["text"] for line in page["lines"] if not line["aside"]]
            assert page["text"] == "\n".join(read)
            for line in page["lines"]:
                parts = chain.from_iterable(
                    ("" if word.get("glued") else " ", word["text"]) for word in line["words"]
                )
                assert "".join(parts).strip() == line["text"]


def test_synthesize_writes_dossiers_and_refuses_a_folder_in_use(tmp_path: Path) -> None:
    folder = tmp_path / "box"
    run = CliRunner().invoke(synthesize, [str(folder), "--count", "1", "--seed", "2"])
    assert run.exit_code == 0, run.output
    assert len(list((folder / "truth").iterdir())) == 1
    again = CliRunner().invoke(synthesize, [str(folder)])
    assert again.exit_code != 0
    assert getattr(again.exception, "exit_code", None) == ExitCode.USAGE
