"""The number and notation of a paper: as its form says, else as its office numbers."""

import re
from datetime import date
from random import Random

from synthesis.society.numbers import draw_document_number
from synthesis.society.office import Office
from synthesis.typesetting.form_files import Form

_LETTERS = "ABCDEGHKLMNPQRSTVXY"


def draw_number(form: Form, office: Office, day: date, draws: Random) -> str:
    """The whole number and notation, e.g. ``15/QĐ-UBND``.

    A form's head may say a pattern (``number: @@ ######``: letters, digits, ``YYYY``) or the
    notation alone (``notation: TLKS-BS``); of several, split by bars, one is drawn.
    """
    if pattern := form.head.get("number"):
        return _patterned(draws.choice(pattern.split(" | ")), day, draws)
    drawn = draw_document_number(draws, form.kind, office, day)
    if notation := form.head.get("notation"):
        chosen = draws.choice(notation.split(" | ")).replace("<nam>", str(day.year))
        return f"{drawn.number}/{chosen}"
    return drawn.text


def _patterned(pattern: str, day: date, draws: Random) -> str:
    dated = pattern.replace("YYYY", str(day.year)).replace("YY", f"{day:%y}")
    return re.sub(
        "[#@]",
        lambda sign: str(draws.randrange(10)) if sign[0] == "#" else draws.choice(_LETTERS),
        dated,
    )
