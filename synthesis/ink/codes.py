"""Printed codes: QR codes, and bar codes by an encoder of our own.

Source: ISO/IEC 15417 (Code 128): widths of bars and spaces, the check symbol.
"""

import unicodedata

import numpy as np
import segno
from numpy.typing import NDArray

from synthesis.ink.nouns import BLACK, MM, Ink
from synthesis.ink.pressing import PER_MM

_START_B, _START_C, _TO_C, _TO_B, _STOP = 104, 105, 99, 100, 106
_MODULO = 103
_LONG_RUN = 4
"""So many digits in a row are shorter in code set C."""

_WIDTHS = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 "
    "112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 "
    "311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 "
    "112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 "
    "313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 "
    "314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 "
    "122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 "
    "124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 "
    "114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112"
).split()
"""Bar, space, bar … of every symbol in modules; the last one stops."""


def qr_code(payload: str, millimeters: float) -> Ink:
    """A QR code of printed modules, without its quiet zone."""
    matrix = np.array(
        [list(row) for row in segno.make_qr(payload, error="m", encoding="utf-8").matrix]
    )
    module = max(1, round(millimeters * PER_MM / matrix.shape[0]))
    cover = np.kron((matrix > 0).astype(np.uint8) * 255, np.ones((module, module), np.uint8))
    return _printed(cover, millimeters, millimeters)


def code128(payload: str, width: float, height: float) -> Ink:
    """A Code 128 bar code, without quiet zones; ``width`` and ``height`` in millimeters.

    Vietnamese letters lose their marks, as the code knows ASCII only.

    Raises:
        ValueError: Other signs, or nothing.
    """
    bars = np.array([modules(symbols(_ascii(payload)))], np.uint8) * 255
    module = max(2, round(width * PER_MM / bars.shape[1]))
    rows = max(1, round(height * PER_MM))
    return _printed(np.kron(bars, np.ones((rows, module), np.uint8)), width, height)


def symbols(payload: str) -> list[int]:
    """Values of start, contents, check and stop; runs of digits in code set C.

    Raises:
        ValueError: Signs beyond printable ASCII, or nothing.
    """
    if not payload or not all(" " <= sign <= "~" for sign in payload):
        raise ValueError(f"not for Code 128: {payload!r}")
    values: list[int] = []
    in_b = False
    while payload:
        digits = len(payload) - len(payload.lstrip("0123456789"))
        # An odd run gives its first digit to set B, so that the rest comes out even.
        if digits >= _LONG_RUN and digits % 2 == 0:
            values.append(_TO_C if values else _START_C)
            values += [int(payload[at : at + 2]) for at in range(0, digits, 2)]
            payload, in_b = payload[digits:], False
            continue
        if not in_b:
            values.append(_TO_B if values else _START_B)
        values.append(ord(payload[0]) - ord(" "))
        payload, in_b = payload[1:], True
    check = (values[0] + sum(at * value for at, value in enumerate(values))) % _MODULO
    return [*values, check, _STOP]


def modules(values: list[int]) -> list[int]:
    """Modules of symbols, 1 is a bar."""
    widths = (int(width) for value in values for width in _WIDTHS[value])
    # All symbols but the last have an even number of parts: bars and spaces go on in turn.
    return [(at + 1) % 2 for at, width in enumerate(widths) for _ in range(width)]


def _ascii(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in bare if not unicodedata.combining(sign))


def _printed(cover: NDArray[np.uint8], width: float, height: float) -> Ink:
    pixels = np.empty((*cover.shape, 4), np.uint8)
    pixels[..., :3] = BLACK
    pixels[..., 3] = cover
    return Ink(pixels, width * MM, height * MM)
