"""A sheet before a phone: where it lies in the photo, the desk around it, the light of a room."""

from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from synthesis.chance import grains
from synthesis.scanning.fields import MM, dim
from synthesis.scanning.geometry import Floats, Warp, bowed, cornered_warp
from synthesis.scanning.paper import through_table
from synthesis.scanning.tiles import Field, Pixels, clouds
from synthesis.scanning.wear import Wear

DISTANCE = 1.7
"""From the phone to the sheet, in heights of the sheet."""
ASPECT = 4 / 3
DESKS: tuple[tuple[int, int, int], ...] = (
    (156, 112, 74),
    (190, 150, 106),
    (112, 76, 52),
    (212, 196, 172),
    (120, 124, 126),
    (58, 60, 66),
    (196, 198, 200),
    (88, 112, 98),
    (70, 88, 128),
)
"""Brown and pale wood, laminate, gray steel, dark glass, white tiles, green and blue cloth."""


def phone_warp(sheet: tuple[float, float], wear: Wear, draws: Random) -> Warp:
    """Say where the sheet lies in the photo; an app has found its corners, nearly."""
    seen = _seen_corners(sheet, wear)
    if wear.scan_app:
        seen = _found_corners(sheet, wear, seen, draws)
    low, high = seen.min(axis=0), seen.max(axis=0)
    extent = (high - low) * (1 + 2 * wear.margin)
    if not wear.scan_app:
        longer = int(extent[1] > extent[0])
        extent[1 - longer] = max(extent[1 - longer], extent[longer] / ASPECT)
    width, height = (max(16, round(side)) for side in extent)
    middle = (low + high) / 2
    spare = np.maximum(extent - (high - low), 0) / 2
    shift = np.array([draws.uniform(-0.6, 0.6), draws.uniform(-0.6, 0.6)]) * spare
    corners = seen - middle + shift + extent / 2
    warp = cornered_warp(sheet, corners, (width, height))
    if not wear.bow:
        return warp
    return Warp(warp.matrix, warp.size, bowed(sheet, wear.bow, draws.uniform(0.25, 0.75)))


def desk(warp: Warp, sheet: tuple[float, float], draws: Random) -> Pixels:
    """Paint the desk (h, w, 3) around a sheet, with the shadow that the sheet casts on it."""
    width, height = warp.size
    shape = (height // 4 + 1, width // 4 + 1)
    picture = _wood(shape, draws) if draws.random() < 0.45 else _plain(shape, draws)
    outline = warp.points(np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * np.array(sheet)) / 4
    shade = np.zeros(shape, dtype=np.float32)
    off = np.array([draws.uniform(-6, 6), draws.uniform(0, 8)])
    cv2.fillConvexPoly(shade, (outline + off).round().astype(np.int32), 1.0)
    shade = cv2.GaussianBlur(shade, (0, 0), draws.uniform(3, 9)) * draws.uniform(0.3, 0.6)
    picture *= 1 - shade[..., np.newaxis]
    coarse = np.clip(picture, 0, 255).astype(np.uint8)
    return np.asarray(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR))


def room_light(field: Field, wear: Wear, draws: Random) -> None:
    """Paint the light of a room: one side darker, a hand's shadow, a bright spot, warm or cold."""
    rows, columns = field.shape[:2]
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    angle = draws.uniform(0, 2 * np.pi)
    along = (x / columns - 0.5) * np.cos(angle) + (y / rows - 0.5) * np.sin(angle)
    dim(field, np.clip(wear.shade * (along + 0.6), 0, 0.8).astype(np.float32))
    corner = ((x / columns - 0.5) ** 2 + (y / rows - 0.5) ** 2) * 2
    dim(field, (0.12 * corner).astype(np.float32))
    if wear.shadow:
        dim(field, wear.shadow * _hand(rows, columns, draws))
    if wear.glare:
        at = (draws.uniform(0.2, 0.8) * columns, draws.uniform(0.2, 0.8) * rows)
        away = np.hypot(x - at[0], y - at[1]) / (draws.uniform(25, 60) * MM)
        field += (0.45 * wear.glare * np.exp(-(away**2)))[..., np.newaxis].astype(np.float32)
    field *= np.array(
        [1 + 0.05 * wear.warmth, 1 - 0.005 * abs(wear.warmth), 1 - 0.13 * wear.warmth],
        dtype=np.float32,
    ) * (wear.exposure / 255)


def defocus_side(pixels: Pixels, deviation: float, draws: Random) -> None:
    """Let sharpness fall off towards one side, in place, in steps too small to be seen."""
    steps = max(3, round(deviation * 8))
    vertical = draws.random() < 0.7
    whole = pixels if vertical else pixels.swapaxes(0, 1)
    length = whole.shape[0]
    start = draws.uniform(0.15, 0.5) * length
    edges = np.linspace(start, length, steps + 1).round().astype(int)
    source = np.ascontiguousarray(whole)
    forward = draws.random() < 0.5
    for step in range(steps):
        top, bottom = int(edges[step]), int(edges[step + 1])
        if not forward:
            top, bottom = length - bottom, length - top
        pad_top, pad_bottom = max(0, top - 12), min(length, bottom + 12)
        soft = cv2.GaussianBlur(
            source[pad_top:pad_bottom], (0, 0), 0.25 + deviation * (step + 1) / steps
        )
        whole[top:bottom] = soft[top - pad_top : bottom - pad_top]


