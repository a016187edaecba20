"""The way of a paper: a form and what it is about become typeset sheets."""

from collections.abc import Mapping
from dataclasses import replace

from synthesis.typesetting import blocks, endings, fixtures, heads, texts  # noqa: F401  # verbs
from synthesis.typesetting.column import Filler, Style
from synthesis.typesetting.form_files import Form
from synthesis.typesetting.paper import Paper, Sides
from synthesis.typesetting.press import Matter, Press
from synthesis.typesetting.sheet import Sheet

_TRIES = 4
"""Forms are set smaller until they fit on their sides, as whoever designed them did."""

_FLOWING = ("prose", "articles", "items", "bullets")


def set_form(form: Form, matter: Matter, filler: Filler, style: Style) -> tuple[Sheet, ...]:
    """Set a copy of a form.

    Args:
        style: Of the copy's print; what the form says of sizes goes before it.

    Returns:
        Its sides in order; at least one.

    Raises:
        MarkupError: The form does not follow the language.
    """
    styled = _styled(style, form.settings("style"))
    for _ in range(_TRIES):
        sheets = _set_once(form, matter, filler, styled)
        if _flows(form) or len(sheets) <= _sides_meant(form):
            break
        styled = replace(styled, size=styled.size * 0.93, leading=styled.leading * 0.97)
    return sheets


def _set_once(form: Form, matter: Matter, filler: Filler, style: Style) -> tuple[Sheet, ...]:
    sides = Sides(Paper.of(form.head), filler.draws, form.head.get("ground", "none"), style)
    press = Press(form, matter, filler, style, sides)
    press.set_items(sides.first_column(filler, style), form.body)
    sides.number_pages(form.head.get("pages", ""), filler, style)
    return tuple(sides.sheets)


def _flows(form: Form) -> bool:
    """A form whose text may run on over any number of sides."""
    return "pages" in form.head or any(item.verb in _FLOWING for item in form.body)


def _sides_meant(form: Form) -> int:
    return 1 + sum(item.verb in ("page", "landscape", "portrait") for item in form.body)


def _styled(style: Style, said: Mapping[str, str]) -> Style:
    """The copy's style with what the form says of sizes and leading."""
    return replace(
        style,
        size=float(said.get("size", 13)) * style.size / 13,
        leading=float(said.get("leading", 1.3)) * style.leading / 1.28,
    )
