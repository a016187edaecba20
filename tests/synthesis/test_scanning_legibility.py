"""Severity against how alike letters stay to the drawn ones; dots and accents that must survive."""

from functools import cache

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from synthesis.chance import chance
from synthesis.scanning import Scan, Wear, draw_wear, scan

FACE = "LiberationSerif-Regular.ttf"
LINE = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2025;"
SHEET = (420, 300)
DOTS = tuple((60.0 + 43 * column, 40.0 + 55 * row) for column in range(8) for row in range(5))
"""Middles of the dots of i at 13 points, points on the sheet; a dot below and an acute beside."""


@cache
def text(dpi: int) -> NDArray[np.uint8]:
    scale = dpi / 72
    image = Image.new("RGB", (round(SHEET[0] * scale), round(SHEET[1] * scale)), "white")
    pen = ImageDraw.Draw(image)
    face = ImageFont.truetype(FACE, round(12.5 * scale))
    for line in range(14):
        pen.text((28 * scale, (18 + 19 * line) * scale), LINE, fill="black", font=face)
    return np.asarray(image)


@cache
def dots(dpi: int) -> NDArray[np.uint8]:
    scale = dpi / 72
    page = np.full((round(SHEET[1] * scale), round(SHEET[0] * scale), 3), 255, dtype=np.uint8)
    shift = 6
    for x, y in DOTS:
        middle = tuple(round(side * scale * 2**shift) for side in (x, y))
        radius = round(0.75 * scale * 2**shift)
        cv2.circle(page, middle, radius, (0, 0, 0), -1, cv2.LINE_AA, shift)
        start, end = (
            tuple(round(side * scale * 2**shift) for side in spot)
            for spot in ((x + 12, y + 1.2), (x + 13.8, y - 1.2))
        )
        cv2.line(page, start, end, (0, 0, 0), max(1, round(0.9 * scale)), cv2.LINE_AA, shift)
    return page


def gray(made: Scan) -> NDArray[np.float32]:
    color = made.pixels.ndim == 3
    pixels = cv2.cvtColor(made.pixels, cv2.COLOR_RGB2GRAY) if color else made.pixels
    return np.asarray(pixels, dtype=np.float32)


def likeness(made: Scan, drawn: NDArray[np.uint8], dpi: int) -> float:
    """Correlation of image and drawing over windows of the size of letters, where there is ink."""
    soft = cv2.GaussianBlur(cv2.cvtColor(drawn, cv2.COLOR_RGB2GRAY), (3, 3), 0.7)
    ideal = cv2.remap(soft, *made.warp.sources(dpi), cv2.INTER_LINEAR, borderValue=255)
    # Grain finer than strokes troubles nobody.
    ideal, seen = (
        cv2.GaussianBlur(pixels, (0, 0), made.dpi / 400)
        for pixels in (ideal.astype(np.float32), gray(made))
    )
    window = (round(made.dpi * 0.16),) * 2

    def mean(pixels: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.asarray(cv2.blur(pixels, window), dtype=np.float32)

    together = mean(ideal * seen) - mean(ideal) * mean(seen)
    spread = mean(ideal**2) - mean(ideal) ** 2
    seen_spread = mean(seen**2) - mean(seen) ** 2
    alike = together / np.sqrt(np.maximum(spread, 1) * np.maximum(seen_spread, 9))
    return float(np.clip(alike[spread > 900], 0, 1).mean())


def test_severity_orders_scans_as_their_likeness_to_the_drawing_does() -> None:
    severities, losses = [], []
    by_grade: dict[str, list[float]] = {"clean": [], "office": [], "hard": []}
    for number in range(120):
        draws = chance(11, str(number))
        wear = draw_wear(draws, 1985 + number % 41)
        drawn = text(wear.drawing_dpi)
        loss = 1 - likeness(scan(drawn, wear, draws, drawn), drawn, wear.drawing_dpi)
        severities.append(wear.severity)
        losses.append(loss)
        by_grade[wear.grade].append(loss)
    ranks = [np.argsort(np.argsort(values)) for values in (severities, losses)]
    assert np.corrcoef(ranks[0], ranks[1])[0, 1] > 0.5
    clean, office, hard = (float(np.mean(by_grade[grade])) for grade in ("clean", "office", "hard"))
    assert 1.3 * clean < office
    assert 1.3 * office < hard


def contrast(made: Scan, x: float, y: float) -> float:
    """How much darker a spot of the sheet is than what lies two points around it."""
    seen = gray(made)
    spot = made.warp.points(np.array([[x, y]]))[0]
    around = made.warp.boxes(np.array([[x - 3, y - 3, x + 3, y + 3]]))[0].astype(int)
    window = seen[around[1] : around[3], around[0] : around[2]]
    column, row = (int(side) for side in spot)
    core = seen[max(0, row - 1) : row + 2, max(0, column - 1) : column + 2]
    return float(np.percentile(window, 75) - core.min())


@pytest.mark.parametrize("grade", ["clean", "office"])
def test_dots_and_accents_survive(grade: str) -> None:
    lost = seen = 0
    for number in range(40):
        draws = chance(21, grade, str(number))
        wear = draw_wear(draws, 1985 + number, grade=grade)
        made = scan(dots(wear.drawing_dpi), wear, draws)
        for x, y in DOTS:
            for off in (0.0, 12.9):
                lost += contrast(made, x + off, y) < 25
                seen += 1
    assert lost / seen < (0.002 if grade == "clean" else 0.015)


def test_a_scan_without_wear_is_the_drawing() -> None:
    assert np.array_equal(scan(text(200), Wear(), chance(1)).pixels, text(200))