def shake(pixels: Pixels, length: float, draws: Random) -> Pixels:
    """Let the hand move by some pixels while the picture was taken."""
    size = max(2, round(length))
    across = draws.random() < 0.5
    return np.asarray(cv2.blur(pixels, (size, 1) if across else (1, size)))


def flatten_light(pixels: Pixels, share: float, black: int) -> Pixels:
    """Divide by the paper's own brightness, as scanning apps do, and whiten the rest."""
    small = (max(2, pixels.shape[1] // 24), max(2, pixels.shape[0] // 24))
    paper = cv2.resize(pixels, small, interpolation=cv2.INTER_AREA)
    paper = cv2.dilate(paper, np.ones((5, 5), dtype=np.uint8))
    paper = cv2.GaussianBlur(paper, (0, 0), 2.5)
    paper = cv2.addWeighted(paper, share, np.full_like(paper, 238), 1 - share, 0)
    size = (pixels.shape[1], pixels.shape[0])
    enlarged = cv2.resize(paper, size, interpolation=cv2.INTER_LINEAR)
    flat = np.asarray(cv2.divide(pixels, enlarged, scale=255), dtype=np.uint8)
    tones = np.arange(256, dtype=np.float32)
    return through_table(flat, (tones - black * share) * 255 / (255 - (black + 18) * share))


def _seen_corners(sheet: tuple[float, float], wear: Wear) -> Floats:
    """Project the sheet's corners, in pixels around its middle, its area kept."""
    width, height = (side * wear.dpi / 72 for side in sheet)
    x, y = np.array([-1, 1, 1, -1]) * width / 2, np.array([-1, -1, 1, 1]) * height / 2
    skew = np.radians(wear.skew * (1 - 0.7 * wear.scan_app))
    x, y = x * np.cos(skew) + y * np.sin(skew), y * np.cos(skew) - x * np.sin(skew)
    away = x * np.sin(np.radians(wear.tilt_x)) + y * np.sin(np.radians(wear.tilt_y))
    x, y = x * np.cos(np.radians(wear.tilt_x)), y * np.cos(np.radians(wear.tilt_y))
    far = DISTANCE * max(width, height)
    seen = np.stack([x, y], axis=1) * (far / (far + away))[:, np.newaxis]
    rolled = np.roll(seen, -1, axis=0)
    area = abs(np.sum(seen[:, 0] * rolled[:, 1] - rolled[:, 0] * seen[:, 1])) / 2
    return np.asarray(seen * np.sqrt(width * height / area), dtype=np.float64)


def _found_corners(sheet: tuple[float, float], wear: Wear, seen: Floats, draws: Random) -> Floats:
    """Pull corners nearly to a rectangle, each missed by a little."""
    half = np.array(sheet) * wear.dpi / 144
    square = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * half
    missed = np.array([[draws.gauss(0, 0.004), draws.gauss(0, 0.004)] for _ in range(4)])
    return np.asarray(square + 0.06 * (seen - square) + missed * 2 * half[0], dtype=np.float64)


def _hand(rows: int, columns: int, draws: Random) -> Field:
    """Give the shadow 0..1 of a hand and phone that reach in from one side, soft."""
    shade = np.zeros((rows, columns), dtype=np.float32)
    side = draws.choice((0, 1, 1, 1, 2))
    width = columns * draws.uniform(0.25, 0.55)
    x = columns * draws.uniform(0.15, 0.85)
    top = rows * draws.uniform(0.25, 0.75)
    slant = columns * draws.uniform(-0.25, 0.25)
    corners: NDArray[np.float64] = np.array(
        [
            [x - width / 2 + slant, top],
            [x + width / 2 + slant, top + rows * draws.uniform(-0.08, 0.08)],
            [x + width * 0.8, rows * 1.2],
            [x - width * 0.8, rows * 1.2],
        ]
    )
    if side == 0:
        corners = corners[:, ::-1] * np.array([columns / rows, rows / columns])
    if side == 2:
        corners[:, 0] = columns - corners[:, 0]
        corners[:, 1] = rows - corners[:, 1]
    cv2.fillPoly(shade, [corners.round().astype(np.int32)], 1.0)
    soft = draws.uniform(4, 16) * MM
    size = 2 * round(soft) + 1
    for _ in range(2):
        shade = np.asarray(cv2.blur(shade, (size, size)), dtype=np.float32)
    return shade


def _wood(shape: tuple[int, int], draws: Random) -> Field:
    """Paint wood: long grain in waves around a color."""
    rows, columns = shape
    noise = grains(draws).standard_normal((rows // 2 + 1, columns // 48 + 2), dtype=np.float32)
    grain = cv2.resize(noise, (columns, rows), interpolation=cv2.INTER_CUBIC)
    waves = np.sin(clouds(shape, 3, draws) * draws.uniform(20, 60))
    tone = 1 + 0.05 * grain + 0.05 * waves + 0.15 * (clouds(shape, 4, draws) - 0.5)
    picture = np.array(draws.choice(DESKS[:4])) * tone[..., np.newaxis]
    return np.asarray(picture, dtype=np.float32)


def _plain(shape: tuple[int, int], draws: Random) -> Field:
    """Paint laminate, steel, glass or cloth: a color with fine tooth and clouds."""
    noise = grains(draws).standard_normal(shape, dtype=np.float32)
    tone = 1 + draws.uniform(0.01, 0.05) * noise + 0.12 * (clouds(shape, 5, draws) - 0.5)
    return np.array(draws.choice(DESKS[3:]), dtype=np.float32) * tone[..., np.newaxis]
