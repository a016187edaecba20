"""Pictures of single text lines: printed, typed, written by hand, forms filled in by hand.

Hundreds a second on one core: a line is drawn at the size in which it is read, from coverage
(uint8, 255 is ink) to gray (0 is ink), then damaged.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count
from random import Random
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from synthesis.chance import chance
from synthesis.dates import day_and_month
from synthesis.ink.fonts import Split, draw_family, font
from synthesis.ink.hands import Hand, draw_hand
from synthesis.language.codes import any_day, law_number
from synthesis.language.lines import random_line
from synthesis.scanning import damage_line
from synthesis.society.people import draw_full_name

Pixels = NDArray[np.uint8]
Subject = Literal["all", "heads"]

_SIZES = (18, 56)
"""Heights of print, in pixels per em: small letters at 150 dpi to headings at 300."""

_HANDS = 64
"""As many persons write at a time; one hand makes several lines before it goes."""


@dataclass(frozen=True, slots=True)
class LineImage:
    """A line as it was scanned.

    Attributes:
        pixels: (height, width) uint8; 0 is ink, 255 is paper.
        written: Something in it is written by hand.
    """

    pixels: Pixels
    text: str
    written: bool


@dataclass(frozen=True, slots=True)
class _Strip:
    """Coverage of a piece of a line, and the row of its baseline."""

    cover: Pixels
    baseline: int


@dataclass(frozen=True, slots=True)
class _Bench:
    """What a line is made with."""

    draws: Random
    split: Split
    size: int
    hand: Hand

    def printed(self, text: str, face: str) -> _Strip:
        """Print text."""
        opened = font(face, self.size)
        left, top, right, bottom = opened.getbbox(text, anchor="ls")
        canvas = Image.new("L", (max(1, int(right - left)), max(1, int(bottom - top))), 0)
        ImageDraw.Draw(canvas).text((-left, -top), text, fill=255, font=opened, anchor="ls")
        return _Strip(np.asarray(canvas), -int(top))

    def written(self, text: str) -> _Strip:
        """Write text by hand, about as tall as print."""
        cover, baseline = self.hand.line(text, max(12, round(self.size * 1.1)))
        return _Strip(cover, baseline)

    def face(self) -> str:
        """A face as lines of papers have it: upright mostly."""
        manner = self.draws.choices(["serif", "sans"], [80, 20])[0]
        shape = self.draws.choices(["", "-bold", "-italic", "-bold-italic"], [70, 16, 11, 3])[0]
        return draw_family(self.draws, manner, self.split).name + shape


Maker = Callable[[_Bench], tuple[list[_Strip], str, bool]]


def line_images(
    seed: int,
    split: Split = "training",
    strength: Callable[[int], float] = lambda _: 1.0,
    subject: Subject = "all",
) -> Iterator[LineImage]:
    """Make lines without end; the same seed gives the same lines.

    Args:
        split: Fonts, hands and digits to learn from, or those kept for measuring.
        strength: Of the damage (0 is none, 1 is what archives hold), by the number of the line,
            so that a curriculum can go from clean to worn.
        subject: Lines of all sorts, or only numbers and days as headers of papers have them.
    """
    for number in count():
        draws = chance(seed, "line", split, str(number))
        writer = number // (_HANDS * 8) * _HANDS + number % _HANDS
        hand = replace(_hand(seed, split, writer), draws=draws)
        bench = _Bench(draws, split, round(draws.triangular(*_SIZES, 30)), hand)
        yield _line_image(bench, subject, strength(number))


@lru_cache(2 * _HANDS)
def _hand(seed: int, split: Split, number: int) -> Hand:
    return draw_hand(chance(seed, "hand", split, str(number)), split)


def _line_image(bench: _Bench, subject: Subject, strength: float) -> LineImage:
    maker = bench.draws.choices(*_MAKERS[subject])[0]
    strips, text, written = maker(bench)
    gray = _inked(_joined(strips, bench), bench.draws)
    return LineImage(damage_line(gray, bench.draws, strength), text, written)


def _print_line(bench: _Bench) -> tuple[list[_Strip], str, bool]:
    text = random_line(bench.draws, _length(bench.draws))
    return [bench.printed(text, bench.face())], text, False


def _type_line(bench: _Bench) -> tuple[list[_Strip], str, bool]:
    """A typewriter's line, its letters a little off it, some struck harder."""
    draws = bench.draws
    text = random_line(draws, min(60, _length(draws)))
    face = draw_family(draws, "type", bench.split).name
    opened, jump = font(face, bench.size), bench.size * draws.uniform(0, 0.05)
    left, top, right, bottom = opened.getbbox(text, anchor="ls")
    room = round(jump) + 1
    canvas = Image.new("L", (int(right - left) + 4, int(bottom - top) + 2 * room), 0)
    pen, x = ImageDraw.Draw(canvas), -left
    for letter in text:
        at = (x, room - top + draws.uniform(-jump, jump))
        pen.text(at, letter, fill=draws.randint(170, 255), font=opened, anchor="ls")
        x += opened.getlength(letter)
    return [_Strip(np.asarray(canvas), room - int(top))], text, False


def _write_line(bench: _Bench) -> tuple[list[_Strip], str, bool]:
    text = _written_words(bench.draws)
    return [bench.written(text)], text, True


def _written_words(draws: Random) -> str:
    """What people write into forms: names, days, numbers, a few words."""
    kind = draws.random()
    if kind < 0.35:
        name = draw_full_name(draws, draws.randint(1980, 2026))
        return name.upper() if draws.random() < 0.2 else name
    if kind < 0.55:
        day = any_day(draws)
        return day.strftime(draws.choice(["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%y", "%d/%m/%y"]))
    if kind < 0.75:
        return "".join(draws.choices("0123456789", k=draws.choice([1, 2, 2, 3, 3, 4, 9, 12])))
    return random_line(draws, draws.randint(6, 34))


