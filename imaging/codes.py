"""Printed codes on a page: QR codes, and Code 128 bar codes.

A code that is too small, or seen and damaged, is looked for again on enlarged and smoothed
pictures. OpenCV's detector read 8 of 79 codes that could be read at all, and none that zxing-cpp
did not (96 pages with codes, docs/decisions/0008-fields.md): it is not asked.
"""

from collections.abc import Iterator

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


def read_codes(gray: Pixels) -> tuple[PrintedCode, ...]:
    """Read the codes that stand on a page, however it lies.

    Args:
        gray: (height, width) uint8, light flattened; boxes are in its pixels.
    """
    found = _symbols(gray)
    sound = [symbol for symbol in found if symbol.valid]
    if not sound and (found or gray.size < _FEW_PIXELS):
        for picture in _larger(gray):
            sound = [symbol for symbol in _symbols(picture) if symbol.valid]
            if sound:
                return tuple(_code(symbol, _GROWN) for symbol in sound)
    return tuple(_code(symbol, 1) for symbol in sound)


def _symbols(gray: Pixels) -> list[zxingcpp.Barcode]:
    return zxingcpp.read_barcodes(
        gray,
        formats=list(_SYMBOLOGIES),  # type: ignore[arg-type]  # its stub knows no lists
        text_mode=zxingcpp.TextMode.Plain,
        return_errors=True,
    )


def _larger(gray: Pixels) -> Iterator[Pixels]:
    larger = cv2.resize(gray, None, fx=_GROWN, fy=_GROWN, interpolation=cv2.INTER_CUBIC)
    yield np.asarray(larger, np.uint8)
    yield np.asarray(cv2.GaussianBlur(larger, _SMOOTHING, 0), np.uint8)


def _code(symbol: zxingcpp.Barcode, scale: int) -> PrintedCode:
    place = symbol.position
    corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    xs, ys = [corner.x // scale for corner in corners], [corner.y // scale for corner in corners]
    box = Box(min(xs), min(ys), max(xs) + 1, max(ys) + 1)
    return PrintedCode(_SYMBOLOGIES[symbol.format], symbol.text, box)
