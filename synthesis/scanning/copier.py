"""A photocopy: harsh, gray, with toner's dust and holes and the lid's dark edges.

Functions take and give gray (h, w) uint8 pixels.
"""

from random import Random

import cv2
import numpy as np

from synthesis.scanning.paper import through_table
from synthesis.scanning.tiles import Pixels, clouds, fine_noise, pinholes, spread, toner_dust


def photocopy(gray: Pixels, darkness: float, dpi: float, draws: Random) -> Pixels:
    """Copy a sheet once.

    Args:
        darkness: 0..1, how dark the copier was set: at 0 faint strokes are lost, at 1 strokes
            run together and the paper is speckled.
    """
    soft = cv2.GaussianBlur(gray, (0, 0), 0.55 * dpi / 200 + 0.2)
    noise = spread(fine_noise(), gray.shape, draws)
    ragged = np.asarray(cv2.addWeighted(soft, 1, noise, 0.16, -20.5), dtype=np.uint8)
    # The drum discharges over a narrow range of light around the exposure that was set.
    middle = 118 + 72 * darkness + draws.uniform(-8, 8)
    tones = np.arange(256, dtype=np.float32)
    black = draws.uniform(8, 46)
    copy = through_table(ragged, black + (255 - black) / (1 + np.exp((middle - tones) / 15)))
    holes = cv2.convertScaleAbs(spread(pinholes(), gray.shape, draws), alpha=0.9 - 0.5 * darkness)
    copy = np.asarray(cv2.max(copy, holes), dtype=np.uint8)
    if draws.random() < 0.35 + 0.5 * darkness:
        copy = np.asarray(cv2.min(copy, spread(toner_dust(), gray.shape, draws)), dtype=np.uint8)
    return copy


def dark_edges(gray: Pixels, strength: float, dpi: float, draws: Random) -> Pixels:
    """Let the copier's open lid and the book's edge be copied, too: black along some edges."""
    rows, columns = gray.shape[0] // 8, gray.shape[1] // 8
    per_mm = dpi / 25.4 / 8
    x = np.arange(columns, dtype=np.float32)[np.newaxis]
    y = np.arange(rows, dtype=np.float32)[:, np.newaxis]
    light = np.ones((rows, columns), dtype=np.float32)
    chosen = draws.sample(range(4), draws.choice((1, 1, 2, 2, 3)))
    for side in chosen:
        away = (x, y, columns - x, rows - y)[side]
        width = draws.uniform(1, 2 + 7 * strength) * per_mm
        slant = draws.gauss(0, 0.008) * ((y - rows / 2) if side % 2 == 0 else (x - columns / 2))
        uneven = 2.2 * per_mm * (clouds((rows, columns), 12, draws) - 0.5)
        light *= 1 / (1 + np.exp(-(away - width - slant - uneven) / (0.35 * per_mm)))
    dark = cv2.resize((255 * light).astype(np.uint8), (gray.shape[1], gray.shape[0]))
    return np.asarray(cv2.multiply(gray, dark, scale=1 / 255), dtype=np.uint8)
