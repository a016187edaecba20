"""Everything that happens to one side of paper between the printer and the file, as numbers."""

from dataclasses import dataclass, fields
from typing import Literal

Device = Literal["feeder", "flatbed", "copier", "fax", "phone", "archive_flatbed"]
Mode = Literal["color", "gray", "bit"]
Grade = Literal["clean", "office", "hard"]
Truth = dict[str, float | int | str | list[int]]

DEVICES: tuple[Device, ...] = (
    "feeder",
    "flatbed",
    "copier",
    "fax",
    "phone",
    "archive_flatbed",
)
GRADES: tuple[Grade, ...] = ("clean", "office", "hard")
CLEAN_BELOW = 0.16
HARD_FROM = 0.42
COARSE_DPI = 120
"""Up to here a sheet is drawn at twice the resolution of the scan, so that strokes keep shape."""


@dataclass(frozen=True, slots=True)
class Wear:
    """What happens to one side; as built without arguments nothing does.

    Attributes:
        device: What made the image.
        dpi: Resolution of the image; of a photo, what the sheet has in the mean.
        mode: Color, gray, or bit: black and white only (G4).
        jpeg: Quality 1..100 of the encoding; 0 for none. Never in bit mode.
        skew: Degrees by which lines climb, counter-clockwise positive.
        turned: Clockwise degrees (0, 90, 180, 270) by which the sheet lay wrong.
        stretch: Share by which slow feeding lengthens the sheet.
        border_left, border_top, border_right, border_bottom: What is seen beyond the sheet,
            millimeters; negative where the sheet is cut.
        outside: Gray tone of what is seen there.
        lid_open: 0..1, how much light comes in from the sides.

        blur: Standard deviation, pixels of the image.
        sharpen: Share by which edges are overdone afterwards.
        fringe: Pixels by which red and blue part, color only.
        grain: Standard deviation of the sensor's noise, gray levels.
        shade: Share of light lost at the darkest place.
        banding: Share of light that comes and goes along the feed.
        moire: Share of light that interference takes.
        black, white: Gray tones that become 0 and 255.
        threshold: Bit mode: gray tone from which on all is paper.
        halftone: Bit mode: gray levels by which a screen moves the threshold.
        streaks: Lines that dirt on the feeder's glass draws down the image, a count.
        specks: Dust and toner, a count.

        paper: Color of the sheet.
        yellowing: 0..1, browning that grows towards the edges.
        texture: 0..1, how much of the paper's tooth is seen.
        fading: Share of the ink's darkness that is gone.
        carbon: 0..1, how soft and violet the letters of a carbon copy are.
        dry: 0..1, how badly a ribbon or toner holds.
        spread: Pixels at 200 dpi by which ink runs.
        folds: Sharp folds, a count.
        crumple: 0..1, how crumpled the sheet is.
        rings: Tea rings, a count.
        tide: 0..1, how far water came in from an edge.
        missing_corner, dog_ear: Legs of the triangle, millimeters.
        corner: Which corner, clockwise from the top left, 0..3.
        holes: 2 or 4 punched, 3 from a thread.
        staples, clips, tapes: Counts.
        show_print, show_wet: Share of the back's print and of its wet ink that shines through.
        bleed: 0..1, how much of a wet seal soaks through as red grain.

        copies: How often the sheet was photocopied before.
        copy_darkness: 0..1, how dark the copier was set.
        copy_edges: 0..1, how much of the copier's lid is seen as black edges.

        curl: 0..1, how the page of a bound book rises near the gutter.
        gutter: Side of the gutter: -1 left, 1 right.

        tilt_x, tilt_y: Phone: degrees by which the camera looks along and across the sheet.
        margin: Phone: share of the image's width that the desk has.
        bow: Phone: height of the sheet's arch as a share of its height.
        shadow: Phone: share of light that hand and phone take.
        glare: Phone: 0..1, how strong a spot of light is.
        defocus: Phone: standard deviation in pixels at the far side.
        motion: Phone: pixels of shake.
        warmth: Phone: -1 bluish light .. 1 lamp light.
        exposure: Phone: how bright white paper without shadow is, gray tone.
        scan_app: Phone: 0..1, how far an app flattens the light and whitens the paper.
    """

    device: Device = "flatbed"
    dpi: int = 200
    mode: Mode = "color"
    jpeg: int = 0
    skew: float = 0.0
    turned: int = 0
    stretch: float = 0.0
    border_left: float = 0.0
    border_top: float = 0.0
    border_right: float = 0.0
    border_bottom: float = 0.0
    outside: int = 255
    lid_open: float = 0.0

    blur: float = 0.0
    sharpen: float = 0.0
    fringe: float = 0.0
    grain: float = 0.0
    shade: float = 0.0
    banding: float = 0.0
    moire: float = 0.0
    black: int = 0
    white: int = 255
    threshold: int = 150
    halftone: float = 0.0
    streaks: int = 0
    specks: int = 0

    paper: tuple[int, int, int] = (255, 255, 255)
    yellowing: float = 0.0
    texture: float = 0.0
    fading: float = 0.0
    carbon: float = 0.0
    dry: float = 0.0
    spread: float = 0.0
    folds: int = 0
    crumple: float = 0.0
    rings: int = 0
    tide: float = 0.0
    missing_corner: float = 0.0
    dog_ear: float = 0.0
    corner: int = 0
    holes: int = 0
    staples: int = 0
    clips: int = 0
    tapes: int = 0
    show_print: float = 0.0
    show_wet: float = 0.0
    bleed: float = 0.0

    copies: int = 0
    copy_darkness: float = 0.0
    copy_edges: float = 0.0

    curl: float = 0.0
    gutter: int = -1

    tilt_x: float = 0.0
    tilt_y: float = 0.0
    margin: float = 0.0
    bow: float = 0.0
    shadow: float = 0.0
    glare: float = 0.0
    defocus: float = 0.0
    motion: float = 0.0
    warmth: float = 0.0
    exposure: int = 255
    scan_app: float = 0.0

    @property
    def drawing_dpi(self) -> int:
        """Resolution at which the sheet must be drawn."""
        return 2 * self.dpi if self.dpi <= COARSE_DPI else self.dpi

    @property
    def rotation(self) -> int:
        """Clockwise degrees that turn the image upright again."""
        return (360 - self.turned) % 360

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """What is seen beyond the left, top, right and bottom of the sheet, millimeters."""
        return (self.border_left, self.border_top, self.border_right, self.border_bottom)

    @property
    def severity(self) -> float:
        """How much legibility is lost, 0..1.

        Each damage alone loses a share of legibility (``losses``); what one leaves the next
        damages further: 1 - product of (1 - loss). Wrong quarter turns do not count: they cost
        no letter.
        """
        left = 1.0
        for loss in self.losses().values():
            left *= 1 - min(max(loss, 0.0), 0.95)
        return round(1 - left, 4)

    @property
    def grade(self) -> Grade:
        """Severity in three words."""
        if self.severity < CLEAN_BELOW:
            return "clean"
        return "office" if self.severity < HARD_FROM else "hard"

    def losses(self) -> dict[str, float]:
        """Tell what each damage alone costs, shares; below 0 is nothing.

        Weights were set by eye and held against how alike letters stay to the drawn ones
        (tests/synthesis/test_scanning_legibility.py) and against stock Tesseract.
        """
        contrast = 1 - self.fading * 0.75
        return {
            "resolution": max(0.0, (200 - self.dpi) / 100) ** 1.3 * 0.16,
            "blur": 0.13 * max(0.0, self.blur * 200 / self.dpi - 0.4),
            "softness": 0.09 * self.defocus + 0.045 * max(0.0, self.motion - 1),
            "encoding": 0.004 * max(0, 70 - self.jpeg) if self.jpeg else 0.0,
            "grain": 0.011 * max(0.0, self.grain - 2.0) / contrast,
            "fading": 0.36 * self.fading**1.5,
            "dryness": 0.38 * self.dry,
            "carbon": 0.22 * self.carbon,
            "spread": 0.18 * self.spread,
            "light": self._light_loss(),
            "spots": 0.12 * self.glare + 0.05 * self.rings + 0.08 * self.tide,
            "paper": 0.14 * self.yellowing + 0.1 * self.crumple + 0.012 * self.folds,
            "pieces": 0.01 * (self.staples + self.clips + self.tapes) + 0.02 * (self.holes > 0),
            "corner": 0.002 * (self.missing_corner + self.dog_ear),
            "back": 0.2 * self.show_print + 0.06 * self.show_wet + 0.05 * self.bleed,
            "copies": 0.07 * self.copies * (1 + 1.6 * self.copy_darkness),
            "dust": 0.00035 * self.specks + 0.02 * self.streaks,
            "interference": 0.5 * self.moire + 0.4 * self.banding,
            "one bit": self._bit_loss(),
            "geometry": self._geometry_loss(),
        }

    def as_truth(self) -> Truth:
        """Give the numbers that differ from no wear, and always device, dpi, mode, turned, skew.

        Everything in it can be written as JSON.
        """
        always = ("device", "dpi", "mode", "turned", "skew")
        untouched = Wear()
        told: Truth = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name in always or value != getattr(untouched, field.name):
                told[field.name] = list(value) if isinstance(value, tuple) else value
        return told | {"severity": self.severity, "grade": self.grade}

    def _light_loss(self) -> float:
        """A threshold turns shade black; color keeps what lies in it."""
        uneven = self.shade + self.shadow * (1 - 0.7 * self.scan_app) + 0.3 * self.lid_open
        return uneven * (0.55 if self.mode == "bit" else 0.22)

    def _bit_loss(self) -> float:
        """A threshold costs strokes where it is low, counters where it is high."""
        if self.mode != "bit":
            return 0.0
        coarse = max(0, 300 - self.dpi) / 100 * 0.07 + 0.12 * (self.device == "fax")
        ragged = 0.006 * self.grain + 0.0012 * self.halftone
        return 0.05 + coarse + ragged + 0.0025 * max(0, abs(self.threshold - 150) - 15)

    def _geometry_loss(self) -> float:
        tilt = max(abs(self.tilt_x), abs(self.tilt_y))
        bend = 0.18 * self.curl + 2.0 * abs(self.bow)
        return bend + 0.004 * tilt + 0.02 * max(0.0, abs(self.skew) - 0.7)
