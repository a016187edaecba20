"""How an archive's papers are kept and scanned: wear is drawn as a box of them has it.

Shares follow from what lies in ../shared/real and from how offices work: circular 05/2025
wants 200 dpi color; papers of the 1980s and 1990s are yellow, typed, carbon copies, scanned
late; since 2020 citizens hand in photos from their phones, many flattened by an app.
"""

from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import TypeVar

from synthesis.scanning.wear import (
    CLEAN_BELOW,
    DEVICES,
    GRADES,
    HARD_FROM,
    Device,
    Grade,
    Mode,
    Wear,
)

Name = TypeVar("Name", bound=str)

GRADE_SHARES: Mapping[Grade, float] = {"clean": 25, "office": 55, "hard": 20}
TRIES = 60
DEVICE_SHARES: Mapping[int, tuple[float, ...]] = {
    0: (22, 24, 16, 3, 11, 24),
    2000: (36, 18, 20, 4, 14, 8),
    2015: (46, 9, 20, 1.5, 20, 3.5),
}
"""Shares of ``DEVICES`` by the first year of an era."""
MODE_SHARES: Mapping[Device, tuple[float, float, float]] = {
    "feeder": (66, 10, 24),
    "flatbed": (72, 14, 14),
    "copier": (42, 24, 34),
    "fax": (0, 0, 1),
    "phone": (88, 8, 4),
    "archive_flatbed": (80, 14, 6),
}
MODES: tuple[Mode, ...] = ("color", "gray", "bit")
OLD_BEFORE = 2000
_INTENSITY: Mapping[Grade, tuple[float, float]] = {
    "clean": (0.0, 0.22),
    "office": (0.15, 0.65),
    "hard": (0.55, 1.0),
}
_SPAN: Mapping[Grade, tuple[float, float]] = {
    "clean": (0.0, CLEAN_BELOW),
    "office": (CLEAN_BELOW, HARD_FROM),
    "hard": (HARD_FROM, 1.0),
}


def draw_wear(draws: Random, year: int, *, device: str = "", grade: str = "") -> Wear:
    """Draw what happens to one side of a paper of a year.

    Args:
        device: One of ``DEVICES``; empty for what is usual at that time.
        grade: "clean", "office" or "hard"; empty for 25, 55 and 20 in a hundred. Not every
            device can do each (a fax is never clean): then what came nearest.

    Raises:
        ValueError: For a device or grade that is not known.
    """
    chosen = _named(device, DEVICES) if device else draw_device(draws, year)
    wanted = _named(grade, GRADES) if grade else draws.choices(GRADES, _grade_weights())[0]
    best, distance = Wear(), 2.0
    for _ in range(TRIES):
        wear = _wear(draws, year, chosen, draws.uniform(*_INTENSITY[wanted]))
        if wear.grade == wanted:
            return wear
        low, high = _SPAN[wanted]
        away = max(low - wear.severity, wear.severity - high)
        if away < distance:
            best, distance = wear, away
    return best


def similar_wear(wear: Wear, draws: Random) -> Wear:
    """Draw the wear of the next side of the same paper, through the same device."""

    def about(value: float, share: float = 0.25) -> float:
        return round(value * draws.uniform(1 - share, 1 + share), 3)

    slip = 0.15 if wear.device == "phone" else 0.0
    return replace(
        wear,
        skew=round(wear.skew * draws.choice((-1, 1, 1)) + draws.gauss(0, 0.15), 2),
        stretch=about(wear.stretch),
        specks=round(about(wear.specks)),
        dry=min(1.0, about(wear.dry)),
        fading=min(0.9, about(wear.fading, 0.1)),
        tilt_x=wear.tilt_x + round(draws.gauss(0, 10 * slip), 2),
        tilt_y=wear.tilt_y + round(draws.gauss(0, 10 * slip), 2),
        shadow=min(0.6, about(wear.shadow)),
        glare=about(wear.glare),
        motion=about(wear.motion),
        crumple=min(1.0, about(wear.crumple, 0.1)),
        # What is missing at the left of one side is missing at the right of the other.
        corner=(1, 0, 3, 2)[wear.corner],
        gutter=-wear.gutter,
        threshold=wear.threshold + draws.randint(-2, 2),
    )


