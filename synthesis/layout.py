"""Setting lines down a column: words, bold and italic, handwriting, leaders, tables.

Text comes as markup: ``*bold*``, ``_italic_``, ``{words written by hand}``, ``{15~40}`` for
words written into a printed gap of 40 points. Every line set is recorded on the sheet as it
can be read.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from synthesis.handwriting import Hand
from synthesis.sheet import BLACK, Color, Piece, Rule, Run, Sheet

Align = Literal["left", "center", "right", "justify"]

_WORD = re.compile(r"(?:\{[^}]*\}|[^\s{])+")
_PIECE = re.compile(r"\{([^}~]*)~?(\d*)\}|([*_])|([^{*_]+)")


@dataclass(frozen=True, slots=True)
class Style:
    """How letters look and how far lines are apart (``leading``, in sizes).

    ``jump`` is how far, in points, a typewriter's letters stand off their line.
    """

    size: float = 13.0
    family: str = "serif"
    leading: float = 1.28
    color: Color = BLACK
    jump: float = 0.0


@dataclass(frozen=True, slots=True)
class Word:
    """Pieces without a space between them."""

    pieces: tuple[Piece, ...]

    @property
    def width(self) -> float:
        return sum(piece.width for piece in self.pieces)

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class Column:
    """A column of lines on a sheet; ``y`` is the top of the next line, ``hand`` writes in it."""

    sheet: Sheet
    left: float
    width: float
    y: float
    hand: Hand
    style: Style = Style()

    @property
    def right(self) -> float:
        return self.left + self.width

    def beside(self, left: float, width: float, y: float) -> "Column":
        """Another column on the same sheet, in the same style and hand."""
        return replace(self, left=left, width=width, y=y)

    def gap(self, points: float) -> None:
        """Leave room above the next line."""
        self.y += points

    def words(self, markup: str, size: float | None = None) -> list[Word]:
        """Cut markup into words; a style that is opened lasts until it is closed."""
        style = self.style if size is None else replace(self.style, size=size)
        found, bold, italic = [], False, False
        for token in _WORD.findall(markup):
            pieces: list[Piece] = []
            for written, gap, mark, printed in _PIECE.findall(token):
                if mark:
                    bold, italic = bold ^ (mark == "*"), italic ^ (mark == "_")
                elif printed:
                    face = style.family + "-bold" * bold + "-italic" * italic
                    pieces.append(Run(printed, face, style.size, style.color))
                else:
                    pieces.append(self.hand.write(written, style.size, float(gap or 0)))
            if pieces:
                found.append(Word(tuple(pieces)))
        return found

    def line(self, markup: str, align: Align = "left", size: float | None = None) -> None:
        """Set one line, however long it is."""
        self._set(self.words(markup, size), align, size or self.style.size)

    def lines(self, *markups: str, align: Align = "left", size: float | None = None) -> None:
        """Set lines one below the other."""
        for markup in markups:
            self.line(markup, align, size)

    def paragraph(
        self,
        markup: str,
        *,
        indent: float = 36.0,
        align: Align = "justify",
        size: float | None = None,
        after: float = 6.0,
    ) -> None:
        """Set a paragraph broken into lines; its last line is not stretched."""
        rows = self._break(self.words(markup, size), indent, size or self.style.size)
        shift = indent
        for row in rows[:-1]:
            self._set(row, align, size or self.style.size, shift)
            shift = 0.0
        last: Align = "left" if align == "justify" else align
        self._set(rows[-1], last, size or self.style.size, shift)
        self.gap(after)

    def underline(self, share: float) -> None:
        """Rule a line under the last one, centered, over a share of the column."""
        middle, half = self.left + self.width / 2, self.width * share / 2
        y = self.y + 1.5
        self.sheet.marks.append(Rule((middle - half, y), (middle + half, y), 0.8))
        self.gap(4.0)

    def fill(self, *cells: tuple[str, str], shares: Sequence[float] = ()) -> None:
        """Set labels, each followed by leader dots that carry a value to the cell's end.

        ``shares`` are the cells' parts of the width; equal parts when left out.
        """
        baseline = self._baseline(self.style.size)
        x, said = self.left, []
        for number, (label, value) in enumerate(cells):
            width = self.width * (shares[number] if shares else 1 / len(cells))
            words = self.words(label)
            end = self._row(words, x, baseline, self._space())
            self.sheet.marks.append(
                Rule((end + 3, baseline + 1), (x + width - 6, baseline + 1), 0.7, dots=2.4)
            )
            values = self.words(value)
            self._row(values, end + 6, baseline, self._space())
            said += [word.text for word in words + values]
            x += width
        self.sheet.lines.append(" ".join(said))
        self._next(self.style.size)

    def table(self, shares: Sequence[float], rows: Sequence[Sequence[str]]) -> None:
        """Set a ruled table of one-line cells; a row is one line of the text."""
        height = self.style.size * 1.7
        top = self.y
        for number, row in enumerate(rows):
            x, baseline, said = self.left, self.y + height * 0.68, []
            for share, cell in zip(shares, row, strict=True):
                words = self.words(cell)
                self._row(words, x + 4, baseline, self._space())
                said += [word.text for word in words]
                x += share * self.width
            self.sheet.lines.append(" ".join(said))
            self.y = top + (number + 1) * height
        self._grid(shares, top, height, len(rows))
        self.gap(8.0)

    def _grid(self, shares: Sequence[float], top: float, height: float, rows: int) -> None:
        for number in range(rows + 1):
            y = top + number * height
            self.sheet.marks.append(Rule((self.left, y), (self.right, y)))
        x = self.left
        for share in (*shares, 0.0):
            self.sheet.marks.append(Rule((x, top), (x, top + rows * height)))
            x += share * self.width

    def _space(self, size: float | None = None) -> float:
        return Run(" ", self.style.family, size or self.style.size).width

    def _baseline(self, size: float) -> float:
        return self.y + size * 0.95

    def _next(self, size: float) -> None:
        self.y += size * self.style.leading

    def _break(self, words: list[Word], indent: float, size: float) -> list[list[Word]]:
        """Fill lines greedily; a word wider than the column gets a line of its own."""
        space, rows, room = self._space(size), [list[Word]()], self.width - indent
        for word in words:
            if rows[-1] and word.width > room:
                rows.append([])
                room = self.width
            rows[-1].append(word)
            room -= word.width + space
        return rows

    def _set(self, words: list[Word], align: Align, size: float, indent: float = 0.0) -> None:
        space = self._space(size)
        natural = sum(word.width for word in words) + space * (len(words) - 1)
        slack = self.width - indent - natural
        x = self.left + indent
        if align == "justify" and len(words) > 1:
            # Never squeeze below three quarters of a space.
            space = max(space + slack / (len(words) - 1), space * 0.75)
        elif align in ("center", "right"):
            x += slack / 2 if align == "center" else slack
        self._row(words, x, self._baseline(size), space)
        self.sheet.lines.append(" ".join(word.text for word in words))
        self._next(size)

    def _row(self, words: list[Word], x: float, baseline: float, space: float) -> float:
        """Place words from x on; gives where the last one ends."""
        end = x
        for word in words:
            for piece in word.pieces:
                self._strike(piece, x, baseline)
                x += piece.width
            end = x
            x += space
        return end

    def _strike(self, piece: Piece, x: float, baseline: float) -> None:
        """Place a piece; typed letters one by one, each a little off the line."""
        if not self.style.jump or not isinstance(piece, Run):
            self.sheet.place(piece, x, baseline)
            return
        for letter in piece.text:
            struck = replace(piece, text=letter)
            off = self.hand.draws.uniform(-self.style.jump, self.style.jump)
            self.sheet.place(struck, x, baseline + off)
            x += struck.width
