"""One side of a sheet becomes an image: it ages, is copied, scanned or photographed, stored."""

from dataclasses import dataclass
from random import Random

import cv2
import numpy as np

from synthesis.scanning import copier, fields, paper, photo, pieces, sensor
from synthesis.scanning.fields import blank_field, lay_on
from synthesis.scanning.geometry import Warp, curled, flat_warp
from synthesis.scanning.tiles import Field, Pixels
from synthesis.scanning.wear import Wear


@dataclass(frozen=True, slots=True, eq=False)
class Scan:
    """An image of one side.

    Attributes:
        pixels: uint8, (h, w, 3) RGB for color, (h, w) for gray, (h, w) of 0 and 255 for bit.
        dpi: Resolution; of a photo the mean over the sheet.
        warp: Where points of the sheet lie in the image.
    """

    pixels: Pixels
    dpi: int
    warp: Warp


def scan(front: Pixels, wear: Wear, draws: Random, back: Pixels | None = None) -> Scan:
    """Let everything happen to a side that ``wear`` tells of.

    Args:
        front: (h, w, 3) uint8 RGB on white, drawn at ``wear.drawing_dpi``.
        back: The other side of the sheet, drawn alike, if there is any.
    """
    sheet = (front.shape[1] * 72 / wear.drawing_dpi, front.shape[0] * 72 / wear.drawing_dpi)
    page = front if wear.mode == "color" else _gray(front)
    page = _age_ink(page, wear, draws)
    page = _let_back_through(page, back, wear, draws)
    page = _copy_and_age_paper(page, wear, draws)
    page = _fasten(page, wear, draws)
    page = _halved(page) if wear.drawing_dpi > wear.dpi else page
    make = _photograph if wear.device == "phone" else _lay_on_glass
    image, warp = make(page, sheet, wear, draws)
    return Scan(_stored(image, wear, draws), wear.dpi, warp)


def _age_ink(page: Pixels, wear: Wear, draws: Random) -> Pixels:
    """Print or type as the ribbon allowed, and let ink run and fade."""
    if wear.spread:
        page = paper.run_ink(page, wear.spread * wear.drawing_dpi / 200)
    if wear.dry:
        page = paper.dry_out(page, wear.dry, draws)
    if wear.carbon:
        page = paper.carbon_copy(page, wear.carbon, wear.drawing_dpi)
    if wear.fading:
        page = paper.fade(page, wear.fading)
    return page


def _let_back_through(page: Pixels, back: Pixels | None, wear: Wear, draws: Random) -> Pixels:
    """Let the other side's print, pen and seals be seen."""
    if back is None:
        return page
    if wear.show_print or wear.show_wet:
        page = paper.shine_through(page, back, wear.show_print, wear.show_wet)
    if wear.bleed:
        page = paper.soak(page, back, wear.bleed, draws)
    return page


def _copy_and_age_paper(page: Pixels, wear: Wear, draws: Random) -> Pixels:
    """Stain and fold the sheet, copy it if it was, and give the paper its color.

    A copy shows the stains of what was copied as dirt, and has new paper of its own.
    """
    dpi = wear.drawing_dpi
    field = blank_field(page.shape, dpi)
    page = _fold(page, field, wear, draws)
    _stain(field, wear, draws)
    if wear.copies:
        page = _copied(lay_on(page, field), wear, draws)
        field = blank_field(page.shape, dpi)
    if wear.texture:
        page = paper.tooth(page, wear.texture, draws)
    fields.tint(field, wear.paper)
    if wear.yellowing:
        fields.brown_edges(field, wear.yellowing, draws)
    for _ in range(wear.tapes):
        fields.tape_strip(field, draws)
    if wear.curl and wear.device != "phone":
        fields.gutter_shadow(field, wear.curl, wear.gutter)
    return lay_on(page, field)


def _fold(page: Pixels, field: Field, wear: Wear, draws: Random) -> Pixels:
    """Fold the sheet, mostly in the middle or in three, and crumple it."""
    if wear.folds:
        page = page.copy()
    for _ in range(wear.folds):
        down = draws.random() < 0.7
        place = draws.choice((0.5, 0.5, 0.333, 0.667)) + draws.gauss(0, 0.012)
        fields.fold_shade(field, place, down, draws)
        paper.crack(page, place, down, draws)
    if wear.crumple:
        fields.crumple(field, wear.crumple, draws)
    return page


def _stain(field: Field, wear: Wear, draws: Random) -> None:
    for _ in range(wear.rings):
        fields.tea_ring(field, draws)
    if wear.tide:
        fields.tide_line(field, wear.tide, draws)


def _copied(page: Pixels, wear: Wear, draws: Random) -> Pixels:
    """Copy a sheet, and the copy, and the copy's copy."""
    gray = _gray(page)
    for _ in range(wear.copies):
        gray = copier.photocopy(gray, wear.copy_darkness, wear.drawing_dpi, draws)
    if wear.copy_edges:
        gray = copier.dark_edges(gray, wear.copy_edges, wear.drawing_dpi, draws)
    return paper.as_channels(gray, page)


