"""Scans written as the files that offices deliver; the same scans give the same bytes."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pikepdf
from numpy.typing import NDArray
from PIL import Image

from synthesis.born_digital import add_text_page
from synthesis.sheet import Sheet

Pixels = NDArray[np.uint8]

_NO_DAY = (1980, 1, 1, 0, 0, 0)  # the first day that a ZIP can say


@dataclass(frozen=True, slots=True)
class Picture:
    """A scanned side and its resolution."""

    pixels: Pixels
    dpi: int


def as_jpeg(picture: Picture, quality: int = 75) -> bytes:
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


def write_tiff(path: Path, pictures: Sequence[Picture]) -> None:
    """Write one-bit pictures as a TIFF of several pages, compressed by CCITT group 4."""
    first, *others = [Image.fromarray(picture.pixels).convert("1") for picture in pictures]
    dpi = (pictures[0].dpi, pictures[0].dpi)
    first.save(path, "TIFF", save_all=True, append_images=others, compression="group4", dpi=dpi)


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
    height, width = picture.pixels.shape[:2]
    size = (width * 72 / picture.dpi, height * 72 / picture.dpi)
    image = pikepdf.Stream(
        document,
        as_jpeg(picture),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=width,
        Height=height,
        ColorSpace=pikepdf.Name.DeviceRGB if picture.pixels.ndim == 3 else pikepdf.Name.DeviceGray,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    page = document.add_blank_page(page_size=size)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=image))
    draw = f"q {size[0]:.2f} 0 0 {size[1]:.2f} 0 0 cm /Scan Do Q"
    page.Contents = pikepdf.Stream(document, draw.encode("ascii"))
