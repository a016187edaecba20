"""Scans written as the files that offices deliver; the same scans give the same bytes."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import img2pdf
import numpy as np
import pikepdf
from numpy.typing import NDArray
from PIL import Image

from synthesis.typesetting.born_digital import add_text_page
from synthesis.typesetting.sheet import Sheet

Pixels = NDArray[np.uint8]

_NO_DAY = (1980, 1, 1, 0, 0, 0)  # the first day that a ZIP can say


@dataclass(frozen=True, slots=True)
class Picture:
    """A scanned side, its resolution, and whether it is black and white only."""

    pixels: Pixels
    dpi: int
    bit: bool = False


def as_jpeg(picture: Picture, quality: int = 80) -> bytes:
    """Encode as JPEG."""
    stream = io.BytesIO()
    image = Image.fromarray(picture.pixels)
    image.save(stream, "JPEG", quality=quality, dpi=(picture.dpi, picture.dpi))
    return stream.getvalue()


def as_png(picture: Picture) -> bytes:
    """Encode as PNG."""
    stream = io.BytesIO()
    image = Image.fromarray(picture.pixels)
    image.save(stream, "PNG", dpi=(picture.dpi, picture.dpi), optimize=True)
    return stream.getvalue()


def as_group4(picture: Picture) -> bytes:
    """Encode black and white as a TIFF, compressed by CCITT group 4."""
    stream = io.BytesIO()
    write_tiff(stream, [picture])
    return stream.getvalue()


def encoded(picture: Picture) -> tuple[bytes, str]:
    """The usual file of a picture and its ending: TIFF of group 4 for one bit, else JPEG."""
    return (as_group4(picture), "tif") if picture.bit else (as_jpeg(picture), "jpg")


def write_tiff(target: Path | BinaryIO, pictures: Sequence[Picture]) -> None:
    """Write one-bit pictures as a TIFF of several pages, compressed by CCITT group 4."""
    first, *others = [Image.fromarray(picture.pixels).convert("1") for picture in pictures]
    dpi = (pictures[0].dpi, pictures[0].dpi)
    first.save(target, "TIFF", save_all=True, append_images=others, compression="group4", dpi=dpi)


def write_zip(path: Path, members: Mapping[str, bytes]) -> None:
    """Write a ZIP of files that are compressed already."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, _NO_DAY), content)


def write_pdf(target: Path | BinaryIO, pages: Sequence[Picture | Sheet]) -> None:
    """Write a PDF in which pictures are scanned pages and sheets are pages of real text."""
    with pikepdf.new() as document:
        for page in pages:
            if isinstance(page, Sheet):
                add_text_page(document, page)
            else:
                _add_picture_page(document, page)
        document.save(target, static_id=True)


def _add_picture_page(document: pikepdf.Pdf, picture: Picture) -> None:
    layout = img2pdf.get_fixed_dpi_layout_fun((picture.dpi, picture.dpi))
    content = img2pdf.convert(encoded(picture)[0], layout_fun=layout, nodate=True)
    with pikepdf.open(io.BytesIO(content)) as single:
        document.pages.extend(single.pages)
