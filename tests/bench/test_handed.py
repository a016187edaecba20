from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from bench.handed import draw, hand_over
from dossiers.delivery import Original, Sheet
from imaging.media import JPEG, PDF, PNG, TIFF


def _sheet(path: Path, media: str, pages: int, number: int) -> Sheet:
    return Sheet(Original(path.name, path, "ab" * 32, path.stat().st_size, media, pages), number)


def test_a_page_of_a_pdf_is_a_pdf_of_one_page(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(100, 200))
        made.add_blank_page(page_size=(300, 200))
        made.save(path)
    with hand_over(_sheet(path, PDF, 2, 1)) as page, pikepdf.open(page.path) as opened:
        assert [float(each.mediabox[2]) for each in opened.pages] == [300]
        assert page.dpi is None


def test_a_page_of_a_tiff_keeps_its_pixels_its_depth_and_its_resolution(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    white, black = (Image.new("1", (40, 30), color) for color in (1, 0))
    white.save(path, save_all=True, append_images=[black], compression="group4", dpi=(200, 200))
    with hand_over(_sheet(path, TIFF, 2, 1)) as page, Image.open(page.path) as opened:
        assert (opened.mode, opened.getextrema()) == ("1", (0, 0))
        assert page.dpi == pytest.approx(200)


def test_a_picture_is_handed_over_as_it_was_delivered(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    Image.new("L", (40, 30)).save(path, dpi=(150, 150))
    with hand_over(_sheet(path, JPEG, 1, 0)) as page:
        assert page.path == path
        assert page.dpi == 150


def test_a_damaged_picture_says_no_resolution(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"\xff\xd8\xff broken")
    with hand_over(_sheet(path, JPEG, 1, 0)) as page:
        assert page.dpi is None


def test_a_page_is_drawn_at_the_resolution_that_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGB", (200, 400)).save(path, dpi=(200, 200))
    with hand_over(_sheet(path, PNG, 1, 0)) as page, Image.open(draw(page, 100)) as drawn:
        assert (drawn.size, drawn.mode) == ((100, 200), "L")
