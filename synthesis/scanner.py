"""What scanners and copiers do to a drawn sheet: slant, blur, uneven light, specks, one bit."""

from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from synthesis.chance import grains
from synthesis.drawing import INK_DPI

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Wear:
    """How a sheet is scanned.

    Attributes:
        dpi: Resolution of the scan.
        slant: Degrees by which lines climb, counter-clockwise positive.
        turned: Clockwise degrees (0, 90, 180, 270) by which the sheet lay wrong.
        blur: Standard deviation, in pixels of the scan.
        grain: Standard deviation of the sensor's noise, in gray levels.
        shade: Share of light lost at the darkest corner.
        paper: Color of the paper.
        specks: Dust and toner on a page, a count.
        border: Width of the black edge of a lid left open, in millimeters.
        through: Share of the other side's wet ink (seal, pen) that soaks through.
        ribbon: Share of the ink that is missing where a ribbon or toner ran dry.
        one_bit: Black and white only.
        gray: No color.
    """

    dpi: int = 150
    slant: float = 0.0
    turned: int = 0
    blur: float = 0.55
    grain: float = 1.6
    shade: float = 0.02
    paper: tuple[int, int, int] = (254, 253, 251)
    specks: int = 4
    border: float = 0.0
    through: float = 0.0
    ribbon: float = 0.0
    one_bit: bool = False
    gray: bool = False

    @property
    def rotation(self) -> int:
        """Clockwise degrees that turn the scan upright again."""
        return (360 - self.turned) % 360


def scan(front: Pixels, wear: Wear, draws: Random, back: Pixels | None = None) -> Pixels:
    """Scan a drawn sheet.

    Args:
        front: (height, width, 3) uint8 RGB at ``INK_DPI``.
        back: The other side of the sheet, of the same size, if it shines through.

    Returns:
        (height, width, 3) uint8 RGB; (height, width) uint8 with gray or one_bit, the latter
        with 0 and 255 only.
    """
    page = front.astype(np.float32)
    if back is not None:
        page *= _shine(back, wear.through, draws)
    if wear.ribbon:
        page += (255 - page) * wear.ribbon * _dry_spots(page, draws)
    page *= np.array(wear.paper, dtype=np.float32) / 255
    page = _slanted(page, wear)
    page = _resample(page, wear)
    noise = grains(draws)
    page = _lit(page, wear.shade, noise)
    page = _dusty(page, wear.specks, draws)
    if wear.gray or wear.one_bit:
        page = page @ np.array([0.299, 0.587, 0.114], dtype=np.float32)
    grain = cv2.GaussianBlur(noise.normal(size=page.shape).astype(np.float32), (0, 0), 0.6)
    page = page + grain * wear.grain / 0.45
    if wear.one_bit:
        page = np.where(page < _threshold(page), 0.0, 255.0)
    pixels = np.clip(page, 0, 255).astype(np.uint8)
    return np.rot90(pixels, -wear.turned // 90).copy()


def _shine(back: Pixels, share: float, draws: Random) -> NDArray[np.float32]:
    """Light left by the ink of the other side, seen mirrored, soft and in patches.

    Stamp pads and pens soak into paper; toner lies on it and hardly shows.
    """
    mirrored = back[:, ::-1].astype(np.float32)
    colored = (mirrored.max(axis=2) - mirrored.min(axis=2))[..., np.newaxis] / 255
    soft = cv2.GaussianBlur((255 - mirrored) * (0.06 + 0.94 * colored), (0, 0), 3) / 255
    grain = grains(draws).normal(size=back.shape[:2]).astype(np.float32)
    patches = 0.7 + 6 * cv2.GaussianBlur(grain, (0, 0), 4)[..., np.newaxis]
    return np.asarray(1 - share * soft * np.clip(patches, 0, 1.5), dtype=np.float32)


def _dry_spots(page: NDArray[np.float32], draws: Random) -> NDArray[np.float32]:
    """Where ink ran dry, 0..1: spots of the size of letters."""
    noise = grains(draws).normal(size=page.shape[:2]).astype(np.float32)
    spots = cv2.GaussianBlur(noise, (0, 0), 14)[..., np.newaxis]
    return np.asarray(np.clip(0.25 + spots / float(spots.std()) * 0.4, 0, 1), dtype=np.float32)


def _slanted(page: NDArray[np.float32], wear: Wear) -> NDArray[np.float32]:
    height, width = page.shape[:2]
    edge = wear.border / 25.4 * INK_DPI
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), wear.slant, 1.0)
    turn = turn + np.array([[0, 0, edge], [0, 0, edge]])
    outside = (28.0, 28.0, 30.0) if wear.border else tuple(float(tone) for tone in wear.paper)
    return np.asarray(
        cv2.warpAffine(page, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=outside),
        dtype=np.float32,
    )


def _resample(page: NDArray[np.float32], wear: Wear) -> NDArray[np.float32]:
    size = tuple(round(side * wear.dpi / INK_DPI) for side in page.shape[1::-1])
    small = cv2.resize(page, size, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(small, (0, 0), wear.blur), dtype=np.float32)


def _lit(
    page: NDArray[np.float32], shade: float, noise: np.random.Generator
) -> NDArray[np.float32]:
    """Let light fall off towards one corner."""
    height, width = page.shape[:2]
    corner = noise.uniform(size=(3, 3)).astype(np.float32)
    light = 1 - shade * cv2.resize(corner, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(page * light[..., np.newaxis], dtype=np.float32)


def _dusty(page: NDArray[np.float32], specks: int, draws: Random) -> NDArray[np.float32]:
    height, width = page.shape[:2]
    for _ in range(specks):
        at = (draws.randrange(width), draws.randrange(height))
        tone = draws.uniform(60, 190)
        # Most dust is one pixel at 150 dpi; a crumb of toner is a few.
        radius = round(height / 1754 * draws.choice([0, 0, 0.5, 0.5, 1.2]))
        cv2.circle(page, at, radius, (tone, tone, tone), -1, cv2.LINE_AA)
    return page


def _threshold(page: NDArray[np.float32]) -> float:
    """A copier's fixed exposure: a little below the middle between ink and paper."""
    paper = float(np.percentile(page, 90))
    return paper * 0.62


def photocopied(card: Pixels, draws: Random) -> Pixels:
    """A card as an office copier repeats it: gray, harsh, with its shadow around."""
    gray = cv2.cvtColor(card, cv2.COLOR_RGB2GRAY).astype(np.float32)
    harsh = np.clip((gray - 60) * 1.45, 0, 255)
    specked = _dusty(np.dstack([harsh] * 3), 25, draws)
    return np.clip(specked, 0, 255).astype(np.uint8)
