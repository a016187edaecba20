"""How commands talk to people: in the language of the settings, results apart from the rest.

Names come from deliveries, which strangers pack: nothing in them is markup or a command to
the terminal.
"""

import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from dossiers.errors import DigitizationError
from dossiers.messages import Language, Message, Value, message
from settings import spoken_language

# C0 and C1, marks that turn the direction of writing, line separators, and halves of pairs,
# which stand for bytes that are no UTF-8.
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_CONTROL_PICTURES = 0x2400  # Unicode has a picture for every character of C0
_DELETE_PICTURE = "\u2421"


def visible(text: str) -> str:
    """Show what a terminal would obey instead of showing: ``"\\x1b[2J"`` → ``"␛[2J"``."""
    return _UNSEEN.sub(_picture, text)


def _picture(unseen: re.Match[str]) -> str:
    code = ord(unseen[0])
    if code < ord(" "):
        return chr(_CONTROL_PICTURES + code)
    return _DELETE_PICTURE if unseen[0] == "\x7f" else "\ufffd"


def _visible_lines(text: str) -> str:
    return "\n".join(visible(line) for line in text.split("\n"))


class Terminal(Console):
    """A console that prints text as it is, and makes visible what is not."""

    def __init__(self, *, stderr: bool) -> None:
        super().__init__(stderr=stderr, highlight=False, soft_wrap=True, markup=False, emoji=False)

    def render_str(self, text: str, **options: Any) -> Text:  # rich's own, handed on
        return super().render_str(_visible_lines(text), **options)

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """Clean also what did not come as a string, such as the name in a progress bar."""
        for segment in super().render(renderable, options):
            # rich's own movements of the cursor are marked as control
            yield (
                segment if segment.control else segment._replace(text=_visible_lines(segment.text))
            )


stderr = Terminal(stderr=True)
stdout = Terminal(stderr=False)


def say(key: str, **values: Value) -> str:
    """A sentence of the catalog in the language of the settings."""
    return say_message(message(key, **values))


def say_message(sentence: Message) -> str:
    """A message in the language of the settings; its values stay on its line."""
    values = {
        name: visible(value) if isinstance(value, str) else value
        for name, value in sentence.values.items()
    }
    return Message(sentence.key, values).say(spoken_language())


def warn(sentence: Message) -> None:
    """Tell a person on stderr what is wrong, and go on."""
    stderr.print(say_message(sentence), style="yellow")


def fail(error: DigitizationError) -> NoReturn:
    """Tell a person on stderr what is wrong, and end with the error's exit code."""
    stderr.print(say_message(error.reason), style="bold red")
    sys.exit(error.exit_code)


def table(*columns: str) -> Table:
    """An empty table with headings from the catalog."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        made.add_column(say(column), overflow="fold")
    return made


def name_of(vietnamese: str, english: str) -> str:
    """The one of two names that the language of the settings asks for."""
    return english if spoken_language() is Language.ENGLISH else vietnamese
