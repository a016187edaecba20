"""What lens, sensor, glass and encoding do to an image: color (h, w, 3) or gray (h, w) pixels."""

from random import Random

import cv2
import numpy as np

from synthesis.chance import grains
from synthesis.scanning.paper import as_channels, through_table
from synthesis.scanning.tiles import Pixels, color_noise, fine_noise, soft_noise, spread

NOISE_SHARE = 1 / 40
"""Share of a noise tile that spreads by one gray level."""


def blur(pixels: Pixels, deviation: float) -> Pixels:
    """Soften by a Gaussian of a standard deviation in pixels."""
    if deviation < 0.2:
        return pixels
    size = 3 if deviation < 0.75 else 2 * round(2.5 * deviation) + 1
    return np.asarray(cv2.GaussianBlur(pixels, (size, size), deviation))


def sharpen(pixels: Pixels, share: float) -> Pixels:
    """Overdo edges, as scanning programs like to."""
    soft = cv2.GaussianBlur(pixels, (5, 5), 1.1)
    return np.asarray(cv2.addWeighted(pixels, 1 + share, soft, -share, 0))


def part_colors(pixels: Pixels, shift: float) -> Pixels:
    """Move red and blue apart along the feed by a part of a pixel each way."""
    parted = pixels.copy()
    for channel, kernel in ((0, (0, 1 - shift, shift)), (2, (shift, 1 - shift, 0))):
        column = np.array(kernel, dtype=np.float32)
        one = cv2.extractChannel(pixels, channel)
        moved = cv2.sepFilter2D(one, -1, np.ones(1, dtype=np.float32), column)
        cv2.insertChannel(moved, parted, channel)
    return parted


def add_grain(pixels: Pixels, deviation: float, draws: Random) -> Pixels:
    """Add a sensor's noise of a standard deviation in gray levels."""
    tile = color_noise() if pixels.ndim == 3 else soft_noise()
    noise = spread(tile, pixels.shape, draws)
    share = deviation * NOISE_SHARE
    return np.asarray(cv2.addWeighted(pixels, 1, noise, share, -128 * share))


def stretch_tones(pixels: Pixels, black: int, white: int) -> Pixels:
    """Make a tone and all below it 0, another and all above it 255."""
    tones = np.arange(256, dtype=np.float32)
    return through_table(pixels, (tones - black) * (255 / (white - black)))


def streak(pixels: Pixels, draws: Random) -> None:
    """Draw the line that dirt on a feeder's glass leaves over the whole height, in place."""
    x = draws.randrange(2, pixels.shape[1] - 4)
    width = draws.choice((1, 1, 1, 2, 2, 3))
    tone, share = draws.choice((40, 90, 150, 235)), draws.uniform(0.25, 0.85)
    line = pixels[:, x : x + width]
    channels = 1 if pixels.ndim == 2 else 3
    tints = [draws.randint(-40, 40) if channels == 3 else 0 for _ in range(channels)]
    colors = np.clip(tone + np.array(tints), 0, 255)
    line[:] = (line * (1 - share) + colors * share).astype(np.uint8)


