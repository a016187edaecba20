from dataclasses import replace
from pathlib import Path

import pytest
from making_pages import BODY, HEADER, SERIF, decision, draw_page
from PIL import Image, ImageDraw, ImageFilter

from dossiers.errors import StorageError
from dossiers.page import PageFailure, PageReading, Stage
from ocr.page_reading import Readers
from pipeline.page import PageTask, digitize_page
from settings import Settings
from settings.workshop import reader_choice


@pytest.fixture(scope="module")
def readers() -> Readers:
    return reader_choice(Settings()).open()


def _save(page: Image.Image, path: Path, **options: object) -> PageTask:
    page.save(path, **options)
    media = {".jpg": "image/jpeg", ".png": "image/png", ".tif": "image/tiff"}[path.suffix]
    return PageTask(0, path, media, 0, path.name)


def _read(task: PageTask, readers: Readers) -> PageReading:
    outcome = digitize_page(task, readers).outcome
    assert isinstance(outcome, PageReading)
    return outcome


@pytest.mark.parametrize("clockwise", [0, 90, 180, 270])
def test_a_turned_page_is_read_and_its_boxes_lead_to_the_scan(
    tmp_path: Path, readers: Readers, clockwise: int
) -> None:
    scan = decision().rotate(-clockwise, expand=True)
    reading = _read(_save(scan, tmp_path / "page.png", dpi=(200, 200)), readers)
    assert reading.rotation == (360 - clockwise) % 360
    assert (reading.width, reading.height) == scan.size
    lines = [line.text for line in reading.text.lines]
    assert lines[:3] == ["ỦY BAN NHÂN DÂN", "XÃ PHÚ THỊNH", "Số: 15/QĐ-UBND"]
    assert BODY[0] in lines
    number = reading.text.lines[2]
    box = reading.text.to_scan.box(number.box)
    printed = scan.crop(tuple(box.as_list())).rotate(clockwise, expand=True)
    upright = decision().crop((190, 285, 520, 340))
    assert abs(printed.width - upright.width) < 80
    assert printed.getextrema()[0] < 60  # the ink of the number, not paper beside it


def test_a_page_is_read_as_a_person_turned_it(tmp_path: Path, readers: Readers) -> None:
    task = _save(decision().rotate(180), tmp_path / "page.png", dpi=(200, 200))
    told = _read(replace(task, rotation=180), readers)
    assert told == _read(task, readers)
    wrong = _read(replace(task, rotation=0), readers)
    assert wrong.rotation == 0
    assert BODY[0] not in wrong.text.text


def test_a_blank_page_stands_as_a_person_turned_it(tmp_path: Path, readers: Readers) -> None:
    task = _save(draw_page([]), tmp_path / "page.png", dpi=(200, 200))
    reading = _read(replace(task, rotation=90), readers)
    assert (reading.blank, reading.rotation) == (True, 90)


def test_small_dark_and_tilted_scans_are_read(tmp_path: Path, readers: Readers) -> None:
    small = decision().rotate(1.5, fillcolor=255).resize((827, 1170), Image.Resampling.LANCZOS)
    shaded = small.point(lambda value: value * 0.6)
    reading = _read(_save(shaded, tmp_path / "page.jpg", quality=80, dpi=(100, 100)), readers)
    assert reading.skew == pytest.approx(1.5, abs=0.2)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in reading.text.text
    assert "Về việc công nhận hộ gia đình văn hóa" in reading.text.text


def test_a_page_out_of_focus_is_told_to_be_scanned_again(tmp_path: Path, readers: Readers) -> None:
    sharp = _read(_save(decision(), tmp_path / "a.png", dpi=(200, 200)), readers)
    blurred = decision().filter(ImageFilter.GaussianBlur(4))
    reading = _read(_save(blurred, tmp_path / "b.png", dpi=(200, 200)), readers)
    assert sharp.doubts == ()
    assert sharp.quality is not None
    assert "page.blurred" in [doubt.key for doubt in reading.doubts]


