"""Damage to pictures of single lines, for training: anything a line suffers on a real page.

Pictures are gray (h, w) uint8, dark ink on light paper, and keep their size. Every effect is a
small function of its own; ``damage_line`` takes a few of them, in the order in which they
happen: ink, paper, neighbors, lens, sensor, file.
"""

from collections.abc import Callable
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from synthesis.scanning.tiles import (
    TILE,
    Pixels,
    blots,
    fine_noise,
    pinholes,
    soft_noise,
    toner_dust,
)

Effect = Callable[[Pixels, Random, float], Pixels]
_CROSS = np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]], dtype=np.uint8)
_TONES = np.arange(256, dtype=np.float32)


def damage_line(gray: Pixels, draws: Random, strength: float) -> Pixels:
    """Damage a picture of a line by a combination drawn anew.

    Args:
        gray: (h, w) uint8, ink dark; left as it is.
        strength: 0..1, how likely and how bad effects are; 0 gives the picture back.
    """
    if strength <= 0:
        return gray
    for effect, likely in EFFECTS:
        if draws.random() < likely * (0.25 + 0.75 * strength):
            # Squared: most damage is slight, also where the worst is bad.
            gray = effect(gray, draws, strength * draws.random() ** 1.5)
    return gray


def warp_line(gray: Pixels, draws: Random, strength: float) -> Pixels:
    """Slant, lean, stretch and bend the line a little: ends move by a tenth of the height."""
    height, width = gray.shape
    reach = 0.13 * height * strength
    climb, arch = draws.uniform(-reach, reach), draws.uniform(-reach, reach)
    lean = draws.uniform(-0.3, 0.3) * strength
    narrow = 1 + draws.uniform(-0.02, 0.14) * strength
    tall = 1 + draws.uniform(-0.06, 0.12) * strength
    knots = np.linspace(-1, 1, 33, dtype=np.float32)
    bend = (climb * knots + arch * (knots * knots - 0.5))[np.newaxis]
    down = np.linspace(-height / 2, height / 2, 5, dtype=np.float32)[:, np.newaxis]
    rows = height / 2 + down * tall + bend
    columns = width / 2 + knots * (width / 2 * narrow) + down * lean
    size = (width, height)
    x = cv2.resize(columns.astype(np.float32), size, interpolation=cv2.INTER_LINEAR)
    y = cv2.resize(rows.astype(np.float32), size, interpolation=cv2.INTER_LINEAR)
    paper = float(gray[0].max())
    return np.asarray(cv2.remap(gray, x, y, cv2.INTER_LINEAR, borderValue=paper), dtype=np.uint8)


def thin_ink(gray: Pixels, _: Random, strength: float) -> Pixels:
    """Take a part of a pixel off all strokes."""
    share = min(0.75, strength)
    return _mix(gray, np.asarray(cv2.dilate(gray, _CROSS), dtype=np.uint8), share)


def thick_ink(gray: Pixels, _: Random, strength: float) -> Pixels:
    """Let ink run by up to a pixel and a half."""
    run = np.asarray(cv2.erode(gray, _CROSS), dtype=np.uint8)
    thicker = _mix(gray, run, min(1.0, 1.4 * strength))
    if strength > 0.7:
        run = np.asarray(cv2.erode(thicker, _CROSS), dtype=np.uint8)
        thicker = _mix(thicker, run, strength - 0.6)
    return thicker


def dry_ink(gray: Pixels, draws: Random, strength: float) -> Pixels:
    """Let letters be patchy and broken."""
    lift = _table((_TONES - 200 + 74 * strength) * (2 + 2 * strength) + 45 * strength)
    return np.asarray(cv2.max(gray, cv2.LUT(_cut(blots(), gray, draws), lift)))


def prick_ink(gray: Pixels, draws: Random, strength: float) -> Pixels:
    """Prick holes of a pixel into the ink."""
    return np.asarray(cv2.max(gray, _scaled(_cut(pinholes(), gray, draws), 0.4 + strength)))


