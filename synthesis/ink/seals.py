"""Round seals of offices: rings, letters around, an ornament or lines of text inside."""

import math
import re
from functools import lru_cache
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont, ImageOps

from dossiers.text import fold
from synthesis.chance import chance
from synthesis.ink.emblems import VARIETY, ornament_cover, star_shape
from synthesis.ink.fonts import font
from synthesis.ink.nouns import Ink
from synthesis.ink.plates import draw_face
from synthesis.ink.pressing import PER_MM, Cover, draw_red, press

_SIZE = 840
"""Covers are engraved at this many pixels, twice what is pressed."""
_MARGIN = 0.985
"""Room for ink that runs beyond the outer ring."""
_COUNCILS = ("uy ban nhan dan", "hoi dong nhan dan")
_WHOLE = {"UBND": "ỦY BAN NHÂN DÂN", "HĐND": "HỘI ĐỒNG NHÂN DÂN"}


def seal(ring: str, core: tuple[str, ...], draws: Random, millimeters: float = 36.0) -> Ink:
    """A round red seal; the same office has the same seal, no two pressings are alike.

    Args:
        ring: Letters around; what follows " - " first is set below.
        core: Lines inside; people's committees and councils, or nothing, have an ornament.
    """
    cover = seal_cover(ring, core)
    size = max(16, round(millimeters * PER_MM))
    shrunk = cv2.resize(cover, (size, size), interpolation=cv2.INTER_AREA)
    return press(np.asarray(shrunk, np.uint8), draw_red(draws), draws)


@lru_cache(48)
def seal_cover(ring: str, core: tuple[str, ...]) -> Cover:
    """The unpressed seal of an office: (840, 840) uint8."""
    draws = chance(0, "seal", ring, *core)
    canvas = Image.new("L", (_SIZE, _SIZE), 0)
    pen = ImageDraw.Draw(canvas)
    inner = draws.uniform(0.32, 0.345)
    _draw_rings(pen, inner, draws)
    _letter_ring(canvas, ring, inner, draws)
    if not core or fold(" ".join(core)) in _COUNCILS:
        size = round(2 * (inner - 0.006) * _MARGIN * _SIZE)
        cover = cv2.resize(
            ornament_cover(draws.randrange(VARIETY)), (size, size), interpolation=cv2.INTER_AREA
        )
        corner = (_SIZE - size) // 2
        canvas.paste(255, (corner, corner), Image.fromarray(cover))
    else:
        _letter_core(pen, core, inner, draws)
    return np.asarray(canvas)


def _draw_rings(pen: ImageDraw.ImageDraw, inner: float, draws: Random) -> None:
    rings = [(0.495, draws.uniform(0.012, 0.022)), (0.465, 0.006)]
    rings += [(inner, draws.uniform(0.006, 0.012))]
    if draws.random() < 0.6:
        rings.append((inner + 0.018, 0.005))
    for share, thickness in rings:
        reach = share * _MARGIN * _SIZE
        box = (_SIZE / 2 - reach, _SIZE / 2 - reach, _SIZE / 2 + reach, _SIZE / 2 + reach)
        pen.ellipse(box, outline=255, width=max(1, round(_SIZE * thickness)))


def _letter_ring(canvas: Image.Image, ring: str, inner: float, draws: Random) -> None:
    """Letters over the upper arc; what follows the first dash below, between two stars."""
    upper, _, lower = ring.upper().partition(" - ")
    for short, whole in _WHOLE.items():
        upper = re.sub(rf"\b{short}\b", whole, upper)
    face = draw_face(draws, "sans", "-bold")
    radius, height = _SIZE * (inner + 0.465) / 2 * _MARGIN, _SIZE * draws.uniform(0.072, 0.084)
    opened = font(face, round(height))
    above = math.radians(300 if not lower else 192)
    _letter_arc(canvas, upper, opened, (radius, above))
    pen = ImageDraw.Draw(canvas)
    if lower:
        _letter_arc(canvas, lower, opened, (-radius, math.radians(110)))
        places = [math.radians(90 - 74), math.radians(90 + 74)]
    else:
        places = [math.pi / 2]
    for turn in places:
        center = (_SIZE / 2 + radius * math.cos(turn), _SIZE / 2 + radius * math.sin(turn))
        points = star_shape(center, _SIZE * 0.036)
        pen.polygon([(float(x), float(y)) for x, y in points], fill=255)


def _letter_arc(
    canvas: Image.Image, text: str, opened: ImageFont.FreeTypeFont, arc: tuple[float, float]
) -> None:
    """Set letters along an arc around the middle, at most so long.

    ``arc``: its radius and its angle in radians. With a positive radius it lies above and the
    letters' feet point inwards; with a negative one it lies below and they point outwards.
    """
    radius, most = arc
    side = math.copysign(1.0, radius)
    widths = [opened.getlength(letter) * 1.12 for letter in text]
    squeeze = min(1.0, most * abs(radius) / sum(widths))
    spread = max(1.0, min(1.35, most * 0.85 * abs(radius) / sum(widths)))
    steps = [width * squeeze * spread / abs(radius) for width in widths]
    turn = side * -math.pi / 2 - side * sum(steps) / 2
    for letter, step in zip(text, steps, strict=True):
        turn += side * step / 2
        tile = _letter_tile(letter, opened, squeeze)
        tile = tile.rotate(-math.degrees(turn) - 90 * side, Image.Resampling.BICUBIC)
        x = _SIZE / 2 + abs(radius) * math.cos(turn) - tile.width / 2
        y = _SIZE / 2 + abs(radius) * math.sin(turn) - tile.height / 2
        canvas.paste(255, (round(x), round(y)), tile)
        turn += side * step / 2


def _letter_tile(letter: str, opened: ImageFont.FreeTypeFont, squeeze: float) -> Image.Image:
    """A letter in the middle of a square, narrowed; marks over it do not move it."""
    size = round(opened.size * 2)
    tile = Image.new("L", (size, size), 0)
    place = (size / 2, size / 2 + opened.size * 0.34)
    ImageDraw.Draw(tile).text(place, letter, fill=255, font=opened, anchor="ms")
    if squeeze < 1.0:
        width = max(4, round(size * squeeze))
        tile = ImageOps.pad(tile.resize((width, size)), (size, size))
    return tile


def _letter_core(
    pen: ImageDraw.ImageDraw, core: tuple[str, ...], inner: float, draws: Random
) -> None:
    """Lines in the middle, each as large as the circle lets it, a star over few of them."""
    face = draw_face(draws, "sans", "-bold")
    step = min(0.105, 0.44 / len(core)) * _SIZE
    starred = len(core) <= 2 and draws.random() < 0.6
    middle = _SIZE * (0.54 if starred else 0.5)
    for number, line in enumerate(core):
        y = middle + (number - (len(core) - 1) / 2) * step
        away = abs(y - _SIZE / 2) + step * 0.4
        room = 1.8 * math.sqrt(max((inner * _SIZE) ** 2 - away**2, 1.0))
        height = step * 0.82
        height *= min(1.0, room / max(font(face, 100).getlength(line.upper()) * height / 100, 1))
        opened = font(face, max(8, round(height)))
        pen.text((_SIZE / 2, y), line.upper(), fill=255, font=opened, anchor="mm")
    if starred:
        points = star_shape((_SIZE / 2, _SIZE * 0.3), _SIZE * 0.06)
        pen.polygon([(float(x), float(y)) for x, y in points], fill=255)
