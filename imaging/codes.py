"""Printed codes on a page: QR codes, and Code 128 bar codes."""

import zxingcpp

from dossiers.geometry import Box
from dossiers.page import PrintedCode
from imaging.tone import Pixels

# Others are not on papers of offices, and looking for them takes three times as long.
_SYMBOLOGIES = {zxingcpp.BarcodeFormat.QRCode: "qr", zxingcpp.BarcodeFormat.Code128: "code128"}


def read_codes(gray: Pixels) -> tuple[PrintedCode, ...]:
    """Read the codes that stand on a page, however it lies.

    Args:
        gray: (height, width) uint8, light flattened; boxes are in its pixels.
    """
    found = zxingcpp.read_barcodes(
        gray,
        formats=list(_SYMBOLOGIES),  # type: ignore[arg-type]  # its stub knows no lists
        text_mode=zxingcpp.TextMode.Plain,
    )
    return tuple(
        PrintedCode(_SYMBOLOGIES[code.format], code.text, _box(code.position)) for code in found
    )


def _box(place: zxingcpp.Position) -> Box:
    corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    xs, ys = [corner.x for corner in corners], [corner.y for corner in corners]
    return Box(min(xs), min(ys), max(xs) + 1, max(ys) + 1)
