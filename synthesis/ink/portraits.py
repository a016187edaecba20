"""Photographs of nobody: head and shoulders drawn, lit and blurred.

Unit: the picture's width; y down from the upper edge.
"""

import math
from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from synthesis.chance import grains
from synthesis.ink.nouns import Color, Ink

_WIDTH = 200
_FINE = 4
Picture = NDArray[np.uint8]
Point = tuple[float, float]

_SKINS: tuple[Color, ...] = ((226, 184, 154), (212, 168, 136), (198, 150, 118), (236, 200, 174))
_HAIRS: tuple[Color, ...] = (
    (24, 20, 22),
    (38, 30, 28),
    (16, 16, 20),
    (120, 118, 118),
    (60, 46, 38),
)
_GROUNDS: tuple[Color, ...] = (
    (250, 250, 250),
    (238, 240, 244),
    (58, 120, 196),
    (36, 92, 172),
    (120, 170, 214),
    (206, 206, 204),
    (172, 176, 178),
)
_CLOTHES: tuple[Color, ...] = (
    (244, 244, 246),
    (236, 238, 244),
    (40, 44, 58),
    (30, 34, 42),
    (96, 120, 92),
    (150, 182, 220),
    (150, 40, 52),
    (120, 96, 140),
    (70, 84, 120),
)


@dataclass(frozen=True, slots=True)
class _Face:
    """Where a face lies and its colors; lengths in the picture's width."""

    center: Point
    wide: float
    tall: float
    skin: Color
    hair: Color
    cloth: Color
    woman: bool


def portrait(width: float, height: float, draws: Random) -> Ink:
    """A picture of a head and shoulders, in points: gray or in color, old ones faded."""
    rows = max(24, round(_WIDTH * height / width))
    ground = draws.choice(_GROUNDS)
    picture = np.full((rows, _WIDTH, 3), ground, np.uint8)
    face = _draw_face(rows / _WIDTH, draws)
    if face.woman:
        _draw_long_hair(picture, face, draws)
    _draw_shoulders(picture, face, draws)
    _draw_head(picture, face, draws)
    _draw_hair(picture, face, draws)
    _draw_features(picture, face, draws)
    return Ink(_developed(picture, draws), width, height)


def _draw_face(tall: float, draws: Random) -> _Face:
    size = draws.uniform(0.2, 0.235)
    return _Face(
        (0.5 + draws.gauss(0, 0.012), tall * draws.uniform(0.4, 0.45)),
        size,
        size * draws.uniform(1.28, 1.42),
        draws.choice(_SKINS),
        draws.choices(_HAIRS, (40, 25, 20, 9, 6))[0],
        draws.choice(_CLOTHES),
        draws.random() < 0.5,
    )


def _shade(color: Color, share: float) -> Color:
    red, green, blue = (min(255, max(0, round(each * share))) for each in color)
    return red, green, blue


def _fill(picture: Picture, points: list[Point], color: Color) -> None:
    pixels = np.rint(np.array(points) * _WIDTH * 2**_FINE).astype(np.int32)
    cv2.fillPoly(picture, [pixels], color, cv2.LINE_AA, _FINE)


def _oval(picture: Picture, center: Point, axes: Point, color: Color) -> None:
    scale = _WIDTH * 2**_FINE
    middle = (round(center[0] * scale), round(center[1] * scale))
    reach = (max(1, round(axes[0] * scale)), max(1, round(axes[1] * scale)))
    cv2.ellipse(picture, middle, reach, 0, 0, 360, color, -1, cv2.LINE_AA, _FINE)


def _arch(center: Point, axes: Point, span: tuple[float, float], count: int = 18) -> list[Point]:
    """Points of an ellipse between two angles in degrees, 270 is up."""
    turns = np.radians(np.linspace(span[0], span[1], count))
    return [(center[0] + axes[0] * math.cos(t), center[1] + axes[1] * math.sin(t)) for t in turns]


def _draw_long_hair(picture: Picture, face: _Face, draws: Random) -> None:
    x, y = face.center
    low = y + face.tall * draws.choice((0.3, 1.0, 1.6, 2.0))
    half = face.wide * draws.uniform(1.12, 1.35)
    top = _arch((x, y - face.tall * 0.15), (half, face.tall * 1.02), (180, 360))
    _fill(picture, [*top, (x + half * 1.02, low), (x - half * 1.02, low)], face.hair)


