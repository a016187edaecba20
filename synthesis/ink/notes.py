"""What stands on margins: notes of digital signatures, handwritten remarks, ticks and brackets."""

import math
from itertools import pairwise
from random import Random

import cv2
import numpy as np

from dossiers.text import fold
from synthesis.ink.hands import Hand
from synthesis.ink.nouns import MM, RED, Color, Ink, Said, Stamp
from synthesis.ink.pen_lines import Knots, inked_strokes, smooth_line
from synthesis.ink.plates import Plate, broken, draw_face, length
from synthesis.ink.pressing import PER_MM, PER_POINT, as_ink, laid_over
from synthesis.ink.scribing import bounds, said, scribbled
from synthesis.ink.seals import seal_cover

_BLUE: Color = (40, 40, 230)
_DARK: Color = (20, 20, 24)
_COMMITTEE = "Ủy ban nhân dân "


def digital_signature(office: str, signer: str, moment: str, draws: Random) -> Stamp:
    """A digital signature's note: a small seal, or a frame, beside lines of tiny text.

    Args:
        moment: As it is printed, e.g. "15/01/2025 16:05:11 +07:00".
    """
    manner = draws.choices((_blue_note, _office_note, _labeled_note, _valid_note), (42, 30, 20, 8))
    return manner[0](office, signer, moment, draws)


def _blue_note(office: str, _: str, moment: str, draws: Random) -> Stamp:
    """As provinces' offices have it: blue serifs of 6 points."""
    lines = [f"Ký bởi: {office}", f"Cơ quan: {_body_of(office)}", f"Thời gian ký: {moment}"]
    if draws.random() < 0.35:
        lines.insert(1, f"Email: {_address(office)}")
    height = draws.uniform(1.95, 2.3)
    face = draw_face(draws, draws.choice(("serif", "serif", "sans")))
    color = draws.choice((_BLUE, _BLUE, (20, 30, 160), _DARK))
    return _beside_seal(office, lines, (face, height, draws.uniform(30, 52)), color, draws)


def _office_note(office: str, _: str, moment: str, draws: Random) -> Stamp:
    """Name, address and moment without labels, black and larger."""
    lines = [office.upper() if draws.random() < 0.7 else office, _address(office), moment]
    height = draws.uniform(2.4, 2.9)
    face = draw_face(draws, draws.choice(("serif", "serif", "sans")))
    return _beside_seal(office, lines, (face, height, draws.uniform(24, 36)), _DARK, draws)


def _labeled_note(office: str, signer: str, moment: str, draws: Random) -> Stamp:
    """The signer's own note: who, from where, when."""
    label = draws.choice(("Người ký", "Ký bởi"))
    lines = [f"{label}: {signer or office}", f"Email: {_address(office, signer)}"]
    lines += [f"Cơ quan: {office}", f"Thời gian ký: {moment}"]
    height = draws.uniform(2.0, 2.4)
    face = draw_face(draws, draws.choice(("sans", "sans", "serif")))
    color = draws.choice((_BLUE, _DARK, (20, 30, 160)))
    return _beside_seal(office, lines, (face, height, draws.uniform(34, 55)), color, draws)


def _valid_note(office: str, signer: str, moment: str, draws: Random) -> Stamp:
    """As readers of PDF show it: a frame with a green check mark below the text."""
    lines = ["Signature Valid", f"Ký bởi: {signer or office}", f"Ký ngày: {moment}"]
    face, height = draw_face(draws, "sans"), draws.uniform(2.2, 2.8)
    rows = [row for line in lines for row in broken(line, face, height, 46)]
    step = height * 1.25
    wide = max(length(row, face, height) for row in rows) + 3
    plate = Plate(wide, step * len(rows) + 2.4)
    for number, row in enumerate(rows):
        plate.set_line(row, (1.5, 1.2 + step * (number + 0.8)), face, height)
    frame = Plate(plate.width, plate.height)
    frame.frame((0.2, 0.2, plate.width - 0.2, plate.height - 0.2), 0.25)
    color = draws.choice((RED, (200, 20, 20)))
    ink = as_ink(np.maximum(frame.cover, plate.cover), color)
    tall = plate.height * MM
    check = _check_mark(tall * 0.75)
    # Text lies over the check mark, so its ink is laid last.
    below = laid_over(_bare(ink), check, ink.width * 0.55 - check.width / 2, tall * 0.12)
    return Stamp(laid_over(below, ink, 0.0, 0.0), tuple(plate.words))