def draw_device(draws: Random, year: int) -> Device:
    """Draw what a paper of a year went through."""
    shares = next(DEVICE_SHARES[era] for era in sorted(DEVICE_SHARES, reverse=True) if year >= era)
    return draws.choices(DEVICES, shares)[0]


def _named(name: str, known: tuple[Name, ...]) -> Name:
    for one in known:
        if one == name:
            return one
    raise ValueError(f"{name!r} is not known; take one of {', '.join(known)}.")


def _grade_weights() -> list[float]:
    return [GRADE_SHARES[grade] for grade in GRADES]


def _wear(draws: Random, year: int, device: Device, bad: float) -> Wear:
    wear = Wear(device=device, turned=_turned(draws), skew=_skew(draws, bad))
    wear = _kept(wear, draws, year, bad)
    wear = _copied(wear, draws, bad)
    if device == "phone":
        return _photographed(wear, draws, bad)
    return _scanned(wear, draws, bad)


def _turned(draws: Random) -> int:
    return draws.choices((0, 90, 180, 270), (94, 1.6, 2.8, 1.6))[0]


def _skew(draws: Random, bad: float) -> float:
    """Mostly below 1.5 degrees, with a tail to 4."""
    if draws.random() < 0.03 + 0.09 * bad:
        return round(draws.choice((-1, 1)) * draws.uniform(1.5, 4.0), 2)
    return round(max(-4.0, min(4.0, draws.gauss(0, 0.35 + 0.4 * bad))), 2)


def _some(draws: Random, share: float, low: float, high: float) -> float:
    """Draw a number in a share of all cases, else 0."""
    if draws.random() >= share:
        return 0.0
    return round(draws.uniform(low, high), 3)


def _kept(wear: Wear, draws: Random, year: int, bad: float) -> Wear:
    """What years, ink and the archive do to the paper."""
    old = year < OLD_BEFORE
    age = min(1.0, max(0.0, (2025 - year) / 45))
    wear = _tone(wear, draws, age)
    wear = _inked(wear, draws, old, bad)
    bad = min(1.0, bad * (0.7 + 0.6 * age))
    missing, folded = _some(draws, 0.12 * bad, 4, 16), _some(draws, 0.1 * bad, 5, 16)
    return replace(
        wear,
        folds=draws.choice((1, 1, 2, 3)) if draws.random() < 0.08 + 0.3 * bad else 0,
        crumple=_some(draws, 0.22 * bad, 0.1, 0.2 + 0.6 * bad),
        rings=draws.choice((1, 1, 2)) if draws.random() < 0.07 * bad else 0,
        tide=_some(draws, 0.13 * bad * (0.4 + age), 0.1, 0.2 + 0.6 * bad),
        missing_corner=missing,
        dog_ear=folded,
        corner=draws.randrange(4) if missing or folded else 0,
        holes=draws.choices((0, 2, 3, 4), (74, 12, 12 if old else 5, 2))[0],
        staples=draws.choices((0, 1, 2), (80, 17, 3))[0],
        clips=int(draws.random() < 0.015),
        tapes=draws.choice((1, 1, 2)) if draws.random() < 0.08 * bad * age else 0,
        show_print=_some(draws, 0.3 + 0.35 * bad, 0.01, 0.04 + 0.26 * bad),
        show_wet=_some(draws, 0.5, 0.02, 0.08 + 0.35 * bad),
        bleed=_some(draws, 0.6, 0.1, 0.4 + 0.55 * bad),
    )


def _tone(wear: Wear, draws: Random, age: float) -> Wear:
    """Give the paper its color: white office paper, or the brown of poor paper and years."""
    brown = max(0.0, min(1.0, age * draws.uniform(0.1, 1.0) - 0.12))
    base = draws.randint(247, 254)
    warm = draws.randint(-2, 3)
    paper = (
        round(base - 16 * brown),
        round(base - warm - 34 * brown),
        round(base - 2 * warm - 78 * brown),
    )
    return replace(
        wear,
        paper=paper,
        yellowing=round(brown * draws.uniform(0.2, 1.0), 3) if brown > 0.05 else 0.0,
        # Scanners whiten new paper; only poor paper shows its tooth.
        texture=round(draws.uniform(0.1, 0.25) + 0.6 * brown, 3) if brown > 0.1 else 0.0,
    )


