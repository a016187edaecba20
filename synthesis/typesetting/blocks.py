"""Blocks: columns side by side, columns at a place, framed blocks, tables, figures."""

from collections.abc import Sequence
from dataclasses import replace

from synthesis.ink.nouns import MM, Said
from synthesis.typesetting.column import Column, Style, Word
from synthesis.typesetting.form_files import Item
from synthesis.typesetting.markup import Span, choose
from synthesis.typesetting.paper import draw_box
from synthesis.typesetting.press import Press, verb

_EMPTY = (".", "~", "")
_MARK = 4
"""As many letters at most have the numbers of rows, counts, crosses."""


@verb("columns")
def set_columns(press: Press, column: Column, item: Item) -> None:
    """Set columns side by side; one is read after the other."""
    shares = [float(share) / 100 for share in item.text.split()]
    parts = [list[Item]()]
    for line in item.block:
        if line.verb == "next":
            parts.append([])
        else:
            parts[-1].append(line)
    holder, left = column.block(), 0.0
    height = 0.0
    gutter = column.style.size * 0.6
    for share, lines in zip(shares, parts, strict=False):
        part = holder.block(column.width * share - gutter)
        press.set_items(part, lines)
        holder.sheet.absorb(part.sheet, left + gutter / 2, 0.0)
        height, left = max(height, part.y), left + column.width * share
    holder.y = height
    column.lay(holder)


@verb("at")
def set_at(press: Press, column: Column, item: Item) -> None:
    """Set a column at a place of the paper: left, top and width in millimeters, size."""
    left, top, width, *size = (float(number) for number in item.text.split())
    part = replace(column.block(width * MM), ragged=True)
    if size:
        part.style = replace(column.style, size=size[0], leading=1.22)
    press.set_items(part, item.block)
    column.sheet.absorb(part.sheet, left * MM, top * MM)


@verb("box")
def set_box(press: Press, column: Column, item: Item) -> None:
    """Set a framed block."""
    padding = float(item.text or 6)
    holder = column.block()
    part = holder.block(column.width - 2 * padding)
    press.set_items(part, item.block)
    holder.sheet.absorb(part.sheet, padding, padding)
    holder.y = part.y + 2 * padding
    draw_box(holder.sheet, (0.0, 0.0), (column.width, holder.y))
    column.lay(holder)
    column.gap(4.0)


@verb("table")
def set_table(press: Press, column: Column, item: Item) -> None:
    """Set a table, widths in percent; cells wrap, a row stays on one side."""
    *manner, shares = item.text.partition("plain ")[1:] if "plain" in item.text else ("", item.text)
    widths = [float(share) / 100 * column.width for share in shares.split()]
    ruled = not any(manner)
    style = replace(column.style, leading=column.style.leading * 0.94)
    for line in item.block:
        if line.chance < 1 and press.draws.random() >= line.chance:
            continue
        text = choose(line.text, press.draws)
        cells = [cell.strip() for cell in f" {text} ".split(" | ")]
        words = [[] if cell in _EMPTY else press.words(column, cell, style) for cell in cells]
        words += [[] for _ in widths[len(words) :]]
        column.lay(_table_row(column, widths, words[: len(widths)], style, ruled=ruled))
    column.gap(column.style.size * 0.5)


def _table_row(
    column: Column,
    widths: Sequence[float],
    cells: Sequence[list[Word]],
    style: Style,
    *,
    ruled: bool,
) -> Column:
    """One row; its lines run across the cells, as one reads them."""
    row, pitch, pad = column.block(), style.size * style.leading, 4.0
    space = column.words([Span("n")], style)[0].width / 2
    broken = [
        replace(row, width=width - 2 * pad).broken(words, style)
        for width, words in zip(widths, cells, strict=True)
    ]
    rows = max(1, *(len(lines) for lines in broken))
    for number in range(rows):
        said, left = list[Said](), 0.0
        for width, lines in zip(widths, broken, strict=True):
            if number < len(lines):
                natural = sum(w.width for w in lines[number]) + space * (len(lines[number]) - 1)
                center = _is_centered(lines)
                x = left + (max(pad, (width - natural) / 2) if center else pad)
                found, _ = row.row(lines[number], x, number * pitch + pad + style.size, space)
                said += found
            left += width
        row.say(said)
    row.y = rows * pitch + 2 * pad
    if ruled:
        _rule_row(row, widths)
    return row


def _is_centered(lines: list[list[Word]]) -> bool:
    """Heads (bold) and marks of a few letters stand in the middle of their cell."""
    words = [word for line in lines for word in line]
    letters = sum(len(part.piece.text) for word in words for part in word.parts)
    return letters <= _MARK or all(_is_bold(word) for word in words)


def _is_bold(word: Word) -> bool:
    return all("bold" in getattr(part.piece, "face", "") for part in word.parts)


def _rule_row(row: Column, widths: Sequence[float]) -> None:
    left = 0.0
    for width in widths:
        draw_box(row.sheet, (left, 0.0), (left + width, row.y), thickness=0.6)
        left += width


@verb("figures")
def set_figures(press: Press, column: Column, item: Item) -> None:
    """Set a drawn table of so many rows and columns: nouns, counts, amounts, shares."""
    rows, columns = (int(number) for number in item.text.split())
    draws = press.draws
    kinds = [
        draws.choice(["count", "count", "amount", "share", "noun"]) for _ in range(columns - 2)
    ]
    wide = [0.07, 0.36, *(draws.uniform(0.8, 1.4) for _ in kinds)]
    rest = (1 - 0.43) / sum(wide[2:])
    widths = [share * column.width * (1 if n < 2 else rest) for n, share in enumerate(wide)]
    heads = [draws.choice(["TT", "STT", "Số TT"]), *(press.matter.noun() for _ in wide[1:])]
    body = [
        [str(number), press.matter.noun(), *(_figure(press, kind) for kind in kinds)]
        for number in range(1, rows + 1)
    ]
    style = replace(column.style, size=column.style.size * draws.uniform(0.8, 1.0))
    for number, texts in enumerate([heads, *body]):
        bold = number == 0
        cells = [column.words([Span(text, bold=bold)], style) for text in texts]
        column.lay(_table_row(column, widths, cells, style, ruled=True))
    column.gap(column.style.size * 0.6)


def _figure(press: Press, kind: str) -> str:
    draws = press.draws
    if kind == "noun":
        return press.matter.noun()
    if kind == "amount":
        return f"{draws.randint(1, 99_000) * 1000:,}".replace(",", ".")
    if kind == "share":
        return f"{draws.uniform(0, 100):.1f}".replace(".", ",") + draws.choice(["", "%"])
    return f"{draws.randint(0, 9999):02d}"
