"""The arrangement that official papers share: letterhead, title, recipients, signer.

Source: NĐ 30/2020/NĐ-CP, appendix I (margins, blocks, sizes of letters).
"""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from random import Random

from synthesis.chance import chance
from synthesis.dates import day_and_month
from synthesis.handwriting import BLACK_PEN, BLUE_PEN, Hand
from synthesis.ink import seal, signature, tint
from synthesis.layout import Column, Style
from synthesis.sheet import A4, MM, Color, Rule, Sheet

LEFT, TOP, WIDTH = 30 * MM, 18 * MM, 163 * MM
BODY = Style(size=14, leading=1.34)
HANDS = ("dancing-script", "patrick-hand", "allura")


@dataclass(frozen=True, slots=True)
class Office:
    """Who issues a paper.

    Attributes:
        above: Lines of the office above, in capitals; may be empty.
        lines: Its own lines, in capitals, bold.
        place: Where it sits, as before the day.
        name: As one says it in a sentence.
        ring, core: Letters around and inside its seal.
    """

    above: tuple[str, ...]
    lines: tuple[str, ...]
    place: str
    name: str
    ring: str
    core: tuple[str, ...]


def commune_committee(commune: str, province: str) -> Office:
    """The People's Committee of a commune under a province (no districts since 7/2025)."""
    place = commune.split(" ", 1)[1]
    return Office(
        above=("ỦY BAN NHÂN DÂN", f"TỈNH {province.upper()}"),
        lines=("ỦY BAN NHÂN DÂN", commune.upper()),
        place=place,
        name=f"Ủy ban nhân dân {commune}",
        ring=f"UBND {commune} - tỉnh {province}",
        core=("Ủy ban", "nhân dân"),
    )


def some_hand(draws: Random) -> Hand:
    """Somebody's handwriting, in blue ink mostly."""
    return Hand(draws.choice(HANDS), draws.choice([BLUE_PEN, BLUE_PEN, BLACK_PEN]), draws)


def blank_page(hand: Hand, style: Style = BODY) -> Column:
    """An empty A4 side with the column of its text."""
    return Column(Sheet(), LEFT, WIDTH, TOP, hand, style)


def ground(page: Column, color: Color, height: float = A4[1] - 22 * MM) -> None:
    """Print the security ground and the frame of a certificate, from the upper edge down."""
    width, top = A4[0] - 22 * MM, 11 * MM
    center = (A4[0] / 2, top + height / 2)
    page.sheet.stamp(tint(width, height, color, page.hand.draws), center)
    dark: Color = (color[0] * 2 // 3, color[1] * 2 // 3, color[2] * 2 // 3)
    for inset, thickness in ((1.2 * MM, 2.6), (2.6 * MM, 0.7)):
        left, right = A4[0] / 2 - width / 2 + inset, A4[0] / 2 + width / 2 - inset
        upper, lower = top + inset, top + height - inset
        corners = ((left, upper), (right, upper), (right, lower), (left, lower), (left, upper))
        edges = pairwise(corners)
        page.sheet.marks += [Rule(start, end, thickness, dark) for start, end in edges]


def next_page(page: Column, number: int) -> Column:
    """Another side of the same paper, with its number at the head."""
    following = blank_page(page.hand, page.style)
    following.y = 14 * MM
    following.line(str(number), align="center", size=13)
    following.gap(6)
    return following


def letterhead(
    page: Column, office: Office, number: str, place_and_day: str, subject: tuple[str, ...] = ()
) -> None:
    """Set the two blocks at the head: left the office and number, then right the nation.

    ``subject`` are lines "V/v …" of an official letter.
    """
    size = 12.5
    left = page.beside(page.left - 8 * MM, 68 * MM, page.y)
    left.lines(*office.above, align="center", size=size)
    left.lines(*(f"*{line}*" for line in office.lines), align="center", size=size)
    left.underline(0.3)
    left.gap(5)
    left.line(number, align="center", size=13)
    left.lines(*subject, align="center", size=12)
    right = page.beside(page.left + 60 * MM, 107 * MM, page.y)
    nation(right)
    right.gap(9)
    right.line(f"_{place_and_day}_", align="center", size=13.5)
    page.y = max(left.y, right.y) + 12


def nation(column: Column) -> None:
    """Set the name and the motto of the state."""
    column.line("*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM*", align="center", size=12.5)
    column.line("*Độc lập - Tự do - Hạnh phúc*", align="center", size=13.5)
    width = column.words("*Độc lập - Tự do - Hạnh phúc*", 13.5)
    column.underline(sum(word.width for word in width) * 1.08 / column.width)


def written_day(place: str, day: date) -> str:
    """Place and day with the day written by hand into its gap."""
    number, month = day_and_month(day)
    return f"{place}, ngày {{{number}~20}} tháng {month} năm {day.year}"


def title(page: Column, name: str, *subject: str) -> None:
    """Set the name of the type and the subject, centered and bold."""
    page.line(f"*{name}*", align="center", size=14)
    page.lines(*(f"*{line}*" for line in subject), align="center", size=13.5)
    if subject:
        page.underline(0.28)
    page.gap(9)


def close(
    page: Column, office: Office, titles: tuple[str, ...], name: str, copies: tuple[str, ...]
) -> None:
    """Set the recipients on the left, then the signer on the right, sealed and signed."""
    page.gap(6)
    left = page.beside(page.left, 70 * MM, page.y)
    if copies:
        left.line("*_Nơi nhận:_*", size=12)
        left.lines(*(f"- {copy}" for copy in copies), size=11)
    right = page.beside(page.left + 74 * MM, 92 * MM, page.y)
    sign(right, titles, name, office)
    page.y = max(left.y, right.y)


def sign(column: Column, titles: tuple[str, ...], name: str, office: Office | None = None) -> None:
    """Set a signer centered: his office, the signature, the name; the seal over its left third."""
    draws = column.hand.draws
    own = chance(0, "signature", name)  # a person signs alike on every paper
    column.lines(*(f"*{line}*" for line in titles), align="center", size=13)
    middle = (column.left + column.width / 2, column.y + 14 * MM)
    column.sheet.stamp(signature(own, BLUE_PEN), (middle[0] + 6 * MM, middle[1]))
    if office is not None:
        pressed = seal(office.ring, office.core, draws)
        shift = (draws.uniform(-23, -17) * MM, draws.uniform(-4, 0) * MM)
        center = (middle[0] + shift[0], middle[1] + shift[1])
        column.sheet.stamp(pressed, center, draws.uniform(-14, 14))
    column.gap(29 * MM)
    column.line(f"*{name}*", align="center", size=13.5)
