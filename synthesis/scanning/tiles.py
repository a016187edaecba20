"""Chance spread over pixels: noise is made once, as tiles, and laid in anew every time.

A page has millions of pixels and drawing a number for each takes longer than everything
else; a tile shifted and mirrored by chance looks as fresh.
"""

from functools import cache
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from synthesis.chance import grains

Pixels = NDArray[np.uint8]
Field = NDArray[np.float32]

TILE = 1024
NOISE_SPREAD = 40
"""Standard deviation of noise tiles, in gray levels around 128."""


def spread(tile: Pixels, shape: tuple[int, ...], draws: Random) -> Pixels:
    """Cover a shape (height, width, ...) with a square tile, shifted and mirrored by chance."""
    side = tile.shape[0]
    tile = tile[:: draws.choice((1, -1)), :: draws.choice((1, -1))]
    down, right = draws.randrange(side), draws.randrange(side)
    covered = np.empty(shape[:2] + tile.shape[2:], dtype=np.uint8)
    for top in range(-down, shape[0], side):
        for left in range(-right, shape[1], side):
            y, x = max(top, 0), max(left, 0)
            part = tile[y - top : shape[0] - top, x - left : shape[1] - left]
            covered[y : y + part.shape[0], x : x + part.shape[1]] = part
    return covered


@cache
def fine_noise() -> Pixels:
    """Noise of single pixels, gray."""
    return _noise(0.0, 1)


@cache
def soft_noise() -> Pixels:
    """Noise a little wider than a pixel, gray: what a sensor and its sharpening leave."""
    return _noise(0.8, 1)


@cache
def color_noise() -> Pixels:
    """Noise of a sensor, its colors nearly together: (side, side, 3)."""
    gray, color = _noise(0.7, 1)[..., np.newaxis], _noise(1.1, 3)
    return np.asarray(cv2.addWeighted(np.repeat(gray, 3, axis=2), 0.85, color, 0.5, -44.8))


@cache
def fibers() -> Pixels:
    """Texture of paper: fine tooth, and clouds of a few millimeters."""
    mixed = np.zeros((TILE, TILE), dtype=np.float32)
    for blur, share in ((1.0, 0.5), (3.0, 0.5), (14.0, 0.7)):
        mixed += (_noise(blur, 1).astype(np.float32) - 128) * share
    return np.clip(mixed + 128, 0, 255).astype(np.uint8)


@cache
def blots() -> Pixels:
    """Clouds of the size of letters with grain in them: where ink holds badly."""
    mixed = np.zeros((TILE, TILE), dtype=np.float32)
    for blur, share in ((0.9, 0.7), (4.0, 0.45), (11.0, 0.6)):
        mixed += (_noise(blur, 1).astype(np.float32) - 128) * share
    return np.clip(mixed + 128, 0, 255).astype(np.uint8)


@cache
def toner_dust() -> Pixels:
    """White with dark crumbs, 400 a tile, of one to four pixels."""
    draws = Random("toner dust")  # noqa: S311  # a picture, no secret
    tile = np.full((TILE, TILE), 255, dtype=np.uint8)
    for _ in range(400):
        y, x = draws.randrange(TILE - 4), draws.randrange(TILE - 4)
        crumb = tile[y : y + draws.choice((1, 1, 1, 2, 2, 3)), x : x + draws.choice((1, 1, 2, 3))]
        crumb[:] = draws.randrange(20, 200)
    return np.asarray(cv2.GaussianBlur(tile, (3, 3), 0.45))


@cache
def pinholes() -> Pixels:
    """Black with light points, where toner did not hold."""
    return np.asarray(np.clip((_noise(0.6, 1).astype(np.int16) - 205) * 5, 0, 255), dtype=np.uint8)


def clouds(shape: tuple[int, int], cells: int, draws: Random) -> Field:
    """Give a smooth field 0..1 with so many cells along the longer side."""
    height, width = shape
    longer = max(shape)
    rows, columns = (2 + round(cells * side / longer) for side in shape)
    corners = grains(draws).random((rows, columns), dtype=np.float32)
    field = cv2.resize(corners, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.clip(np.asarray(field, dtype=np.float32), 0, 1)


def _noise(blur: float, channels: int) -> Pixels:
    """Make a tile that goes on over its edges."""
    source = np.random.default_rng(round(blur * 100) * 10 + channels)
    noise = source.standard_normal((TILE, TILE, channels), dtype=np.float32)
    if blur:
        edge = round(4 * blur) + 1
        wide = np.pad(noise, ((edge, edge), (edge, edge), (0, 0)), mode="wrap")
        soft = np.asarray(cv2.GaussianBlur(wide, (0, 0), blur), dtype=np.float32)
        noise = soft.reshape(wide.shape)[edge:-edge, edge:-edge]
    tile: Pixels = np.clip(128 + noise / noise.std() * NOISE_SPREAD, 0, 255).astype(np.uint8)
    return tile[..., 0] if channels == 1 else tile
