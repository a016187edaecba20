import io

import pytest
from rich.progress import Progress, TextColumn
from rich.table import Table
from rich.text import Text

from cli.speak import Terminal, say, visible


@pytest.fixture
def terminal() -> Terminal:
    made = Terminal(stderr=False)
    made.file = io.StringIO()
    return made


def _printed(terminal: Terminal) -> str:
    assert isinstance(terminal.file, io.StringIO)
    return terminal.file.getvalue()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", "␛[2J"),
        ("a\rb\tc\nd\x00\x7f", "a␍b␉c␊d␀␡"),
        ("\x9b31m", "�31m"),
        ("\u202egnp.exe\u2066", "�gnp.exe�"),
        ("kh\udce9p", "kh�p"),
        ("Hồ sơ số 7 – «ỵ» 😀", "Hồ sơ số 7 – «ỵ» 😀"),
    ],
)
def test_what_a_terminal_would_obey_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize("unsafe", ["\x1b[31m", "\r", "\x07", "\u202e", "\udce9"])
def test_cells_and_lines_show_what_is_in_a_name(terminal: Terminal, unsafe: str) -> None:
    name = f"[b]a[/b] :smile: {unsafe}"
    rows = Table(name)
    rows.add_row(name)
    terminal.print(name)
    terminal.print(rows)
    assert _printed(terminal).count(f"[b]a[/b] :smile: {visible(unsafe)}") == 3


def test_what_is_no_string_is_clean_too(terminal: Terminal) -> None:
    terminal.print(Text("a\x1b[31mb"))
    with Progress(TextColumn("{task.description}", markup=False), console=terminal) as progress:
        progress.add_task("c\x1b[31md", total=1)
    assert "a␛[31mb" in _printed(terminal)
    assert "c␛[31m" in _printed(terminal)
    assert "\x1b[31m" not in _printed(terminal)


def test_lines_of_our_own_stay_lines(terminal: Terminal) -> None:
    terminal.print("một\nhai")
    assert _printed(terminal) == "một\nhai\n"


def test_a_name_in_a_sentence_cannot_begin_a_line() -> None:
    assert "\n" not in say("file.missing", name="a\n✓ xong")
