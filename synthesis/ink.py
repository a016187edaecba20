"""What is pressed and drawn onto paper: round seals, stamps, signatures, printed codes.

Makers give ``Ink`` whose strength varies as on a worn pad.
"""

import math
from random import Random

import cv2
import numpy as np
import segno
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from synthesis.chance import grains
from synthesis.drawing import INK_DPI
from synthesis.fonts import font
from synthesis.handwriting import Hand
from synthesis.sheet import BLACK, MM, RED, Color, Ink

_PER_MM = INK_DPI / 25.4


def seal(around: str, inside: tuple[str, ...], draws: Random, millimeters: float = 36) -> Ink:
    """A round red seal: two rings, an office around, a place inside below a star."""
    size = round(millimeters * _PER_MM)
    canvas = Image.new("L", (size, size), 0)
    pen = ImageDraw.Draw(canvas)
    for share, thickness in ((0.49, 0.022), (0.455, 0.008), (0.335, 0.010)):
        inset = size * (0.5 - share)
        ring = (inset, inset, size - inset, size - inset)
        pen.ellipse(ring, outline=255, width=max(1, round(size * thickness)))
    _letter_around(canvas, around.upper(), size * 0.393, round(size * 0.088))
    _star(pen, (size / 2, size * 0.36), size * 0.085)
    _star(pen, (size / 2, size * 0.895), size * 0.035)
    for number, line in enumerate(inside):
        face = font("sans-bold", round(size * (0.074 if len(line) < 12 else 0.058)))
        y = size * (0.54 + 0.085 * number)
        pen.text((size / 2, y), line.upper(), fill=255, font=face, anchor="mm")
    return _pressed(np.asarray(canvas), RED, draws)


def _letter_around(canvas: Image.Image, text: str, radius: float, height: int) -> None:
    """Set letters along the upper arc of a circle, their feet towards its center."""
    face = font("sans-bold", height)
    widths = [face.getlength(letter) * 1.08 for letter in text]
    arc = min(sum(widths), radius * math.radians(285))
    squeeze = arc / sum(widths)
    center, angle = canvas.width / 2, -math.pi / 2 - arc / radius / 2
    for letter, width in zip(text, widths, strict=True):
        angle += width * squeeze / radius / 2
        tile = Image.new("L", (height * 2, height * 2), 0)
        ImageDraw.Draw(tile).text((height, height), letter, fill=255, font=face, anchor="mm")
        tile = tile.rotate(-math.degrees(angle) - 90, Image.Resampling.BICUBIC)
        at = (
            round(center + radius * math.cos(angle) - height),
            round(center + radius * math.sin(angle) - height),
        )
        canvas.paste(255, at, tile)
        angle += width * squeeze / radius / 2


def _star(pen: ImageDraw.ImageDraw, center: tuple[float, float], radius: float) -> None:
    points = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.4
        angle = -math.pi / 2 + corner * math.pi / 5
        points.append((center[0] + reach * math.cos(angle), center[1] + reach * math.sin(angle)))
    pen.polygon(points, fill=255)


def _pressed(cover: NDArray[np.uint8], color: Color, draws: Random) -> Ink:
    """Color coverage and let the pad be worn: strong and faint patches, small bare specks."""
    height, width = cover.shape
    noise = grains(draws)
    patches = noise.normal(size=(9, 9)).astype(np.float32)
    strength = 0.82 + 0.10 * cv2.resize(patches, (width, height), interpolation=cv2.INTER_CUBIC)
    specks = cv2.GaussianBlur(noise.normal(size=cover.shape).astype(np.float32), (0, 0), 1.2)
    strength -= 0.9 * np.clip(specks * 3.2 - 1.0, 0, 1)
    alpha = (cover * np.clip(strength, 0.05, 0.97)).astype(np.uint8)
    layers = np.broadcast_to(np.array(color, dtype=np.uint8), (height, width, 3))
    return _as_ink(np.dstack([layers, alpha]))


def _as_ink(pixels: NDArray[np.uint8]) -> Ink:
    height, width = pixels.shape[:2]
    return Ink(pixels, width * 72 / INK_DPI, height * 72 / INK_DPI)


