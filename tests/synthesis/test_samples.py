import io
import json
import zipfile
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner
from PIL import Image

from dossiers.errors import ExitCode
from dossiers.messages import message
from dossiers.text import compose
from dossiers.vocabulary import field_names, kinds
from synthesis.cases.deliveries import scan_side
from synthesis.cases.dossiers import Dossier
from synthesis.ink.fonts import FontError
from synthesis.samples import SEED, deliveries, draw_sample, main, sample_truth, scan_sample

FOLDER = Path(__file__).parents[2] / "samples"
TRUTHS = sorted((FOLDER / "truth").glob("*.json"))
EIGHT_MEGABYTES = 8 * 2**20

each = pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.stem)
BROKEN = "page-004.jpg"


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def files_of(name: str) -> list[Path]:
    """The delivery of that name: a file, or the files of a folder in order."""
    folder = FOLDER / name
    return sorted(folder.iterdir()) if folder.is_dir() else list(FOLDER.glob(f"{name}.*"))


def sizes(path: Path) -> list[tuple[int, int]]:
    """Width and height of every page of one file."""
    if path.suffix == ".pdf":
        with pikepdf.open(path) as document:
            boxes = [[float(side) for side in page.MediaBox] for page in document.pages]
        return [(round(box[2]), round(box[3])) for box in boxes]
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            return [
                Image.open(io.BytesIO(archive.read(name))).size
                for name in sorted(archive.namelist())
            ]
    with Image.open(path) as image:
        found = []
        for frame in range(getattr(image, "n_frames", 1)):
            image.seek(frame)
            found.append(image.size)
        return found


def test_at_least_seven_deliveries_are_there() -> None:
    assert len(TRUTHS) >= 7


@each
def test_every_page_of_a_delivery_has_its_truth(path: Path) -> None:
    truth = read(path)
    good = [file for file in files_of(path.stem) if file.name not in truth.get("damaged", [])]
    pages = [size for file in good for size in sizes(file)]
    assert [page["index"] for page in truth["pages"]] == list(range(len(pages)))


@each
def test_documents_cover_all_pages_in_order_without_gap_or_overlap(path: Path) -> None:
    truth = read(path)
    documents = truth["documents"]
    assert documents[0]["first_page"] == 0
    assert documents[-1]["last_page"] == len(truth["pages"]) - 1
    assert all(one["last_page"] + 1 == two["first_page"] for one, two in pairwise(documents))
    assert all(one["first_page"] <= one["last_page"] for one in documents)


@each
def test_truth_speaks_the_vocabulary(path: Path) -> None:
    for document in read(path)["documents"]:
        assert document["type"] in kinds()
        assert document["fields"]
        assert set(document["fields"]) <= set(field_names())
        for said in document["fields"].values():
            assert said["value"] == compose(said["value"]) != ""
            assert document["first_page"] <= said["page"] <= document["last_page"]


@each
def test_a_page_is_blank_exactly_when_it_says_nothing(path: Path) -> None:
    for page in read(path)["pages"]:
        assert page["blank"] == (page["text"] == "")
        assert page["text"] == compose(page["text"])


@each
def test_names_and_numbers_of_fields_stand_on_their_page(path: Path) -> None:
    truth = read(path)
    checked = ("ho_ten", "so_dinh_danh", "so_ky_hieu", "ma_ho_so", "nguoi_ky", "ma_so_thue")
    for document in truth["documents"]:
        for key in set(checked) & set(document["fields"]):
            said = document["fields"][key]
            text = truth["pages"][said["page"]]["text"]
            assert said["value"].casefold() in text.casefold(), (document["type"], key)


def test_the_samples_hold_what_the_readme_promises() -> None:
    pages = [page for path in TRUTHS for page in read(path)["pages"]]
    assert {page["rotation"] for page in pages} >= {0, 180, 270}
    assert sum(page["blank"] for page in pages) == 2
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for path in TRUTHS:
        assert path.stem in readme


def test_all_samples_together_stay_small() -> None:
    total = sum(file.stat().st_size for file in FOLDER.rglob("*") if file.is_file())
    assert total < EIGHT_MEGABYTES


def test_the_broken_page_breaks_off() -> None:
    path = FOLDER / "ho-so-trang-hong" / BROKEN
    with Image.open(path) as image, pytest.raises(OSError, match="truncated"):
        image.load()


def test_the_legacy_tiff_is_one_bit_and_compressed_by_group_4() -> None:
    with Image.open(FOLDER / "ho-so-luu-tru-1994.tif") as image:
        assert image.mode == "1"
        assert image.info["compression"] == "group4"


def test_the_qr_code_of_the_card_says_what_the_truth_says() -> None:
    document = next(
        one
        for one in read(FOLDER / "truth" / "ho-so-dat-dai.json")["documents"]
        if one["type"] == "can_cuoc"
    )
    with pypdfium2.PdfDocument(FOLDER / "ho-so-dat-dai.pdf") as scans:
        pixels = scans[document["first_page"]].render(scale=300 / 72).to_numpy()
    gray = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    payload, _, _ = cv2.QRCodeDetectorAruco().detectAndDecode(gray)
    fields = {key: said["value"] for key, said in document["fields"].items()}
    number, _, name, _, sex, home, *_ = payload.split("|")
    assert (number, name) == (fields["so_dinh_danh"], fields["ho_ten"])
    assert sex == fields["gioi_tinh"]
    # The code leaves the ranks of places out.
    assert home.split(", ")[-1] in fields["noi_thuong_tru"]


def test_one_page_was_born_digital_and_reads_as_its_truth() -> None:
    truth = read(FOLDER / "truth" / "ho-so-kinh-doanh.json")
    with pypdfium2.PdfDocument(FOLDER / "ho-so-kinh-doanh.pdf") as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    spoken = [index for index, text in enumerate(texts) if text.strip()]
    assert spoken == [2]
    assert sorted(texts[2].split()) == sorted(truth["pages"][2]["text"].split())


@pytest.mark.parametrize("delivery", deliveries(), ids=lambda delivery: delivery["name"])
def test_the_committed_truth_follows_from_the_seed(delivery: Mapping[str, Any]) -> None:
    dossier = draw_sample(delivery, SEED)
    committed = read(FOLDER / "truth" / f"{dossier.name}.json")
    made = sample_truth(dossier, scan_sample(dossier))
    assert made == {key: committed[key] for key in ("pages", "documents")}


def test_a_page_scanned_again_is_the_same_to_the_last_pixel() -> None:
    first, again = (draw_sample(deliveries()[1]) for _ in range(2))
    one, other = (scan_side(dossier.sides[0], dossier, 0) for dossier in (first, again))
    assert np.array_equal(one.pixels, other.pixels)


def test_a_missing_font_ends_the_command_with_its_exit_code(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    refusal = FontError(message("font.missing", font="Allura-Regular.ttf"))

    def refuse(delivery: Mapping[str, Any], seed: int) -> Dossier:
        raise refusal

    monkeypatch.setattr("synthesis.samples.draw_sample", refuse)
    result = CliRunner().invoke(main, [str(tmp_path)])
    assert result.exit_code == ExitCode.MISSING_TOOL
    assert "install.sh" in result.output