def fade_ink(gray: Pixels, _: Random, strength: float) -> Pixels:
    """Take up to four fifths of the ink's darkness away."""
    return np.asarray(cv2.LUT(gray, _table(255 - (255 - _TONES) * (1 - 0.8 * strength))))


def rule_line(gray: Pixels, draws: Random, strength: float) -> Pixels:
    """Draw a dotted or solid rule below the letters or through them, or the edge of a cell."""
    ruled = gray.copy()
    height, width = gray.shape
    tone = draws.randint(0, 140)
    if draws.random() < 0.15:
        x = draws.choice((draws.randrange(6), width - 1 - draws.randrange(6)))
        ruled[:, x : x + draws.choice((1, 2, 3))] = tone
        return ruled
    low, high = (0.35, 0.7) if draws.random() < 0.12 + 0.2 * strength else (0.72, 0.95)
    y = round(height * draws.uniform(low, high))
    thick = draws.choice((1, 1, 2, 2, 3)) if height > 30 else 1
    start, end = sorted(
        (draws.randrange(-width, width // 2), draws.randrange(width // 2, 2 * width))
    )
    start, end = max(0, start), min(width, end)
    step = draws.choice((0, 3, 4, 5, 6, 8))
    stroke = ruled[y : y + thick, start:end]
    if step == 0:
        np.minimum(stroke, np.uint8(tone), out=stroke)
        return ruled
    for dot in range(max(1, min(step - 2, thick))):
        np.minimum(stroke[:, dot::step], np.uint8(tone), out=stroke[:, dot::step])
    return ruled


def neighbor_ink(gray: Pixels, draws: Random, strength: float) -> Pixels:
    """Let feet of the line above or heads of the line below reach into the picture."""
    height, width = gray.shape
    reach = max(1, round(height * draws.uniform(0.03, 0.05 + 0.13 * strength)))
    shifted = np.roll(gray, draws.randrange(width), axis=1)
    part = gray.copy()
    middle = height // 2
    if draws.random() < 0.5:
        foot = shifted[middle + height // 5 : middle + height // 5 + reach]
        np.minimum(part[: foot.shape[0]], foot, out=part[: foot.shape[0]])
    else:
        head = shifted[max(0, middle - height // 4) :][:reach]
        np.minimum(part[height - reach :], head, out=part[height - reach :])
    return part


def other_side(gray: Pixels, draws: Random, strength: float) -> Pixels:
    """Let the line of the back shine through, mirrored, soft and at another height."""
    height, width = gray.shape
    back = np.roll(gray[:, ::-1], (draws.randrange(height), draws.randrange(width)), axis=(0, 1))
    soft = cv2.blur(back, (5, 5))
    share = 0.08 + 0.45 * strength
    shade = cv2.LUT(soft, _table(255 - (255 - _TONES) * share))
    return np.asarray(cv2.multiply(gray, shade, scale=1 / 255), dtype=np.uint8)


def seal_strokes(gray: Pixels, draws: Random, strength: float) -> Pixels:
    """Press part of a seal over the line, or cross it with a pen: gray as red or blue are."""
    height, width = gray.shape
    layer = np.full_like(gray, 255)
    tone = draws.randint(70, 175)
    if draws.random() < 0.7:
        middle = (draws.randrange(width), round(height * draws.uniform(-1.5, 2.5)))
        radius = round(height * draws.uniform(1.2, 3))
        for ring in (1.0, 0.93, 0.66):
            thick = max(1, round(height * draws.choice((0.03, 0.05, 0.08))))
            cv2.circle(layer, middle, round(radius * ring), tone, thick, cv2.LINE_AA)
        for _ in range(7):
            angle = draws.uniform(0, 6.28)
            at = (
                round(middle[0] + 0.8 * radius * np.cos(angle)),
                round(middle[1] + 0.8 * radius * np.sin(angle)),
            )
            cv2.ellipse(layer, at, (height // 7, height // 10), angle * 57, 0, 290, tone, 2)
    else:
        points = [(draws.randrange(width), draws.randrange(-height, 2 * height)) for _ in range(2)]
        points.insert(1, (draws.randrange(width), draws.randrange(height)))
        pen = max(1, round(height * draws.uniform(0.03, 0.07)))
        cv2.polylines(layer, [np.array(points)], False, tone, pen, cv2.LINE_AA)
    if strength > 0.15:
        patches = _scaled(_cut(blots(), gray, draws), 1.25)
        layer = np.asarray(cv2.max(layer, patches), dtype=np.uint8)
    return np.asarray(cv2.multiply(gray, layer, scale=1 / 255), dtype=np.uint8)


def uneven_light(gray: Pixels, draws: Random, strength: float) -> Pixels:
    """Let light fall off along the line, or a shadow or stain end in it."""
    height, width = gray.shape
    knots = np.array([[draws.random() for _ in range(5)] for _ in range(2)], dtype=np.float32)
    if draws.random() < 0.3:
        knots = np.where(knots > 0.5, 1, 0).astype(np.float32)
    light = (255 * (1 - (0.12 + 0.6 * strength) * knots)).astype(np.uint8)
    wide = cv2.resize(light, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(cv2.multiply(gray, wide, scale=1 / 255), dtype=np.uint8)


def darken_paper(gray: Pixels, draws: Random, strength: float) -> Pixels:
    """Give paper and ink other tones: brown paper, an open exposure, black that is gray."""
    white = 255 - (20 + 110 * strength) * draws.random()
    black = 70 * strength * draws.random()
    return np.asarray(cv2.LUT(gray, _table(black + _TONES * ((white - black) / 255))))


def specks(gray: Pixels, draws: Random, strength: float) -> Pixels:
    """Strew toner and dust, more than a page has: a line has little room."""
    strewn = np.asarray(cv2.min(gray, _cut(toner_dust(), gray, draws)), dtype=np.uint8)
    if strength > 0.3:
        more = cv2.min(strewn, _cut(toner_dust(), gray, draws))
        strewn = np.asarray(more, dtype=np.uint8)
    return strewn


def streaks(gray: Pixels, draws: Random, strength: float) -> Pixels:
    """Draw lines of a dirty glass across, or let rows differ in brightness."""
    struck = gray.copy()
    if draws.random() < 0.4:
        rows = np.array([draws.uniform(-1, 1) for _ in range(gray.shape[0])])
        shifts = (rows * (4 + 22 * strength)).astype(np.int16)[:, np.newaxis]
        return _table(struck + shifts)
    for _ in range(draws.choice((1, 1, 2, 3))):
        x = draws.randrange(gray.shape[1])
        struck[:, x : x + draws.choice((1, 1, 2, 3))] = draws.choice((20, 90, 150, 215, 245))
    return struck


def soften(gray: Pixels, draws: Random, strength: float) -> Pixels:
    """Blur: out of focus, or moved along one axis."""
    size = 2 * round(0.5 + 2.2 * strength * gray.shape[0] / 40) + 1
    kind = draws.random()
    if kind < 0.2:
        return np.asarray(cv2.blur(gray, (size, 1)))
    if kind < 0.35:
        return np.asarray(cv2.blur(gray, (1, size)))
    deviation = (0.4 + 1.5 * strength) * gray.shape[0] / 40
    return np.asarray(cv2.GaussianBlur(gray, (size, size), deviation))


def coarsen(gray: Pixels, draws: Random, strength: float) -> Pixels:
    """Scan at a lower resolution and enlarge again."""
    height, width = gray.shape
    share = 1 / (1.15 + 1.5 * strength)
    small = (max(8, round(width * share)), max(8, round(height * share)))
    shrink = draws.choice((cv2.INTER_AREA, cv2.INTER_LINEAR))
    enlarge = draws.choice((cv2.INTER_LINEAR, cv2.INTER_CUBIC, cv2.INTER_NEAREST))
    coarse = cv2.resize(gray, small, interpolation=shrink)
    return np.asarray(cv2.resize(coarse, (width, height), interpolation=enlarge), dtype=np.uint8)


def sharpen(gray: Pixels, _: Random, strength: float) -> Pixels:
    """Overdo edges."""
    soft = cv2.GaussianBlur(gray, (5, 5), 1.1)
    share = 0.3 + 1.2 * strength
    return np.asarray(cv2.addWeighted(gray, 1 + share, soft, -share, 0), dtype=np.uint8)


def grain(gray: Pixels, draws: Random, strength: float) -> Pixels:
    """Add a sensor's noise, up to 25 gray levels."""
    noise = _cut(draws.choice((fine_noise, soft_noise))(), gray, draws)
    share = (1.5 + 24 * strength) / 40
    return np.asarray(cv2.addWeighted(gray, 1, noise, share, -128 * share), dtype=np.uint8)


def copy_harshly(gray: Pixels, draws: Random, strength: float) -> Pixels:
    """Photocopy: tones become nearly black or white around an exposure."""
    # Who copies a faint sheet sets the copier darker.
    ink, paper = _ink_and_paper(gray)
    middle = ink + (paper - ink) * (0.6 + draws.uniform(-0.22, 0.2) * strength)
    steep = draws.uniform(10, 28)
    table = _table(255 / (1 + np.exp((middle - _TONES) / steep)))
    return np.asarray(cv2.LUT(gray, table))


def make_one_bit(gray: Pixels, draws: Random, strength: float) -> Pixels:
    """Make black and white around the middle of ink and paper, ragged by a little noise."""
    ink, paper = _ink_and_paper(gray)
    middle = ink + (paper - ink) * (0.56 + draws.uniform(-0.22, 0.24) * strength)
    ragged = grain(gray, draws, draws.random() * 0.5 * strength)
    return np.asarray(cv2.threshold(ragged, middle, 255, cv2.THRESH_BINARY)[1], dtype=np.uint8)


def encode(gray: Pixels, draws: Random, strength: float) -> Pixels:
    """Write as JPEG of quality 90 down to 15 and read again."""
    quality = round(90 - 75 * strength * draws.uniform(0.4, 1))
    _, content = cv2.imencode(".jpg", gray, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(content, cv2.IMREAD_GRAYSCALE), dtype=np.uint8)


EFFECTS: tuple[tuple[Effect, float], ...] = (
    (thin_ink, 0.12),
    (thick_ink, 0.2),
    (dry_ink, 0.22),
    (fade_ink, 0.2),
    (rule_line, 0.14),
    (neighbor_ink, 0.2),
    (other_side, 0.14),
    (seal_strokes, 0.08),
    (warp_line, 0.6),
    (copy_harshly, 0.18),
    (prick_ink, 0.1),
    (specks, 0.2),
    (uneven_light, 0.3),
    (darken_paper, 0.4),
    (soften, 0.4),
    (coarsen, 0.3),
    (sharpen, 0.2),
    (streaks, 0.06),
    (grain, 0.5),
    (make_one_bit, 0.18),
    (encode, 0.35),
)
"""Every effect in its order, and how likely it is at full strength."""


def _cut(tile: Pixels, like: Pixels, draws: Random) -> Pixels:
    """Cut a place of a tile for a picture; wider pictures than a tile repeat it."""
    height, width = like.shape
    if height >= TILE or width >= TILE:
        tile = np.tile(tile, (height // TILE + 2, width // TILE + 2))
    y, x = draws.randrange(tile.shape[0] - height), draws.randrange(tile.shape[1] - width)
    return tile[y : y + height, x : x + width]


def _ink_and_paper(gray: Pixels) -> tuple[float, float]:
    """Give the tones of ink and paper."""
    return float(gray[::2, ::2].min()), float(np.percentile(gray[::4, ::8], 80))


def _mix(first: Pixels, second: Pixels, share: float) -> Pixels:
    return np.asarray(cv2.addWeighted(first, 1 - share, second, share, 0), dtype=np.uint8)


def _scaled(pixels: Pixels, share: float) -> Pixels:
    return np.asarray(cv2.convertScaleAbs(pixels, alpha=share), dtype=np.uint8)


def _table(tones: NDArray[np.floating] | NDArray[np.integer]) -> Pixels:
    clipped: Pixels = np.clip(tones, 0, 255).astype(np.uint8)
    return clipped
