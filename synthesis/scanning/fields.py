"""Light and color over a sheet or an image, painted coarsely and laid on once.

A field is (height, width, 3) float32, 1.0 where it changes nothing, with ``FIELD_DPI`` pixels an
inch of the sheet: what is soft needs no more. Functions paint into the field they are given.
"""

from random import Random

import cv2
import numpy as np

from synthesis.scanning.tiles import Field, Pixels, clouds

FIELD_DPI = 50
MM = FIELD_DPI / 25.4
LUMA = np.array([0.299, 0.587, 0.114], dtype=np.float32)
BROWN = np.array([0.18, 0.42, 0.85], dtype=np.float32)
"""What brown takes of red, green and blue."""
BRIGHTEST = 1.5
"""Most that a field can brighten."""


def blank_field(shape: tuple[int, ...], dpi: float) -> Field:
    """Give an untouched field for pixels of a shape (height, width, ...) at a resolution."""
    rows, columns = (max(8, round(side * FIELD_DPI / dpi)) for side in shape[:2])
    return np.ones((rows, columns, 3), dtype=np.float32)


def lay_on(pixels: Pixels, field: Field) -> Pixels:
    """Multiply a field into color (h, w, 3) or gray (h, w) pixels."""
    lowest, highest = float(field.min()), float(field.max())
    if lowest == highest == 1.0:
        return pixels
    if pixels.ndim == 2:
        field = field @ LUMA
    size = (pixels.shape[1], pixels.shape[0])
    top = min(BRIGHTEST, max(1.0, highest))
    coarse = np.clip(field * (255 / top), 0, 255).astype(np.uint8)
    enlarged = cv2.resize(coarse, size, interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.multiply(pixels, enlarged, scale=top / 255), dtype=np.uint8)


def dim(field: Field, share: Field, color: Field | None = None) -> None:
    """Take a share (rows, columns) of light away, of every color or as a color takes it."""
    taken = np.ones(3, dtype=np.float32) if color is None else color
    field *= 1 - share[..., np.newaxis] * taken


def tint(field: Field, paper: tuple[int, int, int]) -> None:
    """Give the paper its color."""
    field *= np.array(paper, dtype=np.float32) / 255


def brown_edges(field: Field, strength: float, draws: Random) -> None:
    """Let paper brown from its edges, where air came in, in uneven clouds."""
    rows, columns = field.shape[:2]
    y, x = _axes(field)
    near = np.minimum(np.minimum(x, columns - x), np.minimum(y, rows - y)) / MM
    from_edges = np.exp(-near / draws.uniform(7, 22))
    uneven = clouds((rows, columns), 6, draws) * 0.5 + clouds((rows, columns), 22, draws) * 0.25
    dim(field, strength * (0.26 * from_edges + 0.3 * uneven * (0.4 + from_edges)), BROWN)


def tea_ring(field: Field, draws: Random) -> None:
    """Leave the ring of a cup: a thin dark rim, broken, with a faint wash inside."""
    rows, columns = field.shape[:2]
    y, x = _axes(field)
    middle = (draws.uniform(0.1, 0.9) * columns, draws.uniform(0.1, 0.9) * rows)
    radius = draws.uniform(28, 42) * MM
    away = np.hypot(x - middle[0], (y - middle[1]) * draws.uniform(0.96, 1.04))
    wobble = clouds((rows, columns), 9, draws)
    off = (away - radius - 2.0 * MM * (wobble - 0.5)) / MM
    rim = np.exp(-((off / 0.8) ** 2)) * np.clip(wobble * 1.7 - 0.25, 0.1, 1)
    wash = (off < 0) * 0.1 * wobble + np.exp(-np.abs(off) / 2.5) * 0.12 * wobble
    dim(field, draws.uniform(0.25, 0.55) * (rim + wash), BROWN)


def tide_line(field: Field, strength: float, draws: Random) -> None:
    """Let water have come in from an edge: a pale brown wash that ends in a dark line."""
    rows, columns = field.shape[:2]
    y, x = _axes(field)
    away = draws.choice((x / columns, 1 - x / columns, y / rows, 1 - y / rows, 1 - y / rows))
    reach = strength * draws.uniform(0.3, 0.6) * (0.25 + 1.5 * clouds((rows, columns), 4, draws))
    ragged = (clouds((rows, columns), 40, draws) - 0.5) * 0.012
    off = (away - reach - ragged) * max(rows, columns) / MM
    line = np.exp(-((off / 1.1) ** 2)) + 0.4 * np.exp(-(((off + 3) / 1.6) ** 2))
    wash = np.clip(-off / 2, 0, 1) * (0.25 + 0.3 * clouds((rows, columns), 14, draws))
    dim(field, draws.uniform(0.14, 0.34) * (line + wash).astype(np.float32), BROWN)


