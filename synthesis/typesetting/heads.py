"""The head of a paper: state and motto, office and number, place and day.

Source: NĐ 30/2020/NĐ-CP, appendix I; TT 01/2011/TT-BNV before it.
"""

from dataclasses import replace

from synthesis.typesetting.column import Column
from synthesis.typesetting.form_files import Item
from synthesis.typesetting.press import Press, verb
from synthesis.typesetting.sheet import Run
from synthesis.typesetting.texts import set_short_rule

_SMALL = 0.93
"""Heads are a little smaller than the text: 12-13 points beside 14."""


@verb("nation")
def set_nation(press: Press, column: Column, _item: Item) -> None:
    """Set the name and the motto of the state, as the era and the typist spell them."""
    draws = press.draws
    name = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    if draws.random() < 0.25:
        name = name.replace("HÒA", "HOÀ")
    dash = draws.choice(["-", "-", "-", "–"])
    motto = f"Độc lập {dash} Tự do {dash} Hạnh phúc"
    typed = column.style.jump > 0
    bold = "" if typed and draws.random() < 0.8 else "*"
    size = column.style.size * _SMALL
    style = replace(column.style, size=_fitting_size(press, column, name, size))
    press.set_text(column, f"{bold}{name}{bold}", style=style)
    words = press.words(column, f"{bold}{motto}{bold}", column.sized(style.size * 1.05))
    column.line(words, "center", column.sized(style.size * 1.05))
    width = sum(word.width for word in words) * draws.uniform(0.98, 1.12)
    set_short_rule(press, column, min(1.0, width / column.width) if not typed else 0.3)


def _fitting_size(press: Press, column: Column, text: str, size: float) -> float:
    """The size at which a bold line fits into the column."""
    words = press.words(column, f"*{text}*", column.sized(size))
    space = Run(" ", column.style.family, size).width + column.style.tracking
    natural = sum(word.width for word in words) + space * (len(words) - 1)
    return size * min(1.0, column.width * 0.99 / natural)


@verb("letterhead")
def set_letterhead(press: Press, column: Column, item: Item) -> None:
    """Set the two blocks: office and number on the left, then nation and day on the right.

    The subject of an official letter follows ``||`` and stands under the number.
    """
    number, _, subject = item.text.partition("||")
    draws, holder = press.draws, column.block()
    outdent = min(8 * 72 / 25.4, column.left - 24)
    whole, share = column.width + outdent, draws.uniform(0.39, 0.45)
    left = holder.block(whole * share)
    _set_office(press, left, number.strip(), subject.strip())
    right = holder.block(whole * (1 - share))
    set_nation(press, right, item)
    right.gap(column.style.size * draws.uniform(0.2, 0.9))
    _set_place_and_day(press, right)
    holder.sheet.absorb(left.sheet, 0.0, 0.0)
    holder.sheet.absorb(right.sheet, whole * share, 0.0)
    holder.y = max(left.y, right.y) + column.style.size * draws.uniform(0.4, 1.2)
    column.lay(holder, -outdent)


def _set_office(press: Press, column: Column, number: str, subject: str) -> None:
    office, size = press.matter.office, column.style.size * _SMALL
    for line in office.above:
        press.set_text(column, line, style=column.sized(_fitting_size(press, column, line, size)))
    for line in office.lines:
        fitting = column.sized(_fitting_size(press, column, line, size))
        press.set_text(column, f"*[co_quan_ban_hanh:{line}]*", style=fitting)
    set_short_rule(press, column, press.draws.uniform(0.2, 0.45))
    column.gap(press.draws.uniform(1, 6))
    if number:
        press.set_text(column, number)
    if subject:
        style = column.sized(column.style.size * press.draws.uniform(0.85, 0.95))
        press.set_text(column, subject, style=style)


def _set_place_and_day(press: Press, column: Column) -> None:
    """Set place and day in italics; the day in a gap, with it often the month."""
    draws = press.draws
    day, month, year = (f"<ngay_ban_hanh:{part}>" for part in ("day", "month", "year"))
    day = f"{{{day}~{draws.randint(14, 26)}}}"
    if draws.random() < 0.35:
        month = f"{{{month}~{draws.randint(12, 24)}}}"
    text = f"<noi>, [ngay_ban_hanh:ngày {day} tháng {month} năm {year}]"
    italic = "_" if not column.style.jump else ""
    words = press.words(column, f"{italic}{text}{italic}")
    column.line(words, "center", column.style)
