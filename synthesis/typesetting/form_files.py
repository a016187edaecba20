"""Reads ``synthesis/forms/*.form``: what papers say and how it is arranged, as data.

The language is documented in docs/forms.md. A form is checked when it is read, so that a slip
in one is found by a test and not in the middle of a training run.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Literal

from dossiers.text import compose
from synthesis.typesetting.markup import MarkupError

_HEAD = re.compile(r"=== (?P<kind>\w+) / (?P<name>.+?) / (?P<first>\d{4})-(?P<last>\d{4})$")
_CLOSED = ("columns", "at", "box", "table")
"""Directives whose block runs to ``@end``."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a form's body: a directive with its argument and block, or text.

    Attributes:
        verb: Of the directive, "" for text.
        chance: Of the line standing on the paper at all.
        number: Of the line in its file, from 1.
    """

    verb: str
    text: str
    chance: float
    number: int
    block: tuple["Item", ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A form of one kind of paper, used from ``first`` to ``last`` (years, both included)."""

    kind: str
    name: str
    first: int
    last: int
    head: Mapping[str, str] = field(default_factory=dict)
    body: tuple[Item, ...] = ()

    @property
    def code(self) -> str:
        return f"{self.kind}/{self.name}"

    @property
    def weight(self) -> float:
        return float(self.head.get("weight", "1"))

    def settings(self, key: str) -> dict[str, str]:
        """A header line of the shape ``size=13 family=text``."""
        return dict(pair.split("=", 1) for pair in self.head.get(key, "").split())


FormSplit = Literal["all", "training", "held out"]
"""Whether forms are there to learn from, or kept for measuring what was never seen."""

_ONE_IN = 5


@cache
def held_out_forms() -> frozenset[str]:
    """Codes of the forms that no model learns kinds of papers from: a fifth of every kind's.

    Which ones is drawn by the hash of their codes, so that a new form moves few others.
    """
    by_kind: dict[str, list[str]] = {}
    for form in forms():
        by_kind.setdefault(form.kind, []).append(form.code)
    return frozenset(
        code
        for codes in by_kind.values()
        for code in sorted(codes, key=lambda code: sha256(code.encode()).digest())[
            : max(1, len(codes) // _ONE_IN)
        ]
    )


def belongs(form: Form, split: FormSplit) -> bool:
    """Claim that a form is of a split."""
    return split == "all" or (form.code in held_out_forms()) == (split == "held out")


@cache
def forms() -> tuple[Form, ...]:
    """All forms, in the order of their files' names.

    Raises:
        MarkupError: Names the file and line that does not follow the language.
    """
    folder = resources.files("synthesis").joinpath("forms")
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".form")), key=lambda f: f.name
    )
    return tuple(
        form for file in files for form in parse(file.read_text(encoding="utf-8"), file.name)
    )


def parse(text: str, file: str) -> Iterator[Form]:
    """Cut a file into its forms.

    Raises:
        MarkupError: As above.
    """
    lines = [
        (number, line.rstrip())
        for number, line in enumerate(compose(text).splitlines(), 1)
        if not line.startswith("##")
    ]
    starts = [place for place, (_, line) in enumerate(lines) if line.startswith("===")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield _form(lines[start:end], file)


def _form(lines: list[tuple[int, str]], file: str) -> Form:
    number, first = lines[0]
    found = _HEAD.match(first)
    divider = next((place for place, (_, line) in enumerate(lines) if line == "---"), None)
    if found is None or divider is None:
        raise MarkupError(f"{file}:{number}: a form begins with === kind / name / years, then ---")
    head = {}
    for _, line in lines[1:divider]:
        key, colon, value = line.partition(":")
        if colon:
            head[key.strip()] = value.strip()
    items = iter([_item(number, line) for number, line in lines[divider + 1 :] if line.strip()])
    body = tuple(_blocks(items, file, closed=False))
    return Form(found["kind"], found["name"], int(found["first"]), int(found["last"]), head, body)


def _item(number: int, line: str) -> Item:
    odds, line = 1.0, line.strip()
    if optional := re.match(r"\?(\d*\.?\d+)? +(?=\S)", line):
        odds, line = float(optional[1] or 0.5), line[optional.end() :]
    if verb := re.match(r"@(\w+)\s*", line):
        return Item(verb[1], line[verb.end() :], odds, number)
    return Item("", line, odds, number)


def _blocks(items: Iterator[Item], file: str, *, closed: bool) -> Iterator[Item]:
    """Put the lines of a block into the directive that opens it."""
    for item in items:
        if item.verb == "end":
            if not closed:
                raise MarkupError(f"{file}:{item.number}: @end closes nothing")
            return
        if item.verb in _CLOSED:
            block = tuple(_blocks(items, file, closed=True))
            yield Item(item.verb, item.text, item.chance, item.number, block)
        else:
            yield item
    if closed:
        raise MarkupError(f"{file}: a block is not closed by @end")
