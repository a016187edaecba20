"""What is neither text nor signature: portraits, codes, boxed digits, emblems, sketches."""

import math

from synthesis.ink.codes import code128, qr_code
from synthesis.ink.grounds import emblem, portrait
from synthesis.ink.nouns import MM, Said
from synthesis.typesetting.column import Column, Part, Style, Word
from synthesis.typesetting.form_files import Item
from synthesis.typesetting.markup import Span
from synthesis.typesetting.paper import draw_box
from synthesis.typesetting.press import Press, verb
from synthesis.typesetting.sheet import Rule


def _numbers(text: str) -> list[float]:
    return [float(word) for word in text.split()]


@verb("photo")
def set_photo(press: Press, column: Column, item: Item) -> None:
    """Set a portrait at a place: left, top, width, height in millimeters."""
    left, top, width, height = (side * MM for side in _numbers(item.text))
    ink = portrait(width, height, press.draws)
    column.sheet.stamp(ink, (left + width / 2, top + height / 2))


@verb("emblem")
def set_emblem(press: Press, column: Column, item: Item) -> None:
    """Set an ornament at a place (left, top, size in millimeters) or in the middle."""
    if item.text.startswith("center"):
        size = float(item.text.split()[1]) * MM
        holder = column.block()
        holder.sheet.stamp(emblem(size, press.draws), (column.width / 2, size / 2))
        holder.y = size + 3
        column.lay(holder)
        return
    left, top, size = (side * MM for side in _numbers(item.text))
    column.sheet.stamp(emblem(size, press.draws), (left + size / 2, top + size / 2))


@verb("qr")
def set_qr(press: Press, column: Column, item: Item) -> None:
    """Set a QR code: left, top, size in millimeters, then the fact that it says."""
    *place, payload = item.text.split(maxsplit=3)
    left, top, size = (float(side) for side in place)
    text = "".join(span.text for span in press.spans(payload))
    center = ((left + size / 2) * MM, (top + size / 2) * MM)
    column.sheet.stamp(qr_code(text or "-", size), center)


@verb("code128")
def set_code128(press: Press, column: Column, item: Item) -> None:
    """Set a bar code: left, top, width, height in millimeters, then the fact that it says."""
    *place, payload = item.text.split(maxsplit=4)
    left, top, width, height = (float(side) * MM for side in place)
    text = "".join(span.text for span in press.spans(payload))
    ink = code128(text or "-", width / MM, height / MM)
    column.sheet.stamp(ink, (left + width / 2, top + height / 2))


@verb("mrz")
def set_mrz(press: Press, column: Column, item: Item) -> None:
    """Set the machine-readable zone: left, top in millimeters, size in points."""
    left, top, size = _numbers(item.text)
    style = Style(size=size, family="mono", leading=1.25)
    zone = column.block(column.sheet.width)
    for line in press.matter.say("mrz").text.split("\n"):
        zone.line(zone.words([Span(line)], style), "left", style)
    column.sheet.absorb(zone.sheet, left * MM, top * MM)


@verb("digits")
def set_digits(press: Press, column: Column, item: Item) -> None:
    """Set a label and a box for every digit of its value."""
    label, _, value = item.text.partition(": ")
    column.need(column.style.size * 1.9)
    side = min(column.style.size * 1.35, 6.2 * MM)
    baseline = column.y + side * 0.78
    said, x = column.row(press.words(column, label + ":"), column.left, baseline, 4.0)
    x += 6.0
    spans = press.spans(value if "{" in value else f"{{{value}}}")
    for place, (letter, span) in enumerate((c, s) for s in spans for c in s.text):
        (word,) = column.words([Span(letter, pen=span.pen, field=span.field)], column.style)
        said += _boxed(column, word.parts[0], (x, column.y, side, baseline), place > 0)
        x += side
    column.say(said)
    column.y += side + column.style.size * 0.45


def _boxed(
    column: Column, part: Part, place: tuple[float, float, float, float], glued: bool
) -> list[Said]:
    x, top, side, baseline = place
    draw_box(column.sheet, (x, top), (x + side, top + side), thickness=0.5)
    middle = x + (side - part.piece.width) / 2
    said, _ = column.row([Word((part,))], middle, baseline, 0.0)
    return [Said(s.text, s.box, s.written, s.field, glued) for s in said]


@verb("sketch")
def set_sketch(press: Press, column: Column, item: Item) -> None:
    """Draw a crooked plot with its sides' lengths, its number over its area, a north arrow."""
    draws, height = press.draws, float(item.text or 60) * MM
    holder = column.block()
    middle, reach = (column.width / 2, height / 2), height * 0.38
    count = draws.randint(3, 6)
    corners = [
        (
            middle[0] + reach * draws.uniform(0.8, 1.5) * math.cos(turn),
            middle[1] + reach * draws.uniform(0.6, 1.05) * math.sin(turn),
        )
        for turn in (2 * math.pi * (n + draws.uniform(-0.2, 0.2)) / count for n in range(count))
    ]
    style = column.sized(column.style.size * 0.75)
    _label(press, holder, "<so_thua>", (middle[0], middle[1] - 4), style)
    holder.rule(middle[0] - 16, middle[0] + 16, middle[1])
    _label(press, holder, "<dien_tich>", (middle[0], middle[1] + style.size), style)
    for (x0, y0), (x1, y1) in zip(corners, [*corners[1:], corners[0]], strict=True):
        holder.sheet.marks.append(Rule((x0, y0), (x1, y1), 1.0))
        out = 1.14 if draws.random() < 0.7 else 0.86
        at = (middle[0] + ((x0 + x1) / 2 - middle[0]) * out, (y0 + y1) / 2)
        _label(press, holder, f"{math.hypot(x1 - x0, y1 - y0) / 8:.1f}", at, style)
    _label(press, holder, "B", (column.width - 20, 14), style)
    holder.sheet.marks.append(Rule((column.width - 20, 18), (column.width - 20, 52), 0.9))
    holder.y = height
    column.lay(holder)


def _label(
    press: Press, column: Column, markup: str, center: tuple[float, float], style: Style
) -> None:
    words = press.words(column, markup, style)
    width = sum(word.width for word in words)
    said, _ = column.row(words, center[0] - width / 2, center[1], style.size / 3)
    column.say(said)
