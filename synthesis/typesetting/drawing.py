"""A typeset sheet made pixels: white paper, no damage yet."""

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from synthesis.ink.fonts import font
from synthesis.typesetting.sheet import PlacedInk, PlacedRun, Rule, Sheet


def draw(sheet: Sheet, dpi: int) -> NDArray[np.uint8]:
    """Draw a sheet: (height, width, 3) uint8 RGB on white."""
    scale = dpi / 72
    size = (round(sheet.width * scale), round(sheet.height * scale))
    canvas = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(canvas)
    for mark in sheet.marks:
        if isinstance(mark, PlacedRun):
            _print(pen, mark, scale)
        elif isinstance(mark, Rule):
            _rule(pen, mark, scale)
        else:
            _ink(canvas, mark, scale)
    return np.asarray(canvas)


def _print(pen: ImageDraw.ImageDraw, mark: PlacedRun, scale: float) -> None:
    run, x, y = mark.run, mark.x * scale, mark.y * scale
    face = font(run.face, round(run.size * scale))
    for text in run.text if run.tracking else (run.text,):
        pen.text((x, y), text, fill=run.color, font=face, anchor="ls")
        x += replace(run, text=text).width * scale


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
    layer = ink.pixels
    if layer.shape[1::-1] != size:
        shrink = cv2.INTER_AREA if size[0] < layer.shape[1] else cv2.INTER_LINEAR
        layer = cv2.resize(layer, size, interpolation=shrink).astype(np.uint8, copy=False)
    center = ((placed.x + ink.width / 2) * scale, (placed.y + ink.height / 2) * scale)
    if placed.degrees:
        turned = Image.fromarray(layer).rotate(
            -placed.degrees, Image.Resampling.BILINEAR, expand=True
        )
        layer = np.asarray(turned)
    height, width = layer.shape[:2]
    left, top = round(center[0] - width / 2), round(center[1] - height / 2)
    box = (
        max(0, left),
        max(0, top),
        min(canvas.width, left + width),
        min(canvas.height, top + height),
    )
    if box[0] >= box[2] or box[1] >= box[3]:
        return
    paper = np.asarray(canvas.crop(box))
    layer = layer[box[1] - top : box[3] - top, box[0] - left : box[2] - left]
    # 255 - cover * (255 - tone) / 255 is the share of light that the ink lets through.
    dark = cv2.multiply(255 - layer[..., :3], cv2.merge([layer[..., 3]] * 3), scale=1 / 255)
    canvas.paste(Image.fromarray(cv2.multiply(paper, 255 - dark, scale=1 / 255)), box[:2])
