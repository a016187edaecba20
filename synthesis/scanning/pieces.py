"""What is fastened to a sheet, punched into it or torn off: painted into pixels in place.

Lengths are millimeters; tones are gray levels.
"""

from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from synthesis.scanning.tiles import Pixels

PUNCHED, THREADED = 2.75, 0.8
"""Radii of holes."""
BINDING = 11.0
"""How far holes lie from the left edge."""


def punch(page: Pixels, count: int, outside: int, dpi: float, draws: Random) -> None:
    """Punch 2 or 4 holes, or 3 small ones for a thread, along the left edge."""
    per_mm = dpi / 25.4
    pitch, radius = (58.0, THREADED) if count == 3 else (80.0, PUNCHED)
    x = (BINDING + draws.uniform(-3, 3)) * per_mm
    first = page.shape[0] / 2 - pitch * per_mm * (count - 1) / 2 + draws.uniform(-6, 6) * per_mm
    for place in range(count):
        middle = (round(x + draws.gauss(0, 2)), round(first + place * pitch * per_mm))
        size = max(1, round(radius * draws.uniform(0.93, 1.07) * per_mm))
        cv2.circle(page, middle, size, _tone(outside), -1, cv2.LINE_AA)
        rim = max(1, round(0.2 * per_mm))
        angle = draws.uniform(0, 360)
        cv2.ellipse(page, middle, (size, size), angle, 0, 200, _tone(120), rim, cv2.LINE_AA)


def staple(page: Pixels, dpi: float, draws: Random) -> None:
    """Drive a staple into the upper left corner: a bright wire with its shadow."""
    per_mm = dpi / 25.4
    x, y = draws.uniform(7, 16) * per_mm, draws.uniform(6, 14) * per_mm
    angle = draws.choice((0.0, 90.0, -45.0)) + draws.gauss(0, 9)
    reach = 5.5 * per_mm * np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
    wire = max(1, round(0.55 * per_mm))
    for shift, tone, thickness in ((0.45, 96, wire), (0.0, 150, wire), (-0.15, 226, wire // 3)):
        off = shift * per_mm
        ends = [(round(x + s * reach[0] + off), round(y + s * reach[1] + off)) for s in (-1, 1)]
        cv2.line(page, ends[0], ends[1], _tone(tone), max(1, thickness), cv2.LINE_AA)
    for sign in (-1, 1):
        end = (round(x + sign * reach[0]), round(y + sign * reach[1]))
        cv2.circle(page, end, max(1, round(0.45 * per_mm)), _tone(70), -1, cv2.LINE_AA)


def clip(page: Pixels, dpi: float, draws: Random) -> None:
    """Push a paper clip over the upper edge."""
    per_mm = dpi / 25.4
    left = draws.uniform(0.15, 0.8) * page.shape[1]
    slant = draws.gauss(0, 0.06)
    outline = ((0, -3), (0, 19), (1.4, 22), (4.2, 22), (5.6, 19), (5.6, 2), (6.8, -3))
    for shift, tone, thickness in ((0.35, 120, 0.9), (0.0, 92, 0.8), (-0.15, 190, 0.25)):
        points = [
            ((a + shift + slant * b) * per_mm + left, (b + shift) * per_mm) for a, b in outline
        ]
        line = np.array(points).round().astype(np.int32)
        width = max(1, round(thickness * per_mm))
        cv2.polylines(page, [line], False, _tone(tone), width, cv2.LINE_AA)


def tear_corner(page: Pixels, corner: int, leg: float, outside: int, draws: Random) -> None:
    """Tear a corner off; ``leg`` is in pixels. The edge is ragged and its fibers are white."""
    steps = 14
    along = np.linspace(0, 1, steps)
    rough = np.array([draws.gauss(0, 0.035) for _ in range(steps)])
    other = leg * draws.uniform(0.6, 1.3)
    line = np.stack([leg * (1 - along + rough), other * (along + rough)], axis=1)
    polygon = np.concatenate([[[-9, -9]], [[line[0, 0], -9]], line, [[-9, line[-1, 1]]]])
    placed = _in_corner(polygon, corner, page)
    cv2.fillPoly(page, [placed], _tone(outside), cv2.LINE_AA)
    edge = _in_corner(line, corner, page)
    cv2.polylines(page, [edge], False, _tone(238), max(1, round(leg / 60)), cv2.LINE_AA)


def fold_corner(page: Pixels, corner: int, leg: float, outside: int, draws: Random) -> None:
    """Fold a corner over, ``leg`` in pixels: its back covers what lay there."""
    other = leg * draws.uniform(0.7, 1.3)
    gone = np.array([[-9, -9], [leg, -9], [leg, 0], [0, other], [-9, other]])
    # The tip lands mirrored at the crease.
    scale = 2 * leg * other / (leg**2 + other**2)
    flap = np.array([[leg, 0], [0, other], [other * scale, leg * scale]])
    shadow = flap + np.array([0.05, 0.05]) * leg
    cv2.fillPoly(page, [_in_corner(gone, corner, page)], _tone(outside), cv2.LINE_AA)
    tones = ((shadow, 178), (flap, draws.randint(222, 246)))
    for shape, tone in tones:
        cv2.fillPoly(page, [_in_corner(shape, corner, page)], _tone(tone), cv2.LINE_AA)
    crease = _in_corner(flap, corner, page)
    cv2.polylines(page, [crease], True, _tone(150), max(1, round(leg / 70)), cv2.LINE_AA)


def _in_corner(points: NDArray[np.float64], corner: int, page: Pixels) -> NDArray[np.int32]:
    """Place points given from the top left into a corner, clockwise 0..3."""
    placed = points.astype(np.float64).copy()
    if corner in (1, 2):
        placed[:, 0] = page.shape[1] - 1 - placed[:, 0]
    if corner in (2, 3):
        placed[:, 1] = page.shape[0] - 1 - placed[:, 1]
    return placed.round().astype(np.int32)


def _tone(gray: int) -> tuple[int, int, int]:
    return (gray, gray, gray)