def _draw_shoulders(picture: Picture, face: _Face, draws: Random) -> None:
    x, y = face.center
    chin = y + face.tall
    half, slope = draws.uniform(0.4, 0.47), draws.uniform(0.1, 0.17)
    bottom = picture.shape[0] / _WIDTH + 0.05
    neck = face.wide * (0.5 if face.woman else 0.62)
    outline = [
        (x - neck, chin + 0.0),
        (x - half * 0.8, chin + slope),
        (x - half, chin + slope * 1.9),
    ]
    outline += [(x - half, bottom), (x + half, bottom), (x + half, chin + slope * 1.9)]
    outline += [(x + half * 0.8, chin + slope), (x + neck, chin + 0.0)]
    _fill(picture, outline, face.cloth)
    _fill(
        picture,
        [
            (x - neck, y),
            (x + neck, y),
            (x + neck, chin + 0.02),
            (x, chin + 0.11),
            (x - neck, chin + 0.02),
        ],
        _shade(face.skin, 0.82),
    )
    _draw_collar(picture, face, (neck, chin, bottom), draws)


def _draw_collar(
    picture: Picture, face: _Face, edges: tuple[float, float, float], draws: Random
) -> None:
    """A shirt's collar, a suit with a tie, a round neck, or the stand-up collar of an áo dài."""
    x = face.center[0]
    neck, chin, bottom = edges
    manner = draws.choice(("shirt", "shirt", "suit", "round", "standing"))
    light, dark = _shade(face.cloth, 1.12), _shade(face.cloth, 0.75)
    if manner == "suit":
        _draw_tie(picture, x, edges, draws)
    if manner in ("suit", "shirt"):
        shade = (228, 228, 232) if manner == "suit" else light
        for side in (-1, 1):
            wing = [(x + side * neck, chin - 0.03), (x + side * neck * 1.35, chin + 0.05)]
            wing += [(x + side * neck * 0.55, chin + 0.16), (x, chin + 0.1)]
            _fill(picture, wing, shade)
            _line(picture, wing[1:], dark)
    elif manner == "standing":
        _fill(
            picture,
            [
                (x - neck, chin - 0.05),
                (x + neck, chin - 0.05),
                (x + neck * 1.1, chin + 0.07),
                (x - neck * 1.1, chin + 0.07),
            ],
            light,
        )
        _line(picture, [(x, chin - 0.05), (x, chin + 0.07)], dark)
    if manner == "shirt":
        _line(picture, [(x, chin + 0.11), (x, bottom)], dark)


def _draw_tie(picture: Picture, x: float, edges: tuple[float, float, float], draws: Random) -> None:
    neck, chin, bottom = edges
    white = (242, 242, 244)
    _fill(picture, [(x - neck * 1.1, chin), (x, bottom), (x + neck * 1.1, chin)], white)
    tie = draws.choice(((120, 24, 34), (30, 40, 90), (20, 20, 24), (60, 80, 70)))
    _fill(
        picture,
        [
            (x - 0.025, chin + 0.1),
            (x + 0.025, chin + 0.1),
            (x + 0.045, bottom),
            (x - 0.045, bottom),
        ],
        tie,
    )


def _line(picture: Picture, points: list[Point], color: Color, thickness: int = 1) -> None:
    pixels = np.rint(np.array(points) * _WIDTH * 2**_FINE).astype(np.int32)
    cv2.polylines(picture, [pixels], False, color, thickness, cv2.LINE_AA, _FINE)


def _draw_head(picture: Picture, face: _Face, draws: Random) -> None:
    """Ears and a head whose jaw is narrower than its brow."""
    x, y = face.center
    for side in (-1, 1):
        center = (x + side * face.wide * 0.99, y + face.tall * 0.08)
        _oval(picture, center, (face.wide * 0.13, face.tall * 0.2), _shade(face.skin, 0.88))
    jaw = draws.uniform(0.78, 0.95)
    brow = _arch((x, y), (face.wide, face.tall), (180, 360))
    cheeks = [
        (px, py)
        for t in np.linspace(0, math.pi, 20)
        for px, py in [
            (
                x + face.wide * math.cos(t) * (1 - (1 - jaw) * math.sin(t)),
                y + face.tall * math.sin(t),
            )
        ]
    ]
    _fill(picture, [*brow, *cheeks], face.skin)


