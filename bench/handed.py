"""A page as a file of its own, as an office would hand it to a program.

A picture is handed over as it was delivered. A page of a PDF becomes a PDF of one page, and
one of a TIFF with several becomes a TIFF of one page, their contents as they were.
"""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
from PIL import Image, UnidentifiedImageError

from bench.launch import find
from dossiers.delivery import Sheet
from imaging.media import PDF, TIFF

# What a scanner leaves unsaid, and what people draw pages of PDFs at.
USUAL_DPI = 300
_MM_A_PAGE = 297
_MM_AN_INCH = 25.4


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one file.

    Attributes:
        key: Tells this page from all others by its content, for the cache.
        dpi: As the picture says; None for a PDF, and for a picture that does not say.
        work: Folder in which whatever reads the page may write.
    """

    key: str
    path: Path
    media: str
    dpi: float | None
    work: Path


@contextmanager
def hand_over(sheet: Sheet) -> Iterator[Page]:
    """The page in a folder of its own, which goes away afterwards."""
    original = sheet.original
    key = f"{original.sha256[:24]}-{sheet.number}"
    with TemporaryDirectory(prefix="hoso-bench-") as folder:
        work = Path(folder)
        if original.media == PDF:
            path = _one_of_pdf(original.path, sheet.number, work)
        elif original.media == TIFF and original.pages > 1:
            path = _one_of_tiff(original.path, sheet.number, work)
        else:
            path = original.path.resolve()
        yield Page(key, path, original.media, read_dpi(path, original.media), work)


def draw(page: Page, dpi: int) -> Path:
    """The page as a gray picture of another resolution.

    A picture that does not say its resolution is taken for a sheet of A4.
    """
    target = page.work / f"drawn-{dpi}.png"
    if page.media == PDF:
        options = ["-r", str(dpi), "-gray", "-png", "-singlefile"]
        pdftoppm = [find("pdftoppm"), *options, str(page.path), str(target.with_suffix(""))]
        subprocess.run(pdftoppm, check=True, capture_output=True)
        return target
    with Image.open(page.path) as opened:
        whole = opened.convert("L")
        scale = dpi / (page.dpi or max(whole.size) * _MM_AN_INCH / _MM_A_PAGE)
        size = (max(round(whole.width * scale), 1), max(round(whole.height * scale), 1))
        whole.resize(size, Image.Resampling.LANCZOS).save(target, dpi=(dpi, dpi))
    return target


def read_dpi(path: Path, media: str) -> float | None:
    """The resolution that a picture says it has; None where it says none that can be."""
    if media == PDF:
        return None
    with suppress(UnidentifiedImageError, OSError, ValueError, ZeroDivisionError):
        with Image.open(path) as opened:
            dpi = float(opened.info["dpi"][0]) if "dpi" in opened.info else 0.0
        return dpi if dpi > 1 else None
    return None


def _one_of_pdf(path: Path, number: int, work: Path) -> Path:
    page = work / "sheet.pdf"
    with pikepdf.open(path) as whole, pikepdf.new() as single:
        single.pages.append(whole.pages[number])
        single.save(page)
    return page


def _one_of_tiff(path: Path, number: int, work: Path) -> Path:
    page = work / "sheet.tif"
    with Image.open(path) as whole:
        whole.seek(number)
        compression = "group4" if whole.mode == "1" else "tiff_lzw"
        dpi = whole.info.get("dpi", (USUAL_DPI, USUAL_DPI))
        whole.save(page, compression=compression, dpi=dpi)
    return page
