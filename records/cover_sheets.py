"""Cover sheets to print and lay on top of dossiers: a QR code tells where a dossier begins."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import segno
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

from dossiers.errors import MissingToolError
from dossiers.expected import Expected, cover_payload
from dossiers.messages import Language, message
from dossiers.procedures import Procedure

_FONT, _FONT_FILE = "DejaVuSans", "DejaVuSans.ttf"
_CODE_SIDE = 90 * mm
_WIDTH, _HEIGHT = A4


def write_cover_sheets(
    dossiers: Sequence[Expected],
    procedures: Mapping[str, Procedure],
    file: Path,
    language: Language,
) -> None:
    """Write one page of A4 a dossier, as a PDF.

    Raises:
        MissingToolError: The font with Vietnamese letters is not installed.
    """
    try:
        pdfmetrics.registerFont(TTFont(_FONT, _FONT_FILE))
    except TTFError as error:
        raise MissingToolError(_FONT, "fonts-dejavu-core") from error
    canvas = Canvas(str(file), pagesize=A4, invariant=True)
    canvas.setTitle(message("cover.title").say(language))
    for expected in dossiers:
        _draw_code(canvas, cover_payload(expected))
        _draw_words(canvas, expected, procedures.get(expected.procedure), language)
        canvas.showPage()
    canvas.save()


def _draw_code(canvas: Canvas, payload: str) -> None:
    """The QR code in the middle, of vectors; a quarter of it may be lost."""
    rows = [list(row) for row in segno.make_qr(payload, error="q", encoding="utf-8").matrix]
    module = _CODE_SIDE / len(rows)
    left, top = (_WIDTH - _CODE_SIDE) / 2, (_HEIGHT + _CODE_SIDE) / 2
    for row, cells in enumerate(rows):
        for column, dark in enumerate(cells):
            if dark:
                x, y = left + column * module, top - (row + 1) * module
                canvas.rect(x, y, module, module, stroke=0, fill=1)


def _draw_words(
    canvas: Canvas, expected: Expected, procedure: Procedure | None, language: Language
) -> None:
    lines = [(30, message("cover.title").say(language)), (26, expected.code)]
    y = _HEIGHT - 40 * mm
    for size, text in lines:
        canvas.setFont(_FONT, _fitting(size, text))
        canvas.drawCentredString(_WIDTH / 2, y, text)
        y -= 18 * mm
    y = (_HEIGHT - _CODE_SIDE) / 2 - 20 * mm
    for text in _below(expected, procedure, language):
        canvas.setFont(_FONT, _fitting(14, text))
        canvas.drawCentredString(_WIDTH / 2, y, text)
        y -= 10 * mm


def _below(expected: Expected, procedure: Procedure | None, language: Language) -> list[str]:
    lines = []
    if procedure:
        vietnamese = language == Language.VIETNAMESE
        lines.append(procedure.name if vietnamese else procedure.name_en)
    if expected.sheets is not None:
        lines.append(message("cover.sheets", sheets=expected.sheets).say(language))
    return [*lines, message("cover.advice").say(language)]


def _fitting(size: float, text: str) -> float:
    """The size in points at which a line is no wider than the page."""
    wide = float(pdfmetrics.stringWidth(text, _FONT, size))
    return size * min(1.0, float(_WIDTH - 30 * mm) / max(wide, 1.0))
