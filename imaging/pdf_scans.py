"""The scanned picture of a PDF page, taken as it is instead of being drawn anew.

A page counts as a scan when one opaque picture covers it and nothing that can be seen is
drawn over it. Three things over the picture do not count:

- annotations, because they are no part of the paper: digital-signature stamps of the eight
  real documents are all annotations, and their pixels would hide text;
- text in render mode 3, the invisible layer of an OCR program;
- small forms, because signing programs draw their stamps as forms of their own.

What lies beneath the picture cannot be seen. Everything else, and every picture that is
see-through, cut by a clip, slanted or stretched, is left to the rasterizer.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from dossiers.geometry import Transform
from imaging.opened import MAX_PIXELS, Pixels, Scan, drop_empty_color
from imaging.pdf_frame import PageFrame

_COVERS_WITHIN = 0.02  # of the page's width or height; scanners round to whole points
_SQUARE_WITHIN = 0.03
_SLANT_WITHIN = 0.001
_SMALL_FORM = 0.1  # of the page's area; signature stamps measured 1 to 6 %
_MAX_FORMS_DEEP = 8


@dataclass(frozen=True, slots=True)
class Drawing:
    """Something drawn on a page that is no form.

    Attributes:
        item: pdfium's object.
        place: From a picture's own coordinates to the unit square of the display; for
            anything else, from those of the form that it stands in.
        clips: Corners of each clip around a picture, (n, 2), in the unit square of the display.
        in_small_form: It stands in a form that covers little of the page.
    """

    item: pdfium.PdfObject
    place: Transform
    clips: tuple[NDArray[np.float64], ...]
    in_small_form: bool


def list_drawings(page: pdfium.PdfPage, frame: PageFrame) -> Iterator[Drawing]:
    """Give what the page's content draws, in the order of painting, forms opened."""
    yield from _list_within(page, None, frame.to_display(1, 1), (), 0, in_small_form=False)


def find_scan(drawings: Iterator[Drawing]) -> Drawing | None:
    """Find the picture that a scanned page consists of; None for any other page."""
    found: Drawing | None = None
    for drawing in drawings:
        if _is_invisible(drawing):
            continue
        if is_picture(drawing) and _covers_page(drawing):
            found = drawing
        elif found is not None and not drawing.in_small_form:
            return None
    return found


def take_scan(drawing: Drawing, frame: PageFrame) -> Scan | None:
    """Decode the picture, turned and flipped as displayed.

    None when it is too large, or its dots are not square.

    Raises:
        PdfiumError: pdfium cannot decode it.
    """
    width, height = drawing.item.get_px_size()
    linear = drawing.place.matrix[:2, :2] @ np.array([[1, 0], [0, -1]])
    is_quarter = abs(linear[0, 0]) < abs(linear[0, 1])
    across, down = (height, width) if is_quarter else (width, height)
    inches = np.array(frame.inches) * np.abs(linear).max(axis=1)
    dpi = np.array([across, down]) / inches
    if is_too_large(drawing) or np.ptp(dpi) > _SQUARE_WITHIN * dpi.max():
        return None
    pixels = _decode(drawing.item)
    return Scan(np.ascontiguousarray(_turn(pixels, linear, is_quarter)), float(dpi.mean()))


def can_be_decoded(drawing: Drawing) -> bool:
    """pdfium understands a picture, and it is not too large to try."""
    if is_too_large(drawing):
        return False
    try:
        drawing.item.get_bitmap()
    except pdfium.PdfiumError:
        return False
    return True


def is_picture(drawing: Drawing) -> bool:
    """It is an image, not text, lines or shading."""
    return bool(drawing.item.type == pdfium_c.FPDF_PAGEOBJ_IMAGE)


def is_too_large(drawing: Drawing) -> bool:
    """A picture has more pixels than a worker has room for."""
    width, height = drawing.item.get_px_size()
    return bool(width * height > MAX_PIXELS)


def share_of_page(drawing: Drawing) -> float:
    """The part of the displayed page that a picture covers, 0..1."""
    corners = _corners(drawing.place).clip(0, 1)
    width, height = np.ptp(corners, axis=0)
    return float(width * height)


