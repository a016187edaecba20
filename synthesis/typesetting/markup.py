r"""The inline markup of forms: styles, handwriting, facts, fields, alternatives.

``*bold*`` ``_italic_`` ``{by hand}`` ``{by hand~40}`` ``{!by hand always}`` ``<fact:format>``
``[field:markup]`` ``«one|other»`` ``~`` (a wide blank); a backslash takes a sign as it is.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

Pen = Literal["", "filled", "always"]
"""Printed; written by hand or typed in, as the copy was filled; always by hand."""

WIDE_BLANK = "\u2003"
"""Stands for the markup's ``~``: about four spaces."""


class MarkupError(ValueError):
    """A form says something that its language does not know."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact as a paper says it; ``field`` is its key in the vocabulary, or ""."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one manner; ``gap`` is the printed room for handwriting, in points."""

    text: str
    bold: bool = False
    italic: bool = False
    pen: Pen = ""
    gap: float = 0.0
    field: str = ""


Say = Callable[[str], Fact]
"""Gives the fact of a name such as ``ngay_sinh:spelled``."""

_CHOICE = re.compile(r"«([^«»]*)»")
_TOKEN = re.compile(
    r"\\(?P<sign>.)|<(?P<fact>[^<>]+)>|\[(?P<field>[a-z_]+):|\{(?P<always>!?)"
    r"|(?P<close>~\d+\}|\})|(?P<end>\])|(?P<style>[*_])|(?P<blank>~)|(?P<text>[^\\<\[{}\]*_~]+|.)"
)


def choose(markup: str, draws: Random) -> str:
    """Draw one of every «set|of|alternatives»; sets may lie in each other."""
    while "«" in markup:
        markup, count = _CHOICE.subn(lambda found: draws.choice(found[1].split("|")), markup)
        if not count:
            raise MarkupError(f"alternatives are not closed: {markup}")
    return markup


def spans(markup: str, say: Say) -> Iterator[Span]:
    """Cut markup without alternatives into spans; styles last until they are closed.

    Raises:
        MarkupError: Braces or brackets that do not match.
    """
    now, held = Span(""), list[Span]()
    for token in _TOKEN.finditer(markup):
        if token["style"]:
            now = _styled(now, token["style"])
        elif token["field"]:
            now = replace(now, field=token["field"])
        elif token["end"] and now.field:
            now = replace(now, field="")
        elif token["always"] is not None:
            now = replace(now, pen="always" if token["always"] else "filled")
        elif token["close"]:
            yield from _with_gap(held, now, token["close"], markup)
            now, held = replace(now, pen=""), []
        elif now.pen:
            held.append(_said(now, token, say))
        else:
            yield _said(now, token, say)
    if held or now.pen:
        raise MarkupError(f"a brace is not closed: {markup}")


def _styled(span: Span, mark: str) -> Span:
    if mark == "*":
        return replace(span, bold=not span.bold)
    return replace(span, italic=not span.italic)


def _said(now: Span, token: re.Match[str], say: Say) -> Span:
    if token["fact"]:
        fact = say(token["fact"])
        return replace(now, text=fact.text, field=now.field or fact.field)
    text = WIDE_BLANK if token["blank"] else token["sign"] or token["text"] or token["end"]
    return replace(now, text=text)


def _with_gap(held: list[Span], now: Span, close: str, markup: str) -> Iterator[Span]:
    if not now.pen:
        raise MarkupError(f"a brace closes nothing: {markup}")
    gap = float(close[1:-1] or 0) if len(close) > 1 else 0.0
    held = held or [replace(now, text="")]  # an empty gap that nobody wrote into
    yield replace(held[0], gap=gap)
    yield from held[1:]