def signature(draws: Random, color: Color, millimeters: float = 46) -> Ink:
    """A swift signature: an initial loop, waves that die down, a long stroke out."""
    width = round(millimeters * _PER_MM)
    height = round(width * 0.62)
    points = np.concatenate(_strokes(draws)) * (width, height)
    canvas = np.zeros((height, width), dtype=np.uint8)
    speed = np.hypot(*np.diff(points, axis=0).T)
    for start, end, pace in zip(points[:-1], points[1:], speed, strict=True):
        thickness = max(2, round(_PER_MM * 0.55 - pace * 0.16))
        ends = [(round(x), round(y)) for x, y in (start, end)]
        cv2.line(canvas, ends[0], ends[1], 235, thickness, cv2.LINE_AA)
    layers = np.broadcast_to(np.array(color, dtype=np.uint8), (height, width, 3))
    return _as_ink(np.dstack([layers, canvas]))


def _strokes(draws: Random) -> list[NDArray[np.float64]]:
    """The waves and the stroke out, as points of the unit square."""
    turn = np.linspace(0, 1, 420)
    waves, ratio = draws.uniform(3.5, 8.5), draws.uniform(0.85, 1.15)
    first, second = draws.uniform(0, 6.28), draws.uniform(0, 6.28)
    fade = np.exp(-draws.uniform(1.2, 2.8) * turn)
    tall, wide = draws.uniform(0.22, 0.34), draws.uniform(0.06, 0.15)
    wobble = 1 + 0.3 * np.sin(2 * math.pi * draws.uniform(1.2, 2.6) * turn)
    x = 0.14 + draws.uniform(0.4, 0.58) * turn
    x = x + wide * fade * wobble * np.cos(2 * math.pi * waves * turn + first)
    y = 0.56 - 0.1 * turn
    y = y + tall * fade * wobble * np.sin(2 * math.pi * waves * ratio * turn + second)
    sweep = np.linspace(0, 1, 120)
    lift, droop = draws.uniform(-0.1, 0.42), draws.uniform(-0.1, 0.16)
    back = draws.choice([0.0, 0.0, 0.35]) * np.sin(math.pi * sweep)
    out_x = x[-1] + (0.95 - x[-1]) * sweep - back
    out_y = y[-1] + droop * np.sin(math.pi * sweep) - lift * sweep**1.6
    return [np.stack([x, y], axis=1), np.stack([out_x, np.clip(out_y, 0.03, 0.97)], axis=1)]


def urgency(words: str, draws: Random) -> Ink:
    """A red framed stamp of urgency, e.g. HỎA TỐC, inside an arrow."""
    width, height = round(44 * _PER_MM), round(19 * _PER_MM)
    canvas = Image.new("L", (width, height), 0)
    pen = ImageDraw.Draw(canvas)
    low, high, neck = height * 0.26, height * 0.74, width * 0.72
    arrow = [(4, low), (neck, low), (neck, 4), (width - 6, height / 2)]
    arrow += [(neck, height - 4), (neck, high), (4, high), (4, low), (neck, low)]
    pen.line(arrow, fill=255, width=5, joint="curve")
    face = font("serif-bold", round(height * 0.34))
    pen.text((width * 0.42, height / 2), words, fill=255, font=face, anchor="mm")
    return _pressed(np.asarray(canvas), RED, draws)