def _check_mark(size: float) -> Ink:
    pixels = max(8, round(size * PER_POINT))
    cover = np.zeros((pixels, pixels), np.uint8)
    points = np.array([(0.05, 0.55), (0.35, 0.85), (0.95, 0.15)]) * pixels
    thick = max(2, pixels // 9)
    cv2.polylines(cover, [np.rint(points).astype(np.int32)], False, 150, thick, cv2.LINE_AA)
    return as_ink(cover, (90, 190, 80))


def _beside_seal(
    office: str, lines: list[str], setting: tuple[str, float, float], color: Color, draws: Random
) -> Stamp:
    """Lines to the right of a small seal; setting: face, height and room in millimeters."""
    face, height, room = setting
    rows = [row for line in lines for row in broken(line, face, height, room)]
    step = height * draws.uniform(1.0, 1.15)
    side = draws.uniform(13.0, 20.0) if draws.random() < 0.92 else 0.0
    # Marks over the capitals of the first row rise above its em.
    first, text_tall = height * 1.1, step * (len(rows) - 1) + height * 1.5
    tall, left = max(side, text_tall), side + draws.uniform(0.2, 1.5)
    plate = Plate(left + max(length(row, face, height) for row in rows) + 0.6, tall)
    top = draws.choice((0.0, (tall - text_tall) / 2))
    for number, row in enumerate(rows):
        plate.set_line(row, (left, top + first + step * number), face, height)
    stamp = plate.printed(color)
    if not side:
        return stamp
    return Stamp(laid_over(stamp.ink, _small_seal(office, side, draws), 0.0, 0.0), stamp.words)


def _small_seal(office: str, millimeters: float, draws: Random) -> Ink:
    """The picture of an office's seal, clean, as software prints it."""
    core = () if office.startswith(_COMMITTEE) else tuple(_halved(office))
    ring = office if not core else "Cộng hòa xã hội chủ nghĩa Việt Nam"
    size = round(millimeters * PER_MM)
    cover = cv2.resize(seal_cover(ring, core), (size, size), interpolation=cv2.INTER_AREA)
    return as_ink(np.asarray(cover, np.uint8), draws.choice((RED, (238, 40, 44), (196, 44, 48))))


def _halved(name: str) -> list[str]:
    words = name.split()
    count = min(4, math.ceil(len(words) / 2))
    cuts = [round(len(words) * part / count) for part in range(count + 1)]
    return [" ".join(words[a:b]) for a, b in pairwise(cuts)]


def _body_of(office: str) -> str:
    """What a committee governs, or the office itself."""
    rest = office.removeprefix(_COMMITTEE)
    return rest[:1].upper() + rest[1:]


def _address(office: str, person: str = "") -> str:
    """An invented mail address: initials, then the last words of the office."""
    words = ["".join(filter(str.isalnum, word)) for word in fold(office).split()]
    words = [word for word in words if word] or ["vanthu"]
    local = "".join(word[0] for word in words[:-2]) or "vanthu"
    if person:
        *before, given = fold(person).split()
        local = given + "".join(word[0] for word in before)
    return f"{local}@{''.join(words[-2:])}.example.vn"


def margin_note(text: str, hand: Hand, draws: Random) -> Stamp:
    """A remark by hand in short lines, underlined or barred at its side sometimes."""
    size = draws.uniform(11, 17)
    rows = _short_lines(text.split(), draws)
    placed = []
    for number, row in enumerate(rows):
        x, y = draws.uniform(0, 6), number * size * 1.15
        placed += [(scribble, x, y) for scribble in scribbled(hand, row, size)]
    edges = bounds(
        (x + s.left, y + s.top, x + s.left + s.ink.width, y + s.top + s.ink.height)
        for s, x, y in placed
    )
    shift = (4 - edges[0], 4 - edges[1])
    width, height = edges[2] - edges[0] + 10, edges[3] - edges[1] + 10
    ink = _empty(width, height, hand.pen)
    words = list[Said]()
    for scribble, x, y in placed:
        x, y = x + shift[0], y + shift[1]
        ink = laid_over(ink, scribble.ink, x + scribble.left, y + scribble.top)
        words.append(said(scribble, x, y, (ink.width, ink.height)))
    return Stamp(_flourished(ink, hand.pen, draws), tuple(words))


def _short_lines(words: list[str], draws: Random) -> list[str]:
    rows = []
    while words:
        count = draws.randint(1, 4)
        rows.append(" ".join(words[:count]))
        words = words[count:]
    return rows


def _flourished(ink: Ink, pen: Color, draws: Random) -> Ink:
    width, height = ink.width * PER_POINT, ink.height * PER_POINT
    manner = draws.choice(("bare", "bare", "under", "side"))
    if manner == "under":
        y = height - 8.0
        line = [(8.0, y), (width * 0.5, y - 6), (width * draws.uniform(0.7, 0.95), y - 4)]
    elif manner == "side":
        line = [(width - 10.0, 8.0), (width - 7.0, height * 0.5), (width - 11.0, height - 8.0)]
    else:
        return ink
    cover = inked_strokes([smooth_line(line)], draws)
    return laid_over(ink, as_ink(cover, pen), 0.0, 0.0)


def _empty(width: float, height: float, color: Color) -> Ink:
    shape = (math.ceil(height * PER_POINT), math.ceil(width * PER_POINT))
    return as_ink(np.zeros(shape, np.uint8), color)


def _bare(ink: Ink) -> Ink:
    return _empty(ink.width, ink.height, _DARK)


def tick(draws: Random, pen: Color) -> Ink:
    """A reader's mark: check, cross, bracket, underline, wavy line, circle around, arrow."""
    size = draws.uniform(4, 7) * PER_MM
    strokes = draws.choices(_TICKS, (28, 10, 12, 18, 8, 16, 8))[0](size, draws)
    low = np.min([np.min(np.array(stroke), axis=0) for stroke in strokes], axis=0) - 6
    lines = [smooth_line([(x - low[0], y - low[1]) for x, y in stroke]) for stroke in strokes]
    low = np.minimum(np.concatenate(lines).min(axis=0) - 6, 0)
    return as_ink(inked_strokes([line - low for line in lines], draws), pen)


def _check(size: float, draws: Random) -> list[Knots]:
    tail = draws.uniform(0.8, 1.5)
    return [[(0.0, size * 0.5), (size * 0.3, size), (size * tail, -size * draws.uniform(0, 0.4))]]


def _cross(size: float, draws: Random) -> list[Knots]:
    lean = draws.uniform(-0.1, 0.2) * size
    return [[(0.0, 0.0), (size, size + lean)], [(size, -lean), (0.0, size)]]


def _bracket(size: float, draws: Random) -> list[Knots]:
    tall, side = size * draws.uniform(2, 6), draws.choice((-1, 1))
    arm = side * size * 0.35
    return [[(arm, 0.0), (0.0, 3.0), (draws.gauss(0, 4), tall / 2), (0.0, tall - 3), (arm, tall)]]


def _underscore(size: float, draws: Random) -> list[Knots]:
    wide = size * draws.uniform(3, 9)
    lines = []
    for number in range(draws.choice((1, 1, 1, 2))):
        y = number * size * 0.3
        lines.append([(0.0, y), (wide / 2, y + draws.gauss(0, 4)), (wide, y + draws.gauss(0, 8))])
    return lines


def _wave(size: float, draws: Random) -> list[Knots]:
    count = draws.randint(8, 20)
    return [[(n * size * 0.3, size * 0.12 * (-1) ** n + draws.gauss(0, 2)) for n in range(count)]]


def _circle(size: float, draws: Random) -> list[Knots]:
    wide, tall = size * draws.uniform(1, 4), size * draws.uniform(0.6, 1.2)
    turns = np.linspace(draws.uniform(3.6, 4.4), 4.0 + 2 * math.pi + draws.uniform(0, 0.7), 16)
    return [
        [
            (float(wide * np.cos(t) * draws.gauss(1, 0.03)), float(tall * np.sin(t) + n * 0.5))
            for n, t in enumerate(turns)
        ]
    ]


def _arrow(size: float, draws: Random) -> list[Knots]:
    end = (size * draws.uniform(2, 4), draws.uniform(-1, 1) * size)
    head = size * 0.45
    shaft = [(0.0, 0.0), (end[0] * 0.5, end[1] * 0.3 - head * 0.4), end]
    return [
        shaft,
        [(end[0] - head, end[1] - head * 0.7), end, (end[0] - head, end[1] + head * 0.6)],
    ]


_TICKS = (_check, _cross, _bracket, _underscore, _wave, _circle, _arrow)