def dust(pixels: Pixels, count: int, draws: Random) -> None:
    """Strew dust in place: most is a pixel or two, a crumb or hair now and then."""
    height, width = pixels.shape[:2]
    noise = grains(draws)
    rows, columns = noise.integers(height - 2, size=count), noise.integers(width - 2, size=count)
    tones = noise.integers(30, 200, size=count).astype(np.uint8)
    sides = noise.integers(0, 4, size=count)
    kept = tones if pixels.ndim == 2 else tones[:, np.newaxis]
    pixels[rows, columns] = np.minimum(pixels[rows, columns], kept)
    for side, (down, right) in ((1, (0, 1)), (2, (1, 0)), (3, (1, 1))):
        wide = sides >= side
        spots = (rows[wide] + down, columns[wide] + right)
        pixels[spots] = np.minimum(pixels[spots], kept[wide])
    for _ in range(count // 25):
        hair(pixels, draws)


def hair(pixels: Pixels, draws: Random) -> None:
    """Let a crumb or a bent hair lie on the glass."""
    x, y = draws.randrange(pixels.shape[1]), draws.randrange(pixels.shape[0])
    tone = draws.randint(40, 170)
    scale = pixels.shape[0] / 2339
    if draws.random() < 0.7:
        size = max(1, round(draws.uniform(0.8, 2.6) * scale))
        cv2.circle(pixels, (x, y), size, (tone, tone, tone), -1, cv2.LINE_AA)
        return
    bend = [(x, y)]
    angle = draws.uniform(0, 6.28)
    for _ in range(6):
        angle += draws.gauss(0, 0.5)
        x, y = x + round(9 * scale * np.cos(angle)), y + round(9 * scale * np.sin(angle))
        bend.append((x, y))
    cv2.polylines(pixels, [np.array(bend)], False, (tone, tone, tone), 1, cv2.LINE_AA)


def interfere(pixels: Pixels, share: float, draws: Random) -> Pixels:
    """Lay the waves of moiré over the image."""
    rows, columns = pixels.shape[0] // 2, pixels.shape[1] // 2
    waves = np.ones((rows, columns), dtype=np.float32)
    for _ in range(2):
        angle, period = draws.uniform(0, 3.14), draws.uniform(3.5, 11)
        along = np.exp(2j * np.pi * np.arange(rows) * np.sin(angle) / period)
        across = np.exp(2j * np.pi * np.arange(columns) * np.cos(angle) / period)
        waves += np.outer(along.real, across.real).astype(np.float32) * 0.5
        waves -= np.outer(along.imag, across.imag).astype(np.float32) * 0.5
    shade = np.clip(255 - 255 * share * (0.5 + 0.25 * (waves - 1)), 0, 255).astype(np.uint8)
    wide = cv2.resize(shade, (pixels.shape[1], pixels.shape[0]), interpolation=cv2.INTER_LINEAR)
    light = as_channels(np.asarray(wide, dtype=np.uint8), pixels)
    return np.asarray(cv2.multiply(pixels, light, scale=1 / 255), dtype=np.uint8)


def one_bit(gray: Pixels, threshold: int, halftone: float, draws: Random) -> Pixels:
    """Make all black below a threshold; a screen (gray levels) lets grays become dots."""
    if halftone:
        noise = spread(fine_noise(), gray.shape, draws)
        screen = spread(_screen(), gray.shape, draws)
        screened = cv2.addWeighted(gray, 1, screen, halftone / 128, -halftone)
        ragged = cv2.addWeighted(screened, 1, noise, 0.08, -10.24)
        gray = np.asarray(ragged, dtype=np.uint8)
    return np.asarray(cv2.threshold(gray, threshold - 1, 255, cv2.THRESH_BINARY)[1], dtype=np.uint8)


def coarse_lines(gray: Pixels) -> Pixels:
    """Send every second line only, as faxes do, and print it twice."""
    return np.ascontiguousarray(np.repeat(gray[::2], 2, axis=0)[: gray.shape[0]])


def encode(pixels: Pixels, quality: int) -> Pixels:
    """Write as JPEG and read again."""
    color = pixels.ndim == 3
    stored = cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR) if color else pixels
    _, content = cv2.imencode(".jpg", stored, [cv2.IMWRITE_JPEG_QUALITY, quality])
    kind = cv2.IMREAD_COLOR if color else cv2.IMREAD_GRAYSCALE
    read = np.asarray(cv2.imdecode(content, kind), dtype=np.uint8)
    return np.asarray(cv2.cvtColor(read, cv2.COLOR_BGR2RGB) if color else read, dtype=np.uint8)


def _screen() -> Pixels:
    """A clustered-dot screen of 8 pixels, (1024, 1024)."""
    y, x = np.mgrid[0:8, 0:8] * (2 * np.pi / 8)
    cell = 128 + 60 * (np.cos(x + y) + np.cos(x - y))
    return np.tile(np.clip(cell, 0, 255).astype(np.uint8), (128, 128))
