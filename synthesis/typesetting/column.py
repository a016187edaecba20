"""A column that lines are set down in: words, styles, handwriting, paragraphs, leader rows.

Every line set is recorded on the sheet word by word as it can be read. A column that belongs to
a book goes on on a new side when it is full.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Literal, Protocol

from synthesis.ink.hands import Hand
from synthesis.ink.nouns import BLACK, Color, Said
from synthesis.typesetting.markup import WIDE_BLANK, Span
from synthesis.typesetting.sheet import Piece, Rule, Run, Sheet, ink_box

Align = Literal["left", "center", "right", "justify"]


_SIGNS = ("□", "☒", "☑")
"""Boxes to tick: drawn, but no text."""


@dataclass(frozen=True, slots=True)
class Style:
    """How letters look and how far lines are apart (``leading``, in sizes).

    Attributes:
        family: Of the form's print; ``typed``: of what is typed into it.
        tracking: Room after every letter, in points.
        jump: How far, in points, a typewriter's letters stand off their line; 0 for print.
    """

    size: float = 13.0
    family: str = "serif"
    typed: str = "serif"
    leading: float = 1.28
    color: Color = BLACK
    tracking: float = 0.0
    jump: float = 0.0


@dataclass(frozen=True, slots=True)
class Filler:
    """Who fills a form in: a hand, or (``by_hand`` is False) a printer or typewriter."""

    hand: Hand
    by_hand: bool
    draws: Random


@dataclass(frozen=True, slots=True)
class Part:
    """Letters of a word in one manner."""

    piece: Piece
    written: bool
    field: str


@dataclass(frozen=True, slots=True)
class Word:
    """Parts without a space between them; ``blanks`` are wide blanks before it."""

    parts: tuple[Part, ...]
    blanks: int = 0

    @property
    def width(self) -> float:
        return sum(part.piece.width for part in self.parts)


class Book(Protocol):
    """Whatever gives a column its next side."""

    def turn(self) -> tuple[Sheet, float, float]:
        """A new side, the top of its first line and its lower margin."""
        ...


@dataclass(slots=True)
class Column:
    """A column of lines on a sheet; ``y`` is the top of the next line.

    Attributes:
        bottom: Where a column of a book is full.
        book: None for a column inside a block.
        ragged: Its paragraphs are not stretched to the right edge.
    """

    sheet: Sheet
    left: float
    width: float
    y: float
    filler: Filler
    style: Style = Style()
    bottom: float = float("inf")
    book: Book | None = None
    ragged: bool = False

    @property
    def right(self) -> float:
        return self.left + self.width

    def block(self, width: float | None = None) -> "Column":
        """A column on a block of its own, its upper left corner at (0, 0)."""
        width = self.width if width is None else width
        return Column(Sheet(width, 0.0), 0.0, width, 0.0, self.filler, self.style)

    def lay(self, block: "Column", dx: float = 0.0) -> None:
        """Lay a block at the next line, on a new side if it does not fit."""
        self.need(block.y)
        self.sheet.absorb(block.sheet, self.left + dx, self.y)
        self.y += block.y

    def need(self, height: float) -> None:
        """Go on on a new side unless ``height`` points are left on this one."""
        if self.book is not None and self.y + height > self.bottom:
            self.sheet, self.y, self.bottom = self.book.turn()

    def gap(self, points: float) -> None:
        """Leave room above the next line."""
        self.y += points

    def sized(self, size: float) -> Style:
        """The column's style at another size."""
        return replace(self.style, size=size)

    def words(self, spans: Iterable[Span], style: Style) -> list[Word]:
        """Cut spans into words at their spaces."""
        found, parts, blanks = list[Word](), list[Part](), 0
        for span in spans:
            pieces = span.text.replace(WIDE_BLANK, f" {WIDE_BLANK} ").split(" ")
            for number, text in enumerate(pieces):
                if number and parts:
                    found.append(Word(tuple(parts), blanks))
                    parts, blanks = [], 0
                if text == WIDE_BLANK:
                    blanks += 1
                elif text or span.gap:
                    # Several words fill a gap by themselves.
                    gap = span.gap if len(pieces) == 1 else 0.0
                    parts += self._parts(span, text, style, gap)
        if parts:
            found.append(Word(tuple(parts), blanks))
        return found

    def _parts(self, span: Span, text: str, style: Style, gap: float) -> list[Part]:
        """Letters in one manner; what is typed into a gap has the rest of it around."""
        by_hand = span.pen == "always" or (span.pen == "filled" and self.filler.by_hand)
        if by_hand and text:
            return [Part(self.filler.hand.write(text, style.size, gap), True, span.field)]
        if text in _SIGNS:
            return [Part(Run(text, "symbols", style.size, style.color), False, "")]
        family = style.typed if span.pen else style.family
        face = family + "-bold" * span.bold + "-italic" * span.italic
        run = Run(text, face, style.size, style.color, style.tracking)
        part = Part(run, False, span.field)
        if run.width >= gap:
            return [part]
        blank = replace(run, text=" ", tracking=0.0)
        pad = Part(replace(blank, tracking=(gap - run.width) / 2 - blank.width), False, "")
        return [pad, part, pad]

    def line(self, words: Sequence[Word], align: Align, style: Style, indent: float = 0.0) -> None:
        """Set one line, however long it is."""
        self.need(style.size * style.leading)
        space = self._space(style)
        natural = sum(word.width for word in words) + space * self._spaces(words)
        slack = self.width - indent - natural
        x = self.left + indent
        if align == "justify" and len(words) > 1:
            # Never squeeze below three quarters of a space.
            space = max(space + slack / self._spaces(words), space * 0.75)
        elif align in ("center", "right"):
            x += slack / 2 if align == "center" else slack
        said, _ = self.row(words, x, self.y + style.size * 0.95, space)
        self.say(said)
        self.y += style.size * style.leading

    def say(self, said: Sequence[Said]) -> None:
        """Record a line that stands on the sheet."""
        if said:
            self.sheet.lines.append(tuple(said))

    def paragraph(
        self, words: Sequence[Word], style: Style, *, align: Align = "justify", indent: float = 0.0
    ) -> None:
        """Set words broken into lines; the last one is not stretched."""
        rows = self.broken(words, style, indent)
        for number, row in enumerate(rows):
            last = number == len(rows) - 1
            self.line(
                row,
                "left" if last and align == "justify" else align,
                style,
                indent if number == 0 else 0.0,
            )

    def broken(self, words: Sequence[Word], style: Style, indent: float = 0.0) -> list[list[Word]]:
        """Fill lines greedily; a word wider than the column gets a line of its own."""
        space, rows, room = self._space(style), [list[Word]()], self.width - indent
        for word in words:
            need = word.width + (space * (1 + 3 * word.blanks) if rows[-1] else 0.0)
            if rows[-1] and need > room:
                rows.append([])
                room, need = self.width, word.width
            rows[-1].append(word)
            room -= need
        return [row for row in rows if row]

    def row(
        self, words: Sequence[Word], x: float, baseline: float, space: float
    ) -> tuple[list[Said], float]:
        """Place words from x on; gives what they say and where the last one ends."""
        said, end = list[Said](), x
        for number, word in enumerate(words):
            x = end + (space * (1 + 3 * word.blanks) if number else 0.0)
            for place, part in enumerate(word.parts):
                self._strike(part.piece, x, baseline)
                if part.piece.text.strip() and part.piece.text not in _SIGNS:
                    box = ink_box(part.piece, x, baseline)
                    said.append(Said(part.piece.text, box, part.written, part.field, place > 0))
                x += part.piece.width
            end = x
        return said, end

    def rule(self, start: float, end: float, y: float, thickness: float = 0.6) -> None:
        """Rule a line across."""
        self.sheet.marks.append(Rule((start, y), (end, y), thickness, self.style.color))

    def leaders(self, start: float, end: float, baseline: float) -> None:
        """Dot a line from one place to another, for a value to stand on."""
        if end - start > 4:
            size = self.style.size
            dots = Rule((start, baseline + 1), (end, baseline + 1), size / 18, BLACK, size / 5.4)
            self.sheet.marks.append(dots)

    def _spaces(self, words: Sequence[Word]) -> int:
        return max(1, sum(1 + 3 * word.blanks for word in words[1:]))

    def _space(self, style: Style) -> float:
        return Run(" ", style.family, style.size).width + style.tracking

    def _strike(self, piece: Piece, x: float, baseline: float) -> None:
        """Place a piece; typed letters one by one, each a little off the line."""
        if isinstance(piece, Run) and self.style.jump:
            for letter in piece.text:
                struck = replace(piece, text=letter)
                off = self.filler.draws.uniform(-self.style.jump, self.style.jump)
                self.sheet.place(struck, x, baseline + off)
                x += struck.width
        else:
            self.sheet.place(piece, x, baseline)
