"""The end of a paper: recipients, titles, signatures, seals, names.

The seal covers the left third of the signature, as NĐ 30/2020 wants it, more or less.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from synthesis.chance import chance
from synthesis.ink.nouns import MM
from synthesis.ink.stamps import fingerprint, seal, signature
from synthesis.typesetting.column import Column
from synthesis.typesetting.form_files import Item
from synthesis.typesetting.markup import Span
from synthesis.typesetting.press import Press, verb

_EMPTY = (".", "~", "")
_FACT = re.compile(r"<(\w+)")


@verb("sign")
def set_signer(press: Press, column: Column, item: Item) -> None:
    """Set one signer in the middle of the column."""
    holder = column.block()
    _set_signature(press, holder, item.text)
    column.lay(holder)


@verb("signers")
def set_signers(press: Press, column: Column, item: Item) -> None:
    """Set signers side by side, read from left to right."""
    signers = item.text.split(" || ")
    holder, height = column.block(), 0.0
    width = column.width / len(signers)
    for number, signer in enumerate(signers):
        part = holder.block(width)
        _set_signature(press, part, signer.strip())
        holder.sheet.absorb(part.sheet, number * width, 0.0)
        height = max(height, part.y)
    holder.y = height
    column.lay(holder)


@verb("close")
def set_close(press: Press, column: Column, item: Item) -> None:
    """Set the recipients on the left, then the signer on the right."""
    titles, name, recipients = (part.strip() for part in f"{item.text} | |".split("|")[:3])
    draws, holder = press.draws, column.block()
    share = draws.uniform(0.42, 0.5)
    left = holder.block(column.width * share)
    _set_recipients(press, left, recipients)
    right = holder.block(column.width * (1 - share))
    _set_signature(press, right, f"{titles} | {name} | seal")
    holder.sheet.absorb(left.sheet, 0.0, 0.0)
    holder.sheet.absorb(right.sheet, column.width * share, 0.0)
    holder.y = max(left.y, right.y)
    column.gap(column.style.size * draws.uniform(0.2, 0.8))
    column.lay(holder)


def _set_recipients(press: Press, column: Column, recipients: str) -> None:
    lines = [line.strip().rstrip(";.") for line in recipients.split(";") if line.strip()]
    if not lines:
        return
    press.set_text(column, "*_Nơi nhận:_*", "left", style=column.sized(column.style.size * 0.88))
    small = column.sized(column.style.size * 0.8)
    for line, following in pairwise([*lines, ""]):
        press.set_text(column, f"- {line}{';' if following else '.'}", "left", style=small)


def _set_signature(press: Press, column: Column, parts: str) -> None:
    """Set titles, a remark, the signature (and seal), the name.

    ``parts``: ``titles / in lines | name | seal, plain, thumb or none | remark``.
    """
    titles, name, manner, remark = (part.strip() for part in f"{parts}| | |".split("|")[:4])
    if titles not in _EMPTY:
        style = column.sized(column.style.size * 0.95)
        if "<nguoi_ky" in name and set(_FACT.findall(titles)) == {"chuc_vu_nguoi_ky"}:
            # All that stands over the signer's name is said to be the office he signs in.
            titles = f"[chuc_vu_nguoi_ky:{titles}]"
        for line in _lines(press.spans(f"*{titles}*")):
            column.paragraph(column.words(line, style), style, align="center")
    if remark not in _EMPTY:
        press.set_text(column, f"_{remark}_", style=column.sized(column.style.size * 0.88))
    spans = press.spans("" if name in _EMPTY else f"*{name}*")
    signer = "".join(span.text for span in spans)
    room = (0.6 if manner == "none" else press.draws.uniform(1.2, 2.2)) * column.style.size * 2
    if manner == "thumb":
        room = min(20 * MM, column.width * 0.6)
    elif manner != "none":
        room = max(room, min(24 * MM, column.width * 0.3))
    if manner != "none":
        _sign(press, column, signer, manner, room)
    column.gap(room)
    if signer:
        column.line(column.words(spans, column.style), "center", column.style)


def _lines(spans: Iterable[Span]) -> list[list[Span]]:
    """Cut spans at the slashes that break lines, also those that facts say."""
    lines = [list[Span]()]
    for span in spans:
        first, *others = span.text.split(" / ")
        lines[-1].append(replace(span, text=first))
        lines += [[replace(span, text=text)] for text in others]
    return lines


def _sign(press: Press, column: Column, signer: str, manner: str, room: float) -> None:
    draws, small = press.draws, min(1.0, column.width / (60 * MM))
    middle = (column.left + column.width / 2, column.y + room / 2)
    if manner == "thumb":
        print_ = fingerprint(draws)
        share = room * 0.92 / max(print_.width, print_.height)
        scaled = replace(print_, width=print_.width * share, height=print_.height * share)
        column.sheet.stamp(scaled, middle, draws.uniform(-20, 20))
        return
    # A person signs alike on every paper.
    own = chance(0, "signature", signer) if signer else draws
    column.sheet.stamp(
        signature(own, press.filler.hand.pen, 40 * small),
        (middle[0] + draws.uniform(-2, 8) * MM * small, middle[1]),
        draws.uniform(-4, 4),
    )
    if manner == "seal":
        pressed = seal(press.matter.office.ring, press.matter.office.core, draws, 36 * small)
        shift = (draws.uniform(-24, -14) * MM * small, draws.uniform(-4, 4) * MM)
        column.sheet.stamp(pressed, (middle[0] + shift[0], middle[1] + shift[1]), draws.gauss(0, 8))