def _inked(wear: Wear, draws: Random, old: bool, bad: float) -> Wear:
    """How the letters came onto the paper and what is left of them."""
    faint = 0.25 + 0.45 * bad
    carbon = _some(draws, 0.28 if old else 0.0, 0.2, 0.35 + 0.6 * bad)
    return replace(
        wear,
        fading=_some(draws, (0.3 if old else 0.1) + 0.25 * bad, 0.05, faint),
        carbon=carbon,
        dry=_some(draws, (0.6 if old else 0.16) * (0.25 + bad), 0.08, 0.2 + 0.6 * bad),
        spread=_some(draws, (0.45 if old else 0.1), 0.1, 0.3 + 0.7 * bad),
    )


def _copied(wear: Wear, draws: Random, bad: float) -> Wear:
    """A quarter of what lies in dossiers are copies, some of them copies of copies."""
    share = (0.42 if wear.device in ("copier", "fax") else 0.17) * (0.55 + 0.7 * bad)
    if draws.random() >= share:
        return wear
    copies = draws.choices((1, 2, 3), (1, 0.35 * bad, 0.25 * bad))[0]
    # Who copies a faint sheet sets the copier darker, or types it anew.
    faint = 0.5 * wear.fading + 0.35 * wear.carbon + 0.3 * wear.dry
    darkness = draws.uniform(0.1, 0.3 + 0.7 * bad)
    return replace(
        wear,
        fading=round(0.5 * wear.fading, 3),
        carbon=round(0.5 * wear.carbon, 3),
        dry=round(0.7 * wear.dry, 3),
        copies=copies,
        # Copies of copies at full darkness would be black bars.
        copy_darkness=round(min(1.2 - 0.2 * copies, darkness + faint), 3),
        copy_edges=_some(draws, 0.2 + 0.4 * bad, 0.2, 1.0),
    )


def _scanned(wear: Wear, draws: Random, bad: float) -> Wear:
    mode = draws.choices(MODES, MODE_SHARES[wear.device])[0]
    wear = replace(wear, mode=mode, dpi=_dpi(draws, wear.device, mode, bad))
    wear = _bordered(wear, draws, bad)
    wear = _read_out(wear, draws, bad)
    if mode == "bit":
        low, high = 150 - 14 - 42 * bad, 150 + 14 + 42 * bad
        wear = replace(
            wear,
            # A driver that thresholds looks for the ink, so faint ink is not lost altogether.
            fading=round(0.6 * wear.fading, 3),
            dry=round(0.8 * wear.dry, 3),
            threshold=round(draws.triangular(low, high, 150)),
            halftone=_some(draws, 0.12, 10, 45),
            grain=round(wear.grain * 2.2, 2),
        )
    else:
        quality = draws.triangular(90 - 52 * bad, 93, 84 - 28 * bad)
        wear = replace(wear, jpeg=round(quality))
    if wear.device == "archive_flatbed":
        wear = replace(
            wear, curl=_some(draws, 0.7, 0.1, 0.3 + 0.7 * bad), gutter=draws.choice((-1, 1))
        )
    return wear


def _dpi(draws: Random, device: Device, mode: Mode, bad: float) -> int:
    if device == "fax":
        return 200
    if mode == "bit":
        return draws.choices((200, 300), (34, 66))[0]
    if device == "archive_flatbed":
        return draws.choices((200, 300), (60, 40))[0]
    coarse = 4 + 16 * bad
    return draws.choices((100, 150, 200, 300), (coarse, coarse + 4, 50, 24))[0]


def _bordered(wear: Wear, draws: Random, bad: float) -> Wear:
    """What is seen around the sheet: mostly the sheet is cut to size, give or take a millimeter."""
    edges = [round(draws.gauss(0, 0.7), 2) for _ in range(4)]
    outside = draws.choices((255, 244, 232, 40), (60, 15, 12, 13))[0]
    lid = 0.0
    open_share = {"flatbed": 0.12, "copier": 0.12, "archive_flatbed": 0.3}.get(wear.device, 0.04)
    if draws.random() < open_share * (0.3 + bad):
        lid, outside = round(draws.uniform(0.2, 1.0), 3), draws.randint(8, 70)
        for side in draws.sample(range(4), draws.choice((1, 2, 2, 3))):
            edges[side] = round(draws.uniform(2, 6 + 14 * bad), 2)
    elif draws.random() < 0.05 + 0.08 * bad:
        # A feeder that does not find the end of the sheet leaves a black stripe.
        outside = draws.randint(5, 45)
        edges[draws.randrange(4)] = round(draws.uniform(1, 7), 2)
    left, top, right, bottom = edges
    return replace(
        wear,
        border_left=left,
        border_top=top,
        border_right=right,
        border_bottom=bottom,
        outside=outside,
        lid_open=lid,
        stretch=round(draws.gauss(0, 0.0025), 5),
    )


