"""Numbers that forms and addresses send, typed into them by anybody."""

import re

_NUMBER = re.compile("[0-9]{1,18}")
"""More digits fit into no column, and ``str.isdigit`` says yes to ``²``."""


def number_sent(text: str) -> int | None:
    """The number that a text is, in ASCII digits; None where it is none of ours."""
    return int(text) if _NUMBER.fullmatch(text) else None
