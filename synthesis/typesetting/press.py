"""The press that a copy of a form is set in: its lines, one after another, onto sheets.

What a directive sets lies in the modules that ``setting`` names, each a function of the press,
the column and the line.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from random import Random
from typing import Protocol

from synthesis.society.office import Office
from synthesis.typesetting.column import Align, Column, Filler, Style, Word
from synthesis.typesetting.form_files import Form, Item
from synthesis.typesetting.markup import Fact, MarkupError, Span, choose, spans
from synthesis.typesetting.paper import Sides


class Matter(Protocol):
    """What a paper is about: its facts and its prose."""

    @property
    def year(self) -> int: ...

    @property
    def office(self) -> Office: ...

    def say(self, name: str) -> Fact:
        """The fact of a name, e.g. ``ngay_sinh:spelled``; empty when there is none."""
        ...

    def paragraph(self, words: int) -> str:
        """Prose of about that many words."""
        ...

    def ground(self) -> str:
        """A legal ground ("Căn cứ …;")."""
        ...

    def noun(self) -> str:
        """A few words, as cells of tables hold them."""
        ...


@dataclass(slots=True)
class Press:
    """One copy: who fills it in, and how its lines look."""

    form: Form
    matter: Matter
    filler: Filler
    style: Style
    sides: Sides

    @property
    def draws(self) -> Random:
        return self.filler.draws

    def spans(self, markup: str) -> list[Span]:
        """Cut markup into spans, its facts said."""
        return list(spans(markup, self.matter.say))

    def words(self, column: Column, markup: str, style: Style | None = None) -> list[Word]:
        """Cut markup into words; none for a line whose only facts are empty."""
        found = self.spans(markup)
        if not any(char.isalnum() for span in found for char in span.text):
            return [] if "<" in markup else column.words(found, style or column.style)
        return column.words(found, style or column.style)

    def set_text(
        self,
        column: Column,
        markup: str,
        align: Align = "center",
        *,
        style: Style | None = None,
        indent: float = 0.0,
    ) -> None:
        """Set markup as lines; nothing for a line whose only facts are empty."""
        style = style or column.style
        if words := self.words(column, markup, style):
            column.paragraph(words, style, align=align, indent=indent)

    def set_items(self, column: Column, items: Iterable[Item]) -> None:
        """Set lines of a form one after another.

        Raises:
            MarkupError: A line that the language does not know, with its number.
        """
        for item in items:
            if item.chance < 1 and self.draws.random() >= item.chance:
                continue
            try:
                drawn = replace(item, text=choose(item.text, self.draws))
                VERBS[item.verb](self, column, drawn)
            except (KeyError, ValueError) as error:
                place = f"{self.form.code}, line {item.number}: {item.verb} {item.text}"
                raise MarkupError(f"{place}: {error}") from error


Verb = Callable[[Press, Column, Item], None]
VERBS: dict[str, Verb] = {}
"""What sets a line, by its directive; the modules that ``setting`` names enter their own."""


def verb(name: str) -> Callable[[Verb], Verb]:
    """Enter a function as what sets a directive."""

    def enter(function: Verb) -> Verb:
        VERBS[name] = function
        return function

    return enter