def _fasten(page: Pixels, wear: Wear, draws: Random) -> Pixels:
    """Punch, staple, clip and tear the sheet."""
    cut = wear.missing_corner or wear.dog_ear
    if not (wear.holes or wear.staples or wear.clips or cut):
        return page
    page, dpi = page.copy(), wear.drawing_dpi
    if wear.holes:
        pieces.punch(page, wear.holes, wear.outside, dpi, draws)
    for _ in range(wear.staples):
        pieces.staple(page, dpi, draws)
    for _ in range(wear.clips):
        pieces.clip(page, dpi, draws)
    if wear.missing_corner:
        leg = wear.missing_corner * dpi / 25.4
        pieces.tear_corner(page, wear.corner, leg, wear.outside, draws)
    if wear.dog_ear:
        leg = wear.dog_ear * dpi / 25.4
        pieces.fold_corner(page, (wear.corner + 1) % 4, leg, wear.outside, draws)
    return page


def _lay_on_glass(
    page: Pixels, sheet: tuple[float, float], wear: Wear, draws: Random
) -> tuple[Pixels, Warp]:
    """Scan a sheet flat on glass or through a feeder."""
    warp = flat_warp(sheet, wear.dpi, wear.skew, wear.edges, wear.stretch)
    if wear.curl:
        warp = Warp(warp.matrix, warp.size, curled(sheet, wear.curl, wear.gutter))
    warp = warp.turned(wear.turned)
    outside = (float(wear.outside),) * 3
    columns, rows = warp.sources(wear.dpi)
    seen = cv2.remap(page, columns, rows, cv2.INTER_LINEAR, borderValue=outside)
    image = np.asarray(seen, dtype=np.uint8)
    field = blank_field(image.shape, wear.dpi)
    if wear.shade:
        fields.uneven_light(field, wear.shade, draws)
    if wear.banding:
        fields.bands(field, wear.banding, draws)
    if wear.lid_open:
        fields.open_lid(field, wear.lid_open, wear.edges)
    image = _read_out(lay_on(image, field), wear, draws)
    for _ in range(wear.streaks):
        sensor.streak(image, draws)
    return image, warp


def _photograph(
    page: Pixels, sheet: tuple[float, float], wear: Wear, draws: Random
) -> tuple[Pixels, Warp]:
    """Take a photo of a sheet on a desk."""
    warp = photo.phone_warp(sheet, wear, draws)
    table = photo.desk(warp, sheet, draws)
    warp = warp.turned(wear.turned)
    table = np.ascontiguousarray(np.rot90(table, -wear.turned // 90))
    image = table if page.ndim == 3 else _gray(table)
    columns, rows = warp.sources(wear.dpi)
    # Transparent: where no sheet lies, the desk stays.
    around = cv2.BORDER_TRANSPARENT
    cv2.remap(page, columns, rows, cv2.INTER_LINEAR, dst=image, borderMode=around)
    field = blank_field(image.shape, wear.dpi)
    photo.room_light(field, wear, draws)
    image = lay_on(image, field)
    if wear.defocus:
        photo.defocus_side(image, wear.defocus, draws)
    if wear.motion:
        image = photo.shake(image, wear.motion, draws)
    image = _read_out(image, wear, draws)
    if wear.scan_app:
        image = photo.flatten_light(image, wear.scan_app, 40)
    return image, warp


def _read_out(image: Pixels, wear: Wear, draws: Random) -> Pixels:
    """Let lens and sensor do what they do, the same way in scanners and phones."""
    image = sensor.blur(image, wear.blur)
    if wear.fringe and image.ndim == 3:
        image = sensor.part_colors(image, min(0.9, wear.fringe))
    if wear.sharpen:
        image = sensor.sharpen(image, wear.sharpen)
    if wear.moire:
        image = sensor.interfere(image, wear.moire, draws)
    if wear.grain:
        image = sensor.add_grain(image, wear.grain, draws)
    if wear.black > 0 or wear.white < 255:
        image = sensor.stretch_tones(image, wear.black, wear.white)
    if wear.specks:
        sensor.dust(image, wear.specks, draws)
    return image


def _stored(image: Pixels, wear: Wear, draws: Random) -> Pixels:
    """Store as the file will have it."""
    if wear.mode == "bit":
        bits = sensor.one_bit(image, _threshold(wear), wear.halftone, draws)
        return sensor.coarse_lines(bits) if wear.device == "fax" else bits
    return sensor.encode(image, wear.jpeg) if wear.jpeg else image


def _threshold(wear: Wear) -> int:
    """Scanners measure the paper: on brown paper all below a darker gray is ink."""
    share = float(fields.LUMA @ np.array(wear.paper, dtype=np.float32)) / 255
    share *= 1 - 0.15 * wear.yellowing
    if wear.device == "phone" and not wear.scan_app:
        share *= wear.exposure / 255
    return max(2, min(254, round(wear.threshold * min(1.0, share * 255 / wear.white))))


def _gray(pixels: Pixels) -> Pixels:
    if pixels.ndim == 2:
        return pixels
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def _halved(page: Pixels) -> Pixels:
    """Halve the resolution; an odd last row or column gets a white neighbor."""
    height, width = page.shape[:2]
    white = (255, 255, 255)
    even = cv2.copyMakeBorder(page, 0, height % 2, 0, width % 2, cv2.BORDER_CONSTANT, value=white)
    size = (even.shape[1] // 2, even.shape[0] // 2)
    return np.asarray(cv2.resize(even, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
