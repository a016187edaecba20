"""How facts are written on paper, and what their normal forms are.

A fact is a day, a person's name, a place, a number or plain text; how a copy writes it (dates
with slashes or dots, areas with commas) is drawn once a paper and then kept.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from dossiers.text import fold
from synthesis.dates import day_and_month, numeric, spelled
from synthesis.language.amounts import (
    area_words,
    capital,
    day_words,
    decimal_comma,
    dotted,
    money_words,
    number_words,
)
from synthesis.society.places import Place

_NUMBER = re.compile(r"^\d*[a-z]?")
"""What stands before the slash or dash of a document's number."""

_SCHOOLS = {"thpt": "THPT", "thcs": "THCS", "tieu_hoc": "Tiểu học"}
_ENGLISH_MONTHS = (
    "January February March April May June July August September October November December"
).split()


@dataclass(frozen=True, slots=True)
class Address:
    """A place with what stands before its commune; ``hamlet`` may be empty."""

    place: Place
    hamlet: str = ""


@dataclass(frozen=True, slots=True)
class Money:
    """Đồng."""

    amount: int


@dataclass(frozen=True, slots=True)
class Said:
    """Text whose normal form is another one."""

    text: str
    value: str


Answer = str | date | Decimal | Money | int | Address | Said


@dataclass(frozen=True, slots=True)
class Manner:
    """How one copy writes: what stands between the parts of a date, how places are said."""

    dates: str = "numeric"
    places: str = "full"


def draw_manner(draws: Random, year: int) -> Manner:
    """Draw how a copy writes."""
    dates = draws.choices(["numeric", "dashes", "dots", "short"], [70, 14, 6, 10])[0]
    places = draws.choices(["full", "bare", "dashed", "short"], [62, 16, 10, 12])[0]
    return Manner(dates if year > 1990 or dates != "numeric" else "dashes", places)


def written(answer: Answer, form: str, manner: Manner) -> str:
    """An answer as the paper writes it; ``form`` is what stands behind the fact's colon."""
    if isinstance(answer, Said):
        answer = answer.text
    if isinstance(answer, date):
        return _day(answer, form or manner.dates)
    if isinstance(answer, Address):
        return _address(answer, form or manner.places)
    if isinstance(answer, Decimal):
        return capital(area_words(answer)) if form == "words" else decimal_comma(answer)
    if isinstance(answer, Money):
        if form == "words":
            return capital(money_words(answer.amount))
        return dotted(answer.amount)
    if isinstance(answer, int):
        return capital(number_words(answer)) if form == "words" else str(answer)
    return _text(answer, form)


def normal(answer: Answer, printed: str) -> str:
    """The normal form of an answer, which truth keeps as its value."""
    if isinstance(answer, Said):
        return answer.value
    if isinstance(answer, date):
        return answer.isoformat()
    if isinstance(answer, Decimal | int):
        return str(answer)
    if isinstance(answer, Money):
        return str(answer.amount)
    return printed if isinstance(answer, Address) else answer


def _day(day: date, form: str) -> str:
    number, month = day_and_month(day)
    forms = {
        "numeric": numeric(day),
        "dashes": f"{day:%d-%m-%Y}",
        "dots": f"{day:%d.%m.%Y}",
        "short": f"{day.day}/{day.month}/{day.year}",
        "spelled": spelled(day),
        "words": capital(day_words(day)),
        "day": number,
        "month": month,
        "year": str(day.year),
    }
    if form == "english":
        return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"
    return forms.get(form, numeric(day))


def _address(address: Address, form: str) -> str:
    place, hamlet = address.place, address.hamlet
    if form == "bare":
        return place.bare(hamlet)
    if form == "dashed":
        return place.dashed(hamlet)
    if form == "short":
        return place.abbreviated(hamlet)
    full = place.address(hamlet)
    return full.upper() if form == "upper" else full


def _text(text: str, form: str) -> str:
    if form in _SCHOOLS:
        name = [word for word in text.split() if word[0].isupper()][-2:]
        return f"Trường {_SCHOOLS[form]} {' '.join(name)}"
    return _FORMS.get(form, str)(text)


_FORMS: Mapping[str, Callable[[str], str]] = {
    "upper": str.upper,
    "lower": str.lower,
    "ascii": lambda text: fold(text).title(),
    "letter": lambda text: "F" if text == "Nữ" else "M",
    "hours": lambda text: text.partition(" ")[0],
    "minutes": lambda text: text.split()[2],
    "number": lambda text: _NUMBER.match(text)[0],  # type: ignore[index]  # may be empty
    "notation": lambda text: _NUMBER.sub("", text, count=1)[1:],
    # A rank is one or two words without capitals: "xã", "thành phố".
    "bare": lambda text: " ".join(w for w in text.split() if not w.islower()) or text,
}
