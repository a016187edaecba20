"""Tesseract and OCRmyPDF, one adapter each, as one would call them by hand.

A picture goes to them as it was delivered. Tesseract cannot open PDFs: their pages are drawn
with ``pdftoppm -r 300 -gray`` first, which is counted. OCRmyPDF wants to be told a resolution
where a picture has none (300 here), and refuses pages that have text, which are then redone
with ``--force-ocr``. A page without text counts as said to be blank.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from bench.engines import Answer
from bench.handed import USUAL_DPI, Page, draw
from bench.launch import Run, launch, lines_of
from imaging.media import PDF

PAGE_SECONDS = 180

# Its log tells the turn that it found by the way that the page faces; only "will rotate" is done.
_FACING = re.compile(r"page is facing (.), confidence [0-9.]+ - will rotate")
_TURNS = {"⇧": 0, "⇨": 270, "⇩": 180, "⇦": 90}
# Exit status "the PDF has text already", see the manual of OCRmyPDF.
_HAS_TEXT = 6


@dataclass(frozen=True)
class Tesseract:
    """Plain Tesseract.

    Attributes:
        language: As ``-l`` takes it; ``script/Vietnamese`` wherever that data lies.
        layout: ``--psm``; 3 is what it does unasked.
        dpi: Draw every page at this resolution first; 0: pictures as they are.
    """

    language: str
    layout: int = 3
    dpi: int = 0
    seconds: int = PAGE_SECONDS

    @cached_property
    def name(self) -> str:
        layout = f" psm {self.layout}" if self.layout != 3 else ""
        return f"tesseract {self.language}{layout}" + (f" {self.dpi} dpi" if self.dpi else "")

    @cached_property
    def version(self) -> str:
        return lines_of("tesseract", "--version")[0]

    def read(self, page: Page) -> Answer:
        picture, drawing = self._picture(page)
        if drawing and drawing.status:
            return _answer("", [drawing], None)
        said = ["--dpi", str(USUAL_DPI if drawing else self.dpi)] if drawing or self.dpi else []
        options = ["-l", self._data, "--psm", str(self.layout), *said]
        run = launch(["tesseract", str(picture), "page", *options], page.work, self.seconds)
        text = page.work / "page.txt"
        read = text.read_text(encoding="utf-8", errors="replace") if text.exists() else ""
        return _answer(read, [*([drawing] if drawing else []), run], None)

    def _picture(self, page: Page) -> tuple[Path, Run | None]:
        """The picture to read, and what it cost to draw it, if that belongs to the engine."""
        if self.dpi:
            return draw(page, self.dpi), None
        if page.media != PDF:
            return page.path, None
        options = ["-r", str(USUAL_DPI), "-gray", "-png", "-singlefile"]
        command = ["pdftoppm", *options, str(page.path), "drawn"]
        return page.work / "drawn.png", launch(command, page.work, self.seconds)

    @cached_property
    def _data(self) -> str:
        """Debian keeps script data beside the languages, others in a folder ``script``."""
        known = lines_of("tesseract", "--list-langs")
        return self.language if self.language in known else self.language.removeprefix("script/")


@dataclass(frozen=True)
class OcrMyPdf:
    """OCRmyPDF, with its defaults and some options."""

    options: Sequence[str] = field(default=())
    seconds: int = PAGE_SECONDS

    @cached_property
    def name(self) -> str:
        return " ".join(["ocrmypdf", *self.options])

    @cached_property
    def version(self) -> str:
        return f"ocrmypdf {lines_of('ocrmypdf', '--version')[0]}"

    def read(self, page: Page) -> Answer:
        runs = [self._run(page, [])]
        if runs[0].status == _HAS_TEXT:
            runs.append(self._run(page, ["--force-ocr"]))
        text = page.work / "text.txt"
        read = text.read_text(encoding="utf-8") if text.exists() else ""
        return _answer(read, runs, self._rotation(runs[-1].errors))

    def _run(self, page: Page, more: Sequence[str]) -> Run:
        common = ["-l", "vie", "--output-type", "pdf", "--jobs", "1", "--sidecar", "text.txt"]
        dpi = [] if page.media == PDF or page.dpi else ["--image-dpi", str(USUAL_DPI)]
        command = ["ocrmypdf", *common, *dpi, *self.options, *more, str(page.path), "out.pdf"]
        return launch(command, page.work, self.seconds)

    def _rotation(self, said: str) -> int | None:
        if "--rotate-pages" not in self.options:
            return None
        found = _FACING.search(" ".join(said.split()))
        return _TURNS.get(found[1], 0) if found else 0


def _answer(text: str, runs: Sequence[Run], rotation: int | None) -> Answer:
    """The answer of the last run, with the costs of all of them."""
    failure = runs[-1].failure
    return Answer(
        text="" if failure else text,
        rotation=rotation,
        blank=not failure and not text.strip(),
        cpu_seconds=sum(run.cpu_seconds for run in runs),
        peak_bytes=max(run.peak_bytes for run in runs),
        failure=failure,
    )
