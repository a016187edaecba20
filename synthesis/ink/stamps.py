"""What offices press onto papers besides seals; gives all kinds of stamps under one name."""

from random import Random

from synthesis.ink.arrivals import incoming
from synthesis.ink.certificates import certified
from synthesis.ink.nouns import Color, Stamp
from synthesis.ink.plates import Plate, draw_face, length
from synthesis.ink.pressing import draw_pad, draw_red
from synthesis.ink.seals import seal
from synthesis.ink.signatures import fingerprint, signature

__all__ = (
    "certified",
    "fingerprint",
    "incoming",
    "name_stamp",
    "received_mark",
    "seal",
    "signature",
    "urgency",
)

_ARROWS = ("HỎA TỐC", "HOẢ TỐC", "THƯỢNG KHẨN")


def urgency(words: str, draws: Random) -> Stamp:
    """A red stamp of urgency or secrecy: frames of NĐ 30/2020, or an arrow that words lie in."""
    height = draws.uniform(4.6, 5.6)
    face = draw_face(draws, draws.choice(("serif", "serif", "sans")), "-bold")
    wide = length(words, face, height)
    if words in _ARROWS and draws.random() < 0.6:
        plate = _arrow(words, face, height)
    else:
        plate = Plate(wide + 9, height + 6)
        _frame(plate, draws.choice(("single", "single", "double", "rounded")))
        plate.set_line(words, (4.5, height * 0.84 + 3), face, height)
    return plate.pressed(draw_red(draws), draws)


def received_mark(words: str, draws: Random) -> Stamp:
    """A small stamp of one or two words: framed, doubly framed, rounded, oval or bare."""
    height = draws.uniform(3.4, 6.5)
    face = draw_face(draws, draws.choice(("sans", "sans", "serif")), "-bold")
    shape = draws.choice(("single", "double", "rounded", "oval", "bare"))
    wide = length(words, face, height)
    aside = wide * 0.2 + 3 if shape == "oval" else 3.0
    plate = Plate(wide + 2 * aside, height + (9 if shape == "oval" else 5))
    _frame(plate, shape)
    plate.set_line(words, (aside, plate.height / 2 + height * 0.34), face, height)
    return plate.pressed(draw_pad(draws), draws)


def name_stamp(title: str, name: str, draws: Random) -> Stamp:
    """A title (its lines cut at " / "), room for a signature, a name."""
    height = draws.uniform(3.6, 4.4)
    face = draw_face(draws, draws.choice(("serif", "serif", "sans")), "-bold")
    titles = [line.strip() for line in title.split(" / ") if line.strip()]
    wide = max(length(line, face, height) for line in [*titles, name]) + 4
    room = draws.uniform(14, 22) if titles else 0.0
    plate = Plate(wide, (len(titles) + 1) * height * 1.25 + room + 2)
    for number, line in enumerate(titles):
        at = (wide / 2, height * (1.0 + 1.25 * number) + 1)
        plate.center_line(line, at, face, height, wide)
    plate.center_line(name, (wide / 2, plate.height - height * 0.3), face, height, wide)
    return plate.pressed(_signing_color(draws), draws)


def _signing_color(draws: Random) -> Color:
    return draw_red(draws) if draws.random() < 0.45 else draw_pad(draws)


def _arrow(words: str, face: str, height: float) -> Plate:
    """A plate with words in an arrow to the right, its tail notched."""
    body, head = length(words, face, height) + 7, height * 2.4
    plate = Plate(body + head + 3, height * 3.2)
    middle, low, high = plate.height / 2, plate.height * 0.24, plate.height * 0.76
    right, neck = plate.width - 0.8, body + 2
    edge = [(0.6, low), (neck, low), (neck - 1.5, 0.6), (right, middle)]
    edge += [(neck - 1.5, plate.height - 0.6), (neck, high), (0.6, high)]
    plate.rule(*edge, (3.2, middle), (0.6, low), (neck, low), thickness=0.5)
    plate.set_line(words, (5.4, middle + height * 0.35), face, height)
    return plate


def _frame(plate: Plate, shape: str) -> None:
    right, bottom = plate.width - 0.5, plate.height - 0.5
    if shape == "oval":
        plate.oval((0.5, 0.5, right, bottom), 0.5)
    elif shape == "rounded":
        plate.frame((0.5, 0.5, right, bottom), 0.5, 1.6)
    elif shape != "bare":
        plate.frame((0.5, 0.5, right, bottom), 0.55)
    if shape == "double":
        plate.frame((1.4, 1.4, right - 0.9, bottom - 0.9), 0.25)
