"""Lines of text: paragraphs, centered lines, rules, prose."""

from synthesis.typesetting.column import Align, Column
from synthesis.typesetting.form_files import Item
from synthesis.typesetting.leaders import set_leader_rows
from synthesis.typesetting.markup import Span
from synthesis.typesetting.press import Press, verb


@verb("")
def set_line(press: Press, column: Column, item: Item) -> None:
    """Set a line by its first signs."""
    text = item.text
    if text.startswith("|"):
        set_leader_rows(press, column, text)
    elif text.startswith("^ "):
        press.set_text(column, text[2:])
    elif text.startswith(">> "):
        press.set_text(column, text[3:], "right")
    elif text.startswith("> "):
        _set_right_half(press, column, text[2:])
    elif text == "." or (text.startswith(". ") and text[2:].replace(".", "").isdigit()):
        size = column.style.size * column.style.leading
        column.gap(float(text[2:]) if text[2:] else size / 2)
    else:
        said = press.form.settings("style")
        indent = float(said.get("indent", "0"))
        align: Align = "left" if column.ragged else "justify"
        press.set_text(column, text, align, indent=min(indent, column.width / 4))
        column.gap(float(said.get("after", "0")))


def _set_right_half(press: Press, column: Column, markup: str) -> None:
    block = column.block(column.width * 0.56)
    press.set_text(block, markup)
    column.lay(block, column.width * 0.44)


@verb("heading")
def set_heading(press: Press, column: Column, item: Item) -> None:
    """Set the name of the type: bold, centered, a little larger."""
    press.set_text(column, f"*{item.text}*", style=column.sized(column.style.size * 1.08))


@verb("subject")
def set_subject(press: Press, column: Column, item: Item) -> None:
    """Set the subject: bold, centered, in lines as people break them, mostly over a rule."""
    share = press.draws.uniform(0.62, 0.95)
    block = column.block(column.width * share)
    press.set_text(block, f"*{item.text}*")
    column.lay(block, column.width * (1 - share) / 2)
    if press.draws.random() < 0.75:
        set_short_rule(press, column, press.draws.uniform(0.15, 0.35))
    column.gap(column.style.size * 0.6)


def set_short_rule(press: Press, column: Column, share: float) -> None:
    """Rule a centered line close under the last one."""
    middle, half = column.left + column.width / 2, column.width * share / 2
    y = column.y + press.draws.uniform(0.5, 2.0)
    column.rule(middle - half, middle + half, y, press.draws.uniform(0.5, 1.0))
    column.gap(4.0)


@verb("rule")
def set_rule(press: Press, column: Column, item: Item) -> None:
    """Rule a centered line, percent of the column."""
    set_short_rule(press, column, float(item.text or 40) / 100)


@verb("size")
def set_size(press: Press, column: Column, item: Item) -> None:
    """Set the size of the lines that follow; the form's own without one."""
    size = float(item.text) * press.style.size / 13 if item.text else press.style.size
    column.style = column.sized(size)


@verb("room")
def set_room(_press: Press, column: Column, item: Item) -> None:
    """Leave millimeters."""
    column.gap(float(item.text) * 72 / 25.4)


@verb("page")
def set_page(press: Press, column: Column, _item: Item) -> None:
    """Go on on a new side."""
    press.sides.turn_over(column)


@verb("portrait")
@verb("landscape")
def set_landscape(press: Press, column: Column, _item: Item) -> None:
    """Go on on a new side, turned by a quarter."""
    press.sides.paper = press.sides.paper.lying()
    press.sides.turn_over(column)


@verb("prose")
def set_prose(press: Press, column: Column, item: Item) -> None:
    """Set paragraphs of drawn prose: ``60`` words, ``40x3`` three paragraphs of forty."""
    words, _, count = item.text.partition("x")
    for _ in range(int(count or 1)):
        _set_prose_paragraph(press, column, "", int(words))


def _set_prose_paragraph(press: Press, column: Column, mark: str, words: int) -> None:
    lead = press.spans(mark) if mark else []
    text = press.matter.paragraph(max(4, round(words * press.draws.uniform(0.6, 1.5))))
    found = column.words([*lead, Span((" " if lead else "") + text)], column.style)
    indent = float(press.form.settings("style").get("indent", "28"))
    column.paragraph(found, column.style, indent=min(indent, column.width / 4))
    column.gap(column.style.size * 0.3)


def _count_and_words(item: Item) -> tuple[int, int]:
    count, _, words = item.text.partition(" ")
    return int(count), int(words or 30)


@verb("articles")
def set_articles(press: Press, column: Column, item: Item) -> None:
    """Set articles: Điều 1, Điều 2 …"""
    count, words = _count_and_words(item)
    for number in range(1, count + 1):
        _set_prose_paragraph(press, column, f"*Điều {number}.*", words)


@verb("items")
def set_numbered(press: Press, column: Column, item: Item) -> None:
    """Set numbered items, now and then with a) b) c) below."""
    count, words = _count_and_words(item)
    for number in range(1, count + 1):
        _set_prose_paragraph(press, column, f"{number}.", words)
        if press.draws.random() < 0.2:
            for letter in "abc"[: press.draws.randint(2, 3)]:
                _set_prose_paragraph(press, column, f"{letter})", max(8, words // 2))


@verb("bullets")
def set_bullets(press: Press, column: Column, item: Item) -> None:
    """Set items behind dashes or crosses."""
    count, words = _count_and_words(item)
    mark = press.draws.choice(["-", "-", "-", "+", "•"])
    for _ in range(count):
        _set_prose_paragraph(press, column, mark, words)


@verb("grounds")
def set_grounds(press: Press, column: Column, item: Item) -> None:
    """Set legal grounds in italics, as papers since 2020 do, or upright."""
    italic = press.draws.random() < (0.9 if press.matter.year >= 2019 else 0.15)
    indent = min(float(press.form.settings("style").get("indent", "28")), column.width / 4)
    for _ in range(int(item.text or 3)):
        text = Span(press.matter.ground(), italic=italic)
        column.paragraph(column.words([text], column.style), column.style, indent=indent)
        column.gap(column.style.size * 0.25)