def fold_shade(field: Field, place: float, down: bool, draws: Random) -> None:
    """Shade both sides of a sharp fold at a share of the height (down) or the width."""
    y, x = _axes(field)
    off = (y - place * field.shape[0] if down else x - place * field.shape[1]) / MM
    sign = draws.choice((-1, 1))
    shade = 0.07 * np.exp(-np.abs(off) / 5) * (sign * off > 0) + 0.1 * np.exp(-((off / 0.5) ** 2))
    share = np.broadcast_to(shade, field.shape[:2]).astype(np.float32)
    dim(field, share * draws.uniform(0.5, 1.2))


def crumple(field: Field, strength: float, draws: Random) -> None:
    """Break the sheet into facets, each lit a little differently."""
    rows, columns = field.shape[0] // 2, field.shape[1] // 2
    y, x = np.ogrid[0:rows, 0:columns]
    light = np.zeros((rows, columns), dtype=np.float32)
    for _ in range(round(6 + 20 * strength)):
        angle = draws.uniform(0, np.pi)
        across, along = float(np.cos(angle)), float(np.sin(angle))
        at = draws.uniform(0, columns) * across + draws.uniform(0, rows) * along
        off = (x * across + y * along - at).astype(np.float32)
        off *= 2 / MM
        # The crease ends somewhere: it is seen on one side of a line across it.
        end = (x * -along + y * across - draws.uniform(-rows, rows) / 2) * draws.choice((-1, 1))
        seen = np.clip(end.astype(np.float32) / 12 + 0.5, 0, 1)
        light += draws.uniform(-1, 1) * np.exp(-np.abs(off) / 9) * np.sign(off) * seen
        light -= 0.5 * np.exp(-((off / 0.9) ** 2)) * seen * draws.random()
    size = (field.shape[1], field.shape[0])
    wide = cv2.resize(light, size, interpolation=cv2.INTER_LINEAR)
    dim(field, np.clip(-0.1 * strength * wide, -0.06, 0.35))


def tape_strip(field: Field, draws: Random) -> None:
    """Stick a strip of tape on, grown yellow, across an edge or a tear."""
    rows, columns = field.shape[:2]
    middle = (draws.uniform(0.05, 0.95) * columns, draws.choice((0.02, 0.98, 0.35, 0.5)) * rows)
    size = (draws.uniform(35, 110) * MM, draws.uniform(12, 19) * MM)
    angle = draws.choice((0, 90, 90)) + draws.gauss(0, 3)
    corners = cv2.boxPoints((middle, size, angle))
    share = np.zeros((rows, columns), dtype=np.float32)
    cv2.fillConvexPoly(share, corners.round().astype(np.int32), draws.uniform(0.1, 0.24))
    cv2.polylines(share, [corners.round().astype(np.int32)], True, 0.25)
    share *= 0.75 + 0.5 * clouds((rows, columns), 18, draws)
    dim(field, share, BROWN)


def gutter_shadow(field: Field, curl: float, gutter: int) -> None:
    """Darken the page where it rises into the binding."""
    _, x = _axes(field)
    away = (x if gutter < 0 else field.shape[1] - x) / MM
    shade = curl * (0.75 * np.exp(-away / 4.5) + 0.22 * np.exp(-away / 18))
    dim(field, np.broadcast_to(np.clip(shade, 0, 0.92), field.shape[:2]).astype(np.float32))


def uneven_light(field: Field, shade: float, draws: Random) -> None:
    """Let light fall off towards one place."""
    fall = clouds((field.shape[0], field.shape[1]), 2, draws)
    dim(field, shade * (fall - float(fall.min())) / max(float(np.ptp(fall)), 1e-3))


def bands(field: Field, share: float, draws: Random) -> None:
    """Let light come and go along the feed."""
    y, _ = _axes(field)
    period = draws.uniform(2.5, 9) * MM
    waves = 0.5 + 0.5 * np.sin(2 * np.pi * y / period + draws.uniform(0, 6))
    slow = clouds((field.shape[0], 1), 10, draws)
    dim(field, np.broadcast_to(share * waves * slow, field.shape[:2]).astype(np.float32))


def open_lid(field: Field, strength: float, edges: tuple[float, float, float, float]) -> None:
    """Darken the image towards the sides (left, top, right, bottom) that show the outside."""
    rows, columns = field.shape[:2]
    y, x = _axes(field)
    away = (x, y, columns - x, rows - y)
    for off, width in zip(away, edges, strict=True):
        if width > 0:
            shade = strength * 0.55 * np.exp(-np.maximum(off / MM - width, 0) / 5)
            dim(field, np.broadcast_to(shade, (rows, columns)).astype(np.float32))


def _axes(field: Field) -> tuple[Field, Field]:
    """Give rows as a column and columns as a row, float32, at the middles of pixels."""
    rows, columns = field.shape[:2]
    y = np.arange(rows, dtype=np.float32)[:, np.newaxis] + 0.5
    x = np.arange(columns, dtype=np.float32)[np.newaxis] + 0.5
    return y, x