def _draw_hair(picture: Picture, face: _Face, draws: Random) -> None:
    """A cap of hair with a parting, a fringe, or hardly any."""
    x, y = face.center
    line = y - face.tall * draws.uniform(0.45, 0.68)
    outer = _arch((x, y - face.tall * 0.1), (face.wide * 1.08, face.tall * 1.04), (178, 362))
    part = x + face.wide * draws.choice((-0.5, 0.0, 0.45))
    side = y - face.tall * draws.uniform(0.0, 0.25)
    inner = [
        (x + face.wide * 0.92, side),
        (x + face.wide * 0.74, line + 0.02),
        (part, line - 0.035),
    ]
    inner += [(x - face.wide * 0.74, line + 0.02), (x - face.wide * 0.92, side)]
    if not face.woman and draws.random() < 0.12:
        inner[2] = (x, y - face.tall * 1.02)
    _fill(picture, [*outer, *inner], face.hair)


def _draw_features(picture: Picture, face: _Face, draws: Random) -> None:
    x, y = face.center
    dark, brow = (34, 26, 26), _shade(face.hair, 1.2)
    apart, level = face.wide * draws.uniform(0.4, 0.46), y + face.tall * draws.uniform(0.0, 0.06)
    for side in (-1, 1):
        eye = (x + side * apart, level)
        _oval(picture, eye, (0.032, 0.012), (236, 230, 226))
        _oval(picture, eye, (0.012, 0.012), dark)
        _line(picture, _arch(eye, (0.036, 0.016), (190, 350), 8), dark, 1)
        raised = level - face.tall * draws.uniform(0.16, 0.2)
        _line(picture, _arch((eye[0], raised + 0.015), (0.05, 0.018), (200, 340), 8), brow, 2)
    nose = y + face.tall * 0.36
    _line(
        picture, [(x - 0.024, nose), (x, nose + 0.012), (x + 0.024, nose)], _shade(face.skin, 0.7)
    )
    _line(picture, [(x + 0.012, level), (x + 0.018, nose - 0.01)], _shade(face.skin, 0.88))
    mouth = y + face.tall * draws.uniform(0.58, 0.64)
    lips = (178, 84, 84) if face.woman else _shade(face.skin, 0.68)
    _oval(picture, (x, mouth), (draws.uniform(0.05, 0.068), draws.uniform(0.009, 0.015)), lips)
    if draws.random() < 0.2:
        for side in (-1, 1):
            ring = _arch((x + side * apart, level), (0.058, 0.042), (0, 360), 20)
            _line(picture, ring, (40, 36, 36))
        _line(picture, [(x - 0.03, level), (x + 0.03, level)], (40, 36, 36))


def _developed(picture: Picture, draws: Random) -> NDArray[np.uint8]:
    """Blur, light from one side, grain, and gray or faded colors: (h, w, 4) uint8."""
    soft = cv2.GaussianBlur(picture, (0, 0), draws.uniform(0.9, 1.6)).astype(np.float32)
    rows, columns = soft.shape[:2]
    light = np.linspace(1 - draws.uniform(0, 0.12), 1 + draws.uniform(0, 0.06), columns)
    if draws.random() < 0.5:
        light = light[::-1]
    soft *= light[None, :, None].astype(np.float32)
    soft += grains(draws).normal(0, draws.uniform(1, 5), (rows, columns, 1)).astype(np.float32)
    if draws.random() < 0.4:
        soft = np.repeat(soft @ np.array([[0.3], [0.59], [0.11]], np.float32), 3, axis=2)
        soft *= np.array(draws.choice(((1, 1, 1), (1, 0.97, 0.9), (0.98, 0.98, 1))), np.float32)
    contrast = draws.uniform(0.78, 1.05)
    soft = 128 + (soft - 128) * contrast + draws.uniform(-8, 12)
    opaque = np.full((rows, columns, 1), 255, np.uint8)
    return np.concatenate([np.clip(soft, 0, 250).astype(np.uint8), opaque], axis=2)