def _read_out(wear: Wear, draws: Random, bad: float) -> Wear:
    """What lens, sensor and glass do."""
    fine = wear.dpi / 200
    feeder = wear.device in ("feeder", "copier", "fax")
    # Most office scanners whiten the paper: two thirds of a real scan are 255.
    whitened = draws.random() < (0.3 if wear.device == "archive_flatbed" else 0.75)
    white = draws.randint(225, 246) if whitened else draws.randint(250, 255)
    return replace(
        wear,
        blur=round((draws.uniform(0.3, 0.55) + draws.uniform(0, 0.9) * bad**1.5) * fine, 3),
        sharpen=_some(draws, 0.6, 0.2, 0.9),
        fringe=round(_some(draws, 0.5 * (wear.mode == "color"), 0.2, 0.7) * fine, 3),
        grain=round(draws.uniform(0.8, 2.5) + draws.uniform(0, 7) * bad**1.5, 2),
        shade=_some(draws, 0.4 + 0.6 * bad, 0.005, 0.03 + 0.22 * bad**2),
        banding=_some(draws, 0.15 * bad, 0.01, 0.06),
        moire=_some(draws, 0.05 * bad, 0.02, 0.09),
        black=draws.randint(0, 35) if whitened else draws.randint(0, 8),
        white=white,
        streaks=draws.choice((1, 1, 2, 3)) if feeder and draws.random() < 0.25 * bad else 0,
        specks=round(draws.expovariate(1 / (4 + 110 * bad**2))),
    )


def _photographed(wear: Wear, draws: Random, bad: float) -> Wear:
    mode = draws.choices(MODES, MODE_SHARES["phone"])[0]
    app = _some(draws, 0.45, 0.5, 1.0)
    if mode != "color":
        app = round(draws.uniform(0.7, 1.0), 3)
    tilt = (1.2 if app else 2.5) + 8.5 * bad
    return replace(
        wear,
        mode=mode,
        dpi=draws.randint(160, 260),
        jpeg=0 if mode == "bit" else round(draws.triangular(92 - 45 * bad, 95, 88 - 20 * bad)),
        scan_app=app,
        tilt_x=round(draws.uniform(-tilt, tilt), 2),
        tilt_y=round(draws.uniform(-tilt, tilt), 2),
        margin=round(draws.uniform(-0.01, 0.012) if app else draws.uniform(0.005, 0.08), 3),
        bow=round(draws.choice((-1, 1)) * draws.uniform(0, 0.004 + 0.016 * bad), 4),
        shadow=_some(draws, 0.3 + 0.5 * bad, 0.05, 0.15 + 0.4 * bad),
        glare=_some(draws, 0.08 + 0.15 * bad, 0.2, 0.9),
        defocus=_some(draws, 0.15 + 0.4 * bad, 0.4, 0.8 + 1.4 * bad),
        motion=_some(draws, 0.25 * bad, 1.5, 2 + 3 * bad),
        blur=round(draws.uniform(0.35, 0.6) + draws.uniform(0, 0.8) * bad**1.5, 3),
        sharpen=_some(draws, 0.6, 0.2, 1.0),
        grain=round(draws.uniform(1, 3) + draws.uniform(0, 6) * bad, 2),
        shade=round(draws.uniform(0.03, 0.12) + draws.uniform(0, 0.25) * bad, 3),
        warmth=round(max(-1.0, min(1.0, draws.gauss(0.15, 0.4))), 3),
        exposure=round(draws.triangular(170, 244, 220)),
        threshold=round(draws.gauss(150, 8)),
        moire=_some(draws, 0.03, 0.02, 0.06),
    )
