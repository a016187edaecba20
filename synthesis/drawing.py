"""A typeset sheet made pixels: white paper, no damage yet."""

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from synthesis.fonts import font
from synthesis.sheet import PlacedInk, PlacedRun, Rule, Sheet

INK_DPI = 300
"""Pictures of ink are made, and sheets are drawn before they are scanned, at this resolution."""


def draw(sheet: Sheet, dpi: int = INK_DPI) -> NDArray[np.uint8]:
    """Draw a sheet: (height, width, 3) uint8 RGB on white."""
    scale = dpi / 72
    size = (round(sheet.width * scale), round(sheet.height * scale))
    canvas = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(canvas)
    for mark in sheet.marks:
        if isinstance(mark, PlacedRun):
            face = font(mark.run.face, round(mark.run.size * scale))
            at = (mark.x * scale, mark.y * scale)
            pen.text(at, mark.run.text, fill=mark.run.color, font=face, anchor="ls")
        elif isinstance(mark, Rule):
            _rule(pen, mark, scale)
        else:
            _ink(canvas, mark, scale)
    return np.asarray(canvas)


def _rule(pen: ImageDraw.ImageDraw, rule: Rule, scale: float) -> None:
    (x0, y0), (x1, y1) = ((x * scale, y * scale) for x, y in (rule.start, rule.end))
    thickness = max(1, round(rule.thickness * scale))
    if not rule.dots:
        pen.line((x0, y0, x1, y1), fill=rule.color, width=thickness)
        return
    for x in np.arange(x0, x1, rule.dots * scale):
        pen.ellipse((x, y0 - thickness / 2, x + thickness, y0 + thickness / 2), fill=rule.color)


def _ink(canvas: Image.Image, placed: PlacedInk, scale: float) -> None:
    """Multiply ink into the paper: red over black stays black."""
    ink = placed.ink
    size = (max(1, round(ink.width * scale)), max(1, round(ink.height * scale)))
    picture = Image.fromarray(ink.pixels)
    if picture.size != size:
        shrink = cv2.INTER_AREA if size[0] < picture.width else cv2.INTER_LINEAR
        picture = Image.fromarray(cv2.resize(ink.pixels, size, interpolation=shrink))
    center = ((placed.x + ink.width / 2) * scale, (placed.y + ink.height / 2) * scale)
    if placed.degrees:
        picture = picture.rotate(-placed.degrees, Image.Resampling.BICUBIC, expand=True)
    left, top = (round(c - s / 2) for c, s in zip(center, picture.size, strict=True))
    box = (left, top, left + picture.width, top + picture.height)
    paper = np.asarray(canvas.crop(box), dtype=np.float32)
    layer = np.asarray(picture, dtype=np.float32)
    cover = layer[..., 3:] / 255
    mixed = paper * (1 - cover + cover * layer[..., :3] / 255)
    canvas.paste(Image.fromarray(mixed.astype(np.uint8)), box)