def test_a_pale_page_is_read_and_not_called_blank(tmp_path: Path, readers: Readers) -> None:
    pale = decision().point(lambda value: 255 - (255 - value) * 0.12)
    reading = _read(_save(pale, tmp_path / "page.png", dpi=(200, 200)), readers)
    assert not reading.blank
    assert BODY[1] in reading.text.text


def test_a_red_seal_over_the_text_does_not_hide_it(tmp_path: Path, readers: Readers) -> None:
    page = decision().convert("RGB")
    seal = Image.new("RGB", page.size, (215, 60, 60))
    ring = Image.new("L", page.size, 0)
    ring.paste(140, (300, 700, 700, 1100))
    page.paste(seal, mask=ring)
    reading = _read(_save(page, tmp_path / "page.png", dpi=(200, 200)), readers)
    assert reading.has_seal
    assert BODY[1] in reading.text.text


def test_a_blank_side_is_blank(tmp_path: Path, readers: Readers) -> None:
    reading = _read(_save(draw_page([]), tmp_path / "page.png"), readers)
    assert reading.blank
    assert reading.text.lines == ()


def test_one_short_line_is_read_and_not_called_blank(tmp_path: Path, readers: Readers) -> None:
    page = draw_page([((700, 1000), "Số: 27/GP", SERIF)])
    reading = _read(_save(page, tmp_path / "page.png", dpi=(200, 200)), readers)
    assert not reading.blank
    assert "27/GP" in reading.text.text


def test_a_few_specks_are_blank_and_leave_no_text(tmp_path: Path, readers: Readers) -> None:
    specks = draw_page([])
    for x, y in ((300, 500), (900, 1200), (1200, 1900), (500, 2000)):
        specks.paste(0, (x, y, x + 14, y + 12))
    reading = _read(_save(specks, tmp_path / "page.png", dpi=(200, 200)), readers)
    assert reading.blank
    assert reading.text.lines == ()


def test_a_seal_alone_is_not_blank_and_a_person_is_asked(tmp_path: Path, readers: Readers) -> None:
    page = draw_page([]).convert("RGB")
    ImageDraw.Draw(page).ellipse((900, 1500, 1200, 1800), outline=(210, 40, 50), width=14)
    reading = _read(_save(page, tmp_path / "page.png", dpi=(200, 200)), readers)
    assert not reading.blank
    assert [doubt.key for doubt in reading.doubts] == ["page.no_words"]


def test_a_damaged_page_is_a_failure_under_the_name_it_was_delivered_by(
    tmp_path: Path, readers: Readers
) -> None:
    path = tmp_path / "00017"
    decision().save(path, format="JPEG")
    path.write_bytes(path.read_bytes()[:5000])
    result = digitize_page(PageTask(3, path, "image/jpeg", 0, "lô 1/trang 4.jpg"), readers)
    assert isinstance(result.outcome, PageFailure)
    assert result.outcome.index == 3
    assert result.outcome.stage is Stage.RASTERIZE
    assert "lô 1/trang 4.jpg" in str(result.outcome.reason)
    assert result.view == b""


def test_a_file_that_is_gone_is_no_bad_page(tmp_path: Path, readers: Readers) -> None:
    with pytest.raises(StorageError):
        digitize_page(PageTask(0, tmp_path / "gone.png", "image/png", 0, "gone.png"), readers)


def test_a_picture_for_people_comes_with_the_reading(tmp_path: Path, readers: Readers) -> None:
    page = draw_page((*HEADER, ((250, 700), BODY[0], SERIF)))
    result = digitize_page(_save(page, tmp_path / "page.png"), readers)
    (tmp_path / "view.jpg").write_bytes(result.view)
    with Image.open(tmp_path / "view.jpg") as view:
        assert max(view.size) == 1400
        assert view.width / view.height == pytest.approx(page.width / page.height, rel=0.01)
