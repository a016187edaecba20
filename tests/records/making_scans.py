"""A page whose words stand at known places, its scans, and what poppler says of a PDF."""

import re
import subprocess
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from dossiers.geometry import Box, Transform
from dossiers.page import Line, PageReading, PageText, Word

DPI = 100
A4_PIXELS = (827, 1169)
LINES = (
    ((60, 50, "ỦY BAN NHÂN DÂN"),),
    ((60, 100, "Nguyễn Đức Hòa"),),
    ((60, 150, "Số: 01/CT-UBND ngày 02 tháng 3"),),
    ((500, 1050, "KT. CHỦ TỊCH"),),
)


def read_upright() -> PageText:
    """A page whose words stand at known places of an upright A4 scan."""
    lines = []
    for ((left, top, text),) in LINES:
        words, x = [], left
        for part in text.split():
            words.append(Word(part, Box(x, top, x + 12 * len(part), top + 20), 0.9))
            x = words[-1].box.right + 8
        lines.append(Line(tuple(words)))
    return PageText(*A4_PIXELS, tuple(lines), "test")


def draw_upright() -> Image.Image:
    """The picture of it: a black bar a word, so that places can be seen."""
    image = Image.new("RGB", A4_PIXELS, "white")
    for line in read_upright().lines:
        for word in line.words:
            box = word.box
            ImageDraw.Draw(image).rectangle((box.left, box.top, box.right - 1, box.bottom - 1), 0)
    return image


def reading_of(rotation: int, index: int = 0) -> PageReading:
    """The reading of that page, scanned so that it must be turned by ``rotation``."""
    text = read_upright()
    width, height = A4_PIXELS
    to_scan = {
        0: [[1, 0, 0], [0, 1, 0]],
        90: [[0, 1, 0], [-1, 0, width]],
        180: [[-1, 0, width], [0, -1, height]],
        270: [[0, -1, height], [1, 0, 0]],
    }[rotation]
    size = (height, width) if rotation % 180 else (width, height)
    return PageReading(
        index=index,
        width=size[0],
        height=size[1],
        rotation=rotation,
        skew=0.0,
        blank=False,
        has_seal=False,
        text=PageText(
            *A4_PIXELS, text.lines, "test", Transform.from_matrix(np.array(to_scan, float))
        ),
    )


def write_scan(path: Path, rotation: int, **save: object) -> Path:
    # PIL turns counter-clockwise: the scan that `rotation` clockwise makes upright again.
    draw_upright().rotate(rotation, expand=True).save(path, dpi=(DPI, DPI), **save)
    return path


def text_of(pdf: Path, *options: str) -> str:
    call = ["pdftotext", *options, str(pdf), "-"]
    return subprocess.run(call, check=True, capture_output=True, text=True).stdout


def words_of(pdf: Path) -> list[tuple[str, list[float]]]:
    """Words with their edges in points of the page as displayed."""
    found = re.findall(
        r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>',
        text_of(pdf, "-bbox", "-cropbox"),
    )
    return [(word, [float(edge) for edge in edges]) for *edges, word in found]


def pixels_of(pdf: Path, page: int = 1) -> NDArray[np.uint8]:
    target = pdf.with_name(f"{pdf.stem}-{page}")
    call = ["pdftoppm", "-cropbox", "-r", "50", "-f", str(page), "-singlefile", "-png"]
    subprocess.run([*call, str(pdf), str(target)], check=True)
    return np.asarray(Image.open(target.with_suffix(".png")).convert("RGB"))


def wrap(picture: Path, to: Path, rotate: int, crop: int) -> Path:
    """A PDF with the picture filling the crop box of a page that has ``/Rotate``."""
    turned = Image.open(picture).rotate(rotate, expand=True)  # so that it displays as `picture`
    width, height = (edge * 72 / DPI for edge in turned.size)
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(width + 2 * crop, height + 2 * crop))
        image = pdf.make_stream(turned.convert("L").tobytes())
        image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        image.Width, image.Height = turned.size
        image.ColorSpace, image.BitsPerComponent = pikepdf.Name.DeviceGray, 8
        page.add_resource(image, pikepdf.Name.XObject, pikepdf.Name.Im0)
        # Like many real files: the state is not restored at the end.
        draw = f"{width} 0 0 {height} {crop} {crop} cm /Im0 Do"
        page.obj.Contents = pdf.make_stream(draw.encode())
        page.obj.CropBox = [crop, crop, crop + width, crop + height]
        page.obj.Rotate = rotate
        pdf.save(to)
    return to


def assert_words_in_place(pdf: Path) -> None:
    expected = [
        (word.text, [edge * 72 / DPI for edge in word.box.as_list()])
        for line in read_upright().lines
        for word in line.words
    ]
    found = words_of(pdf)
    assert [word for word, _ in found] == [word for word, _ in expected]
    for (_, edges), (_, wanted) in zip(found, expected, strict=True):
        assert edges == pytest.approx(wanted, abs=2)


def assert_looks_as_drawn(pdf: Path) -> None:
    shown = pixels_of(pdf).astype(int)
    height, width = shown.shape[:2]
    wanted = np.asarray(draw_upright().resize((width, height), Image.Resampling.BOX)).astype(int)
    assert np.abs(shown - wanted).mean() < 3


def make_tiff(path: Path, mode: str, **save: object) -> Path:
    blank = Image.new("RGB", A4_PIXELS, "white")
    pages = [each.convert(mode) for each in (blank, draw_upright(), blank)]
    pages[0].save(path, save_all=True, append_images=pages[1:], dpi=(DPI, DPI), **save)
    return path