def incoming(office: str, number: str, day: str, hand: Hand, color: Color = RED) -> Ink:
    """The stamp "ĐẾN" (35 x 50 mm lying) with number and day written in by hand."""
    width, height = round(52 * _PER_MM), round(25 * _PER_MM)
    canvas = Image.new("L", (width, height), 0)
    pen = ImageDraw.Draw(canvas)
    split, head = width * 0.24, height * 0.24
    pen.rectangle((2, 2, width - 3, height - 3), outline=255, width=5)
    pen.line((2, head, width, head), fill=255, width=4)
    pen.line((split, head, split, height), fill=255, width=4)
    face = font("sans-bold", round(height * 0.13))
    pen.text((width / 2, head / 2), office.upper(), fill=255, font=face, anchor="mm")
    face = font("serif-bold", round(height * 0.2))
    pen.text((split / 2, (head + height) / 2), "ĐẾN", fill=255, font=face, anchor="mm")
    face = font("serif", round(height * 0.15))
    for row, label in enumerate(("Số:", "Ngày:", "Chuyển:")):
        y = head + (height - head) * (row + 0.62) / 3
        pen.text((split + 14, y), label + " " + "." * 22, fill=255, font=face, anchor="ls")
    stamp = _pressed(np.asarray(canvas), color, hand.draws)
    for row, words in enumerate((number, day)):
        y = head + (height - head) * (row + 0.62) / 3
        _write_into(stamp.pixels, hand, words, (round(split + width * 0.2), round(y)))
    return stamp


def _write_into(pixels: NDArray[np.uint8], hand: Hand, words: str, at: tuple[int, int]) -> None:
    """Lay handwriting over ink; ``at`` is the start of its baseline, in pixels."""
    written = hand.write(words, 12)
    layer = written.ink.pixels
    top = max(0, at[1] - round(written.rise * INK_DPI / 72))
    part = pixels[top : top + layer.shape[0], at[0] : at[0] + layer.shape[1]]
    layer = layer[: part.shape[0], : part.shape[1]]
    darker = layer[..., 3] > part[..., 3]
    part[darker] = layer[darker]


def qr_code(payload: str, millimeters: float) -> Ink:
    """A QR code of printed modules, without its quiet zone."""
    matrix = np.array(
        [list(row) for row in segno.make_qr(payload, error="m", encoding="utf-8").matrix]
    )
    module = max(1, round(millimeters * _PER_MM / matrix.shape[0]))
    alpha = np.kron((matrix > 0).astype(np.uint8) * 255, np.ones((module, module), np.uint8))
    layers = np.broadcast_to(np.array(BLACK, dtype=np.uint8), (*alpha.shape, 3))
    return Ink(np.dstack([layers, alpha]), millimeters * MM, millimeters * MM)


def tint(width: float, height: float, color: Color, draws: Random) -> Ink:
    """Printed security ground of certificates and cards: fine interlaced waves on a pale tone."""
    columns, rows = round(width * INK_DPI / 72), round(height * INK_DPI / 72)
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32) / _PER_MM
    phase = draws.uniform(0, 6.28)
    waves = np.sin(2.6 * y + 2.2 * np.sin(x * 0.55 + phase)) * np.sin(
        2.6 * x + 2.2 * np.sin(y * 0.55 - phase)
    )
    alpha = (70 + 55 * (np.abs(waves) < 0.12)).astype(np.uint8)
    layers = np.broadcast_to(np.array(color, dtype=np.uint8), (rows, columns, 3))
    return Ink(np.dstack([layers, alpha]), width, height)


def portrait(width: float, height: float, draws: Random) -> Ink:
    """A photograph of nobody: a gray head and shoulders on a plain ground."""
    columns, rows = round(width * INK_DPI / 72), round(height * INK_DPI / 72)
    canvas = Image.new("L", (columns, rows), 70)
    pen = ImageDraw.Draw(canvas)
    skin, coat = draws.randint(95, 125), draws.randint(185, 225)
    pen.ellipse((columns * 0.06, rows * 0.66, columns * 0.94, rows * 1.5), fill=coat)
    pen.rectangle((columns * 0.4, rows * 0.5, columns * 0.6, rows * 0.74), fill=skin)
    pen.ellipse((columns * 0.26, rows * 0.12, columns * 0.74, rows * 0.64), fill=235)
    pen.ellipse((columns * 0.29, rows * 0.2, columns * 0.71, rows * 0.66), fill=skin)
    soft = cv2.GaussianBlur(np.asarray(canvas), (0, 0), columns / 60)
    layers = np.zeros((rows, columns, 3), dtype=np.uint8)
    return Ink(np.dstack([layers, soft]), width, height)
