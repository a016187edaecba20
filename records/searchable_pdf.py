"""Searchable PDFs: the scans as they are, with the words that were read beneath them.

Pages of a PDF are copied with their pictures untouched; pictures become pages without loss.
Readings speak of the page *as displayed* (crop box, rotation and EXIF applied), whose pixels
they count; the page is turned so that a person sees it upright.
"""

import os
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

import pikepdf

from dossiers.page import PageReading
from records.corrected_reading import typed_words
from records.form_fields import stamp_fields
from records.glyphless import make_font
from records.invisible_text import drop_invisible_text
from records.picture_pages import write_picture_page
from records.steady_writing import full_disk_named, save_pdf
from records.text_layer import FONT_NAME, frame_of, write_layer

PDF = "application/pdf"
OWN_TEXT = "pdf"  # the engine that stands in a reading of a PDF's own text

# The pictures of a part are in memory until it is written.
_PART_PAGES = 16


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page to write: page ``number`` of the file at ``path``.

    ``reading`` is ``None`` for a page that opens but could not be read: it is shown as it is.

    Attributes:
        turned: Clockwise degrees by which a person turned it beyond that.
    """

    path: Path
    media: str
    number: int
    reading: PageReading | None
    turned: int = 0


def write_searchable_pdf(pages: Sequence[PdfPage], to: Path, *, title: str = "") -> None:
    """Write ``pages`` as one PDF; ``to`` appears whole or not at all.

    Memory stays flat: parts of ``_PART_PAGES`` pages are written to disk and joined there.

    Raises:
        ValueError: There are no pages; a PDF must have one.
        StorageError: A disk is full.
    """
    if not pages:
        raise ValueError("a PDF must have a page")
    with (
        full_disk_named(tempfile.gettempdir()),
        tempfile.TemporaryDirectory(prefix="hoso-") as folder,
    ):
        parts = []
        for start in range(0, len(pages), _PART_PAGES):
            parts.append(Path(folder) / f"{start:06}.pdf")
            _write_part(pages[start : start + _PART_PAGES], parts[-1])
        with _join(parts) as whole, full_disk_named(to.parent):
            _publish(whole, to, title)


def _write_part(pages: Sequence[PdfPage], to: Path) -> None:
    with (
        pikepdf.new() as pdf,
        tempfile.TemporaryDirectory(prefix="hoso-") as folder,
        ExitStack() as sources,
    ):
        font = make_font(pdf)
        opened: dict[Path, pikepdf.Pdf] = {}
        for place, each in enumerate(pages):
            path, number, turns = each.path, each.number, 0
            if each.media != PDF:
                path, number = Path(folder) / f"{place:06}.pdf", 0
                turns = write_picture_page(each.path, each.media, each.number, path)
            if path not in opened:
                opened[path] = sources.enter_context(pikepdf.open(path))
            pdf.pages.append(opened[path].pages[number])
            _finish_page(pdf, pdf.pages[-1], each, turns, font)
        save_pdf(pdf, to)


def _finish_page(
    pdf: pikepdf.Pdf,
    page: pikepdf.Page,
    wanted: PdfPage,
    turns: int,
    font: pikepdf.Object,
) -> None:
    """Turn a copied page upright and lay the text under it; ``turns`` are those of EXIF."""
    frame, reading = frame_of(page), wanted.reading
    turns += reading.rotation // 90 if reading else 0
    upright = replace(frame, turns=(frame.turns + turns) % 4)
    # The words stay on their ink, however the page is turned since it was read.
    page.obj.Rotate = 90 * ((upright.turns + wanted.turned // 90) % 4)
    stamp_fields(page)
    if reading is None:
        return
    if reading.text.engine == OWN_TEXT:
        reading = typed_words(reading)  # the others stand there for all to see
    else:
        drop_invisible_text(pdf, page)
    if layer := write_layer(reading, upright):
        page.add_resource(font, pikepdf.Name.Font, FONT_NAME, replace_existing=True)
        # Before the page's own content, where nothing has moved the origin yet.
        page.contents_add(layer, prepend=True)


def _join(parts: Sequence[Path]) -> pikepdf.Pdf:
    """Put the parts together; their pictures stay where they are until they are written."""
    # qpdf's own way: pages that pikepdf appends are held in memory until they are saved.
    names = [str(part) for part in parts]
    # The job is not run, so that nothing is written to the name at its end.
    job = pikepdf.Job(["hoso", "--empty", "--pages", *names, "--", "whole.pdf"])
    whole: pikepdf.Pdf = job.create_pdf()  # type: ignore[no-untyped-call]
    return whole


def _publish(whole: pikepdf.Pdf, to: Path, title: str) -> None:
    """Write the title into it and the whole beside ``to``, and rename that into place."""
    with whole.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = title
        metadata["pdf:Producer"] = f"hoso {version('hoso')}"
    handle, half = tempfile.mkstemp(dir=to.parent, prefix=".", suffix=".part")
    os.close(handle)
    try:
        save_pdf(whole, Path(half))
        Path(half).replace(to)
    finally:
        Path(half).unlink(missing_ok=True)
