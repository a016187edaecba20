"""Printed codes on a page: QR codes, and Code 128 bar codes.

A code that is too small, or seen and damaged, is looked for again on enlarged and smoothed
pictures, and on the scan before its light was flattened. OpenCV's detector read 8 of 79 codes
that could be read at all, and none that zxing-cpp did not (96 pages with codes,
docs/decisions/0008-fields.md): it is not asked.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

import cv2
import numpy as np
import zxingcpp

from dossiers.geometry import Box
from dossiers.page import PrintedCode
from imaging.tone import Pixels

# Others are not on papers of offices, and looking for them takes three times as long.
_SYMBOLOGIES = {zxingcpp.BarcodeFormat.QRCode: "qr", zxingcpp.BarcodeFormat.Code128: "code128"}

_FEW_PIXELS = 2_500_000
"""A page of so few (A4 at 150 dpi) may hold codes whose modules are hardly two pixels."""

_GROWN = 2
_SMOOTHING = (7, 7)


def read_codes(flat: Pixels, untouched: Pixels) -> tuple[PrintedCode, ...]:
    """Read the codes that stand on a page, however it lies.

    Args:
        flat: (height, width) uint8, light flattened; boxes are in its pixels.
        untouched: The same page as it was scanned, (height, width) or (height, width, 3).
    """
    found = _symbols(flat)
    sound = _sound(found, 1)
    if sound or not (found or flat.size < _FEW_PIXELS):
        return sound
    gray = untouched if untouched.ndim == 2 else cv2.cvtColor(untouched, cv2.COLOR_RGB2GRAY)
    gray = np.asarray(gray, np.uint8)
    looks = chain(_larger(flat), [(gray, 1)], _larger(gray))
    return next(filter(None, (_sound(_symbols(picture), scale) for picture, scale in looks)), ())


def _sound(found: Sequence[zxingcpp.Barcode], scale: int) -> tuple[PrintedCode, ...]:
    return tuple(_code(symbol, scale) for symbol in found if symbol.valid)


def _symbols(gray: Pixels) -> list[zxingcpp.Barcode]:
    return zxingcpp.read_barcodes(
        gray,
        formats=list(_SYMBOLOGIES),  # type: ignore[arg-type]  # its stub knows no lists
        text_mode=zxingcpp.TextMode.Plain,
        return_errors=True,
    )


def _larger(gray: Pixels) -> Iterator[tuple[Pixels, int]]:
    """The page enlarged, and smoothed; each with how much it has grown."""
    larger = cv2.resize(gray, None, fx=_GROWN, fy=_GROWN, interpolation=cv2.INTER_CUBIC)
    yield np.asarray(larger, np.uint8), _GROWN
    yield np.asarray(cv2.GaussianBlur(larger, _SMOOTHING, 0), np.uint8), _GROWN


def _code(symbol: zxingcpp.Barcode, scale: int) -> PrintedCode:
    place = symbol.position
    corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    xs, ys = [corner.x // scale for corner in corners], [corner.y // scale for corner in corners]
    box = Box(min(xs), min(ys), max(xs) + 1, max(ys) + 1)
    return PrintedCode(_SYMBOLOGIES[symbol.format], symbol.text, box)