def _number_line(bench: _Bench) -> tuple[list[_Strip], str, bool]:
    """``Số: 15/QĐ-UBND`` with the number by hand in its gap."""
    draws, face = bench.draws, bench.face()
    number = f"{draws.choice([draws.randint(1, 99), draws.randint(1, 4999)]):02d}"
    # Older numbers have no stroke, and none ends with it.
    notation = law_number(draws).partition("/")[2] or "QĐ-UBND"
    label = draws.choice(["Số:", "Số:", "Số", "Số :"])
    strips = [bench.printed(label + " ", face), bench.written(number)]
    strips.append(bench.printed("/" + notation, face))
    return strips, f"{label} {number}/{notation}", True


def _day_line(bench: _Bench) -> tuple[list[_Strip], str, bool]:
    """``Cà Mau, ngày 05 tháng 01 năm 2025`` with the day, often the month, by hand."""
    draws = bench.draws
    italic = draw_family(draws, "serif", bench.split).name + "-italic" * (draws.random() < 0.85)
    day = any_day(draws)
    number, month = day_and_month(day)
    # Some peoples have names of one word.
    place = draw_full_name(draws, 2020).rpartition(" ")[2] if draws.random() < 0.8 else ""
    lead = f"{place}, ngày" if place else "Ngày"
    by_hand = draws.random() < 0.45
    said = [(lead, False), (number, True), ("tháng", False), (month, by_hand)]
    said.append((f"năm {day.year}", False))
    strips = [
        bench.written(text) if written else bench.printed(f" {text} ", italic)
        for text, written in said
    ]
    return strips, " ".join(text for text, _ in said), True


def _form_line(bench: _Bench) -> tuple[list[_Strip], str, bool]:
    """A printed label and a value by hand upon leader dots."""
    draws, face = bench.draws, bench.face()
    label = draws.choice(_LABELS)
    value = _written_words(draws)
    label_strip, value_strip = bench.printed(label + " ", face), bench.written(value)
    return [label_strip, _dotted(value_strip, bench)], f"{label} {value}", True


_LABELS = (
    "Họ và tên:|Họ, chữ đệm, tên:|Ngày, tháng, năm sinh:|Sinh ngày:|Nơi sinh:|Quê quán:|Dân tộc:"
    "|Quốc tịch:|Số CMND:|Số định danh cá nhân:|CCCD số:|Cấp ngày:|Nơi cấp:|Nơi cư trú:"
    "|Nơi thường trú:|Địa chỉ:|Nghề nghiệp:|Kính gửi:|Tôi tên là:|Người nộp tiền:|Số tiền:"
    "|Bằng chữ:|Thửa đất số:|Tờ bản đồ số:|Diện tích:|Điện thoại:|Quan hệ với chủ hộ:|Giới tính:"
    "|Lý do:|Ghi chú:|Số thứ tự:|Ngày:|Chuyển:"
).split("|")


def _dotted(strip: _Strip, bench: _Bench) -> _Strip:
    """Dots under handwriting, a little below or through its baseline."""
    cover = np.pad(strip.cover, ((0, 6), (4, round(bench.size * bench.draws.uniform(0, 3)))))
    step, thick = max(3, bench.size // bench.draws.randint(5, 9)), 1 + bench.size // 30
    row = min(strip.baseline + bench.draws.randint(0, 3), cover.shape[0] - thick)
    for x in range(0, cover.shape[1] - thick, step):
        cover[row : row + thick, x : x + thick] = 230
    return _Strip(cover, strip.baseline)


_MAKERS: Mapping[Subject, tuple[Sequence[Maker], Sequence[int]]] = {
    "all": (
        (_print_line, _type_line, _write_line, _number_line, _day_line, _form_line),
        (58, 10, 11, 6, 6, 9),
    ),
    "heads": ((_number_line, _day_line), (1, 1)),
}


def _length(draws: Random) -> int:
    """Letters of a line: full lines mostly, headings and cells among them."""
    return draws.choice([draws.randint(50, 88), draws.randint(20, 60), draws.randint(3, 24)])


def _joined(strips: Sequence[_Strip], bench: _Bench) -> Pixels:
    """Strips beside each other on one baseline, with margins around."""
    above = max(strip.baseline for strip in strips)
    below = max(strip.cover.shape[0] - strip.baseline for strip in strips)
    gaps = [round(bench.size * bench.draws.uniform(-0.04, 0.1)) for _ in strips]
    width = sum(strip.cover.shape[1] + gap for strip, gap in zip(strips, gaps, strict=True))
    edge = [round(bench.size * bench.draws.uniform(0.06, 0.35)) for _ in range(4)]
    canvas = np.zeros(
        (above + below + edge[0] + edge[1], max(8, width) + edge[2] + edge[3] + 8), np.uint8
    )
    x = edge[2]
    for strip, gap in zip(strips, gaps, strict=True):
        x = max(0, x + gap)
        top = edge[0] + above - strip.baseline
        height, wide = strip.cover.shape
        part = canvas[top : top + height, x : x + wide]
        np.maximum(part, strip.cover[:, : part.shape[1]], out=part)
        x += wide
    return canvas


def _inked(cover: Pixels, draws: Random) -> Pixels:
    """Ink on paper: black of print to the gray of a dry pen, on white to yellow paper."""
    ink, paper = draws.choice([20, 30, 60, draws.randint(10, 120)]), draws.randint(215, 255)
    tones = np.linspace(paper, ink, 256).astype(np.uint8)
    return tones[cover]
