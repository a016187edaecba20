"""Lines of real scans with their transcription, for choosing among weights and the temperature.

Nothing else is learned from them. Lines that Tesseract reads badly are not among them, so that
errors here are lower than on whole pages.
"""

from collections.abc import Iterator
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from bench.real_pages import RealPage, list_pages
from imaging.scans import open_scan
from imaging.tone import split_tones
from ocr.engine import open_engine
from ocr.line_finder import LineFinder
from ocr.line_images import Cut, cut_line
from ocr.reading_frame import ReadingFrame, measure_slant
from ocr.tessdata import choose_traineddata
from ocr.way_up import find_rotation
from training.cuttings import Sample

MODELS = Path(__file__).parent.parent / "models"
# A line that is read so unlike every line of the transcription is another one, or handwriting.
LIKENESS = 0.8


def real_samples(folder: Path, finder: LineFinder, tall: int) -> Iterator[Sample]:
    """Lines whose transcription is found by what Tesseract reads in them."""
    for page in list_pages(folder):
        if page.truth is not None:
            yield from _of_page(page, finder, tall)


def _of_page(page: RealPage, finder: LineFinder, tall: int) -> Iterator[Sample]:
    told = [line.strip() for line in (page.truth or "").splitlines() if line.strip()]
    scan = open_scan(page.sheet.original.path, page.sheet.original.media, page.sheet.number)
    gray = split_tones(scan.pixels).pale_red
    engine = open_engine("auto", choose_traineddata("hoso", "", MODELS))
    boxes = finder.find(gray)
    rotation = find_rotation(gray, boxes, engine)
    height, width = gray.shape
    frame = ReadingFrame(width, height, rotation, measure_slant(boxes, rotation))
    upright = [box.read_along(frame.angle) for box in boxes]
    readings = engine.read_lines([cut_line(gray, box).pixels for box in upright])
    for box, words in zip(upright, readings, strict=True):
        read = " ".join(word.text for word in words)
        found = process.extractOne(read, told, scorer=Levenshtein.normalized_similarity)
        if found and found[1] >= LIKENESS:
            yield cut_line(gray, box, Cut(tall=tall)).pixels, found[0]