def _list_within(  # noqa: PLR0913  # the state of a painter, handed down form by form
    page: pdfium.PdfPage,
    form: pdfium.PdfObject | None,
    space: Transform,
    clips: tuple[NDArray[np.float64], ...],
    depth: int,
    *,
    in_small_form: bool,
) -> Iterator[Drawing]:
    for item in page.get_objects(max_depth=depth + 1, form=form, level=depth):
        if item.type not in (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_FORM):
            yield Drawing(item, space, clips, in_small_form)  # a map has 100,000 of these
            continue
        around = clips + tuple(_apply(space, points) for points in _read_clips(item))
        inner = space.after(_read_matrix(item))
        if item.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            yield Drawing(item, inner, around, in_small_form)
        elif depth < _MAX_FORMS_DEEP:
            is_small = in_small_form or _bounds_share(item, space) <= _SMALL_FORM
            yield from _list_within(page, item, inner, around, depth + 1, in_small_form=is_small)


def _read_matrix(item: pdfium.PdfObject) -> Transform:
    a, b, c, d, e, f = item.get_matrix().get()
    return Transform(((a, c, e), (b, d, f), (0.0, 0.0, 1.0)))


def _read_clips(item: pdfium.PdfObject) -> Iterator[NDArray[np.float64]]:
    """The points of every clip that was set around an object, in its parent's coordinates."""
    clip = pdfium_c.FPDFPageObj_GetClipPath(item)
    for number in range(pdfium_c.FPDFClipPath_CountPaths(clip)):  # -1 for no clip
        points = []
        for index in range(pdfium_c.FPDFClipPath_CountPathSegments(clip, number)):
            x, y = ctypes.c_float(), ctypes.c_float()
            segment = pdfium_c.FPDFClipPath_GetPathSegment(clip, number, index)
            if pdfium_c.FPDFPathSegment_GetPoint(segment, x, y):
                points.append((x.value, y.value))
        yield np.array(points, dtype=np.float64).reshape(-1, 2)


def _apply(space: Transform, points: NDArray[np.float64]) -> NDArray[np.float64]:
    matrix = space.matrix
    mapped: NDArray[np.float64] = points @ matrix[:2, :2].T + matrix[:2, 2]
    return mapped


def _corners(place: Transform) -> NDArray[np.float64]:
    """Where the unit square of a picture comes to lie."""
    return _apply(place, np.array([(0, 0), (1, 0), (0, 1), (1, 1)], dtype=np.float64))


def _bounds_share(item: pdfium.PdfObject, space: Transform) -> float:
    left, bottom, right, top = item.get_bounds()
    corners = _apply(space, np.array([(left, bottom), (right, top)])).clip(0, 1)
    width, height = np.ptp(corners, axis=0)
    return float(width * height)


def _is_invisible(drawing: Drawing) -> bool:
    """Nothing of it reaches the paper: OCR text, or a path that only clips."""
    item = drawing.item
    if item.type == pdfium_c.FPDF_PAGEOBJ_TEXT:
        mode = pdfium_c.FPDFTextObj_GetTextRenderMode(item)
        return bool(mode == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE)
    if item.type == pdfium_c.FPDF_PAGEOBJ_PATH:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDFPath_GetDrawMode(item, fill, stroke)
        return not fill.value and not stroke.value
    return False


def _covers_page(drawing: Drawing) -> bool:
    """It lies upright over the whole page, uncut and opaque as far as pdfium tells."""
    if pdfium_c.FPDFPageObj_HasTransparency(drawing.item):
        return False
    linear = np.abs(drawing.place.matrix[:2, :2])
    if min(np.diag(linear).max(), np.diag(linear[::-1]).max()) > _SLANT_WITHIN:
        return False
    corners = _corners(drawing.place)
    edges = np.concatenate([corners.min(axis=0), 1 - corners.max(axis=0)])
    if np.abs(edges).max() > _COVERS_WITHIN:
        return False
    return all(
        len(clip)
        and clip.min(axis=0).max() <= _COVERS_WITHIN
        and clip.max(axis=0).min() >= 1 - _COVERS_WITHIN
        for clip in drawing.clips
    )


def _decode(picture: pdfium.PdfImage) -> Pixels:
    pixels = picture.get_bitmap().to_numpy()
    # pdfium writes blue first; the copy outlives the bitmap
    decoded: Pixels = pixels.copy() if pixels.ndim == 2 else pixels[..., 2::-1].copy()
    return drop_empty_color(decoded.squeeze())


def _turn(pixels: Pixels, linear: NDArray[np.float64], is_quarter: bool) -> Pixels:
    """Bring stored rows to their displayed place.

    Args:
        linear: (2, 2); columns are where a step right and a step down in the stored
            picture lead on the display.
    """
    if is_quarter:
        pixels = pixels.swapaxes(0, 1)
        right, down = linear[0, 1], linear[1, 0]
    else:
        right, down = linear[0, 0], linear[1, 1]
    if right < 0:
        pixels = pixels[:, ::-1]
    return pixels[::-1] if down < 0 else pixels
