"""Synthetic pages that were scanned as a given page was, measured with the same ruler.

Which engine loses most depends on skew, resolution and bit depth as much as on the text: an
order of engines is compared on pages that share these.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench.deliveries import fresh_dossiers
from bench.families import OFFICIAL, family_of
from bench.run import open_stream
from bench.truth import TrueDocument, TruePage, find_delivery, read_truth
from dossiers.delivery import Sheet
from imaging.scans import open_scan
from imaging.tone import is_binary, lighten_red
from ocr.line_finder import LineFinder
from ocr.reading_frame import measure_slant
from settings import REPOSITORY

# Degrees; stock engines keep the lines of a page together below the first of these.
SLANTS = (0.75, 1.5, 2.5)
# Resolutions that differ by less than this factor are alike.
ALIKE_DPI = 1.4
A4_INCHES = 11.69
# NĐ 30/2020 was applied to papers from here on, give or take its forerunner of 2011.
SINCE = 2018
DOSSIERS_A_TIME = 10
TIMES = 40


@dataclass(frozen=True, slots=True)
class Look:
    """How a page was scanned: 1-bit or not, its resolution, the class of its skew."""

    binary: bool
    dpi: float
    slant: int

    def is_like(self, other: "Look") -> bool:
        nearer, farther = sorted((self.dpi, other.dpi))
        same = (self.binary, self.slant) == (other.binary, other.slant)
        return same and farther < ALIKE_DPI * nearer


@dataclass(frozen=True, slots=True)
class Candidate:
    """A synthetic page and how it looks."""

    sheet: Sheet
    page: TruePage
    look: Look


def look_of(sheet: Sheet) -> Look:
    """Measure a page; its longer side counts as that of A4."""
    pixels = open_scan(sheet.original.path, sheet.original.media, sheet.number).pixels
    gray = lighten_red(pixels)
    slant = abs(measure_slant(_finder().find(gray), 0))
    return Look(is_binary(gray), max(gray.shape) / A4_INCHES, sum(slant >= each for each in SLANTS))


@cache
def _finder() -> LineFinder:
    return LineFinder(REPOSITORY / "models" / "line-finder")


def official_pages(work: Path, seed: int) -> Iterator[Candidate]:
    """Fresh upright pages of papers of NĐ 30/2020, as many as anyone asks for, within reason."""
    for turn in range(TIMES):
        folder = work / str(turn)
        for path in fresh_dossiers(folder, DOSSIERS_A_TIME, seed + 1000 * turn):
            yield from _official_pages_of(path, folder)


def _official_pages_of(path: Path, work: Path) -> Iterator[Candidate]:
    truth = read_truth(path)
    sheets = open_stream(find_delivery(path), truth.name, work / truth.name).sheets
    for page in truth.pages:
        paper = truth.document_of(page.index)
        official = family_of(paper) == OFFICIAL and paper is not None and year_of(paper) >= SINCE
        if official and not page.blank and page.rotation == 0 and page.grade != "hard":
            yield Candidate(sheets[page.index], page, look_of(sheets[page.index]))


def year_of(document: TrueDocument) -> int:
    """The year on a paper; 0 where it has no date."""
    dates = [each.value for each in document.fields if each.key == "ngay_ban_hanh"]
    return int(dates[0][:4]) if dates else 0


def choose_alike(
    looks: Mapping[str, Look], candidates: Iterator[Candidate], each: int
) -> Mapping[str, Sequence[Candidate]]:
    """For every named look the first ``each`` candidates that are like it and not yet taken."""
    chosen: dict[str, list[Candidate]] = {name: [] for name in looks}
    for candidate in candidates:
        alike = [name for name in looks if looks[name].is_like(candidate.look)]
        open_ones = [name for name in alike if len(chosen[name]) < each]
        if open_ones:
            chosen[min(open_ones, key=lambda name: len(chosen[name]))].append(candidate)
        if all(len(pages) == each for pages in chosen.values()):
            break
    return chosen
