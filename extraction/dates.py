"""Dates as papers print them, to ISO with the precision that is legible."""

import re
from dataclasses import dataclass
from datetime import date

from dossiers.text import fold
from extraction.number_words import NUMBER_WORD, number_of

EARLIEST_YEAR = 1800
LATEST_YEAR = 2100

# "ngày 05 tháng 02 năm 2025"; the gaps are often filled in by hand and read as anything.
_IN_WORDS = re.compile(
    r"ng[^\W\d]{1,3}y?[\s.:,…]{0,3}(?P<day>[^\s,]{0,6}?)\s*th[^\W\d]{1,2}ng\s*"
    r"(?P<month>\S{0,5}?)\s*n[^\W\d]m\s*(?P<year>\d{4})"
)
# "Ngày hai mươi mốt tháng mười một năm một nghìn chín trăm năm mươi": "năm" is five as well.
_SPELLED = re.compile(
    rf"(?:ngay\s*)?\b(?P<day>\d{{1,2}}|{NUMBER_WORD}(?:\s+{NUMBER_WORD}){{0,2}}?),?\s*thang\s*"
    rf"(?P<month>\d{{1,2}}|{NUMBER_WORD}(?:\s+{NUMBER_WORD})??),?\s*nam\s*"
    rf"(?P<year>\d{{4}}|{NUMBER_WORD}(?:\s+{NUMBER_WORD})*)"
)
_BARE = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})\s*th[^\W\d]{1,2}ng\s*(?P<month>\d{1,2})\s*"
    r"(?:n[^\W\d]m:?\s*)?(?P<year>\d{4})(?!\d)"
)
_NUMERIC = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})\s*[/.\-–—]\s*(?P<month>\d{1,2})\s*[/.\-–—]\s*(?P<year>\d{4})(?!\d)"
)
_MONTH = re.compile(
    r"(?:(?<!\d)|th\w{1,2}ng\s*)(?P<month>\d{1,2})(?:\s*[/.\-]\s*|\s*n\wm\s*)"
    r"(?P<year>(?:18|19|20)\d\d)(?!\d)"
)
_MONTHS = {name: number for number, name in enumerate(
    "jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}  # fmt: skip
_ENGLISH = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})\s*(?P<name>{'|'.join(_MONTHS)})\w*\.?,?\s*(?P<year>\d{{4}})"
)
_WHOLE = (_IN_WORDS, _NUMERIC, _BARE, _SPELLED, _ENGLISH)
_YEAR_ONLY = re.compile(r"^\W*(?:nam\s*)?(?P<year>(?:18|19|20)\d\d)\W*$")


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date found in a text.

    Attributes:
        iso: ``yyyy-mm-dd``, or ``yyyy-mm`` / ``yyyy`` where no more is legible.
        start, end: Where it stands in the text.
        failed: Which parts were there but not legible: ``day_legible``, ``month_legible``.
    """

    iso: str
    start: int
    end: int
    failed: tuple[str, ...] = ()


def find_date_in_words(text: str) -> PrintedDate | None:
    """The first "ngày … tháng … năm …" in a text; None when there is none."""
    return _printed(_IN_WORDS.search(fold(text)))


def find_date(text: str) -> PrintedDate | None:
    """The first date in a text, in words or in figures; None when there is none."""
    # Folding keeps the length of NFC Vietnamese, so positions hold in the text itself.
    folded = fold(text)
    whole = (_printed(way.search(folded)) for way in _WHOLE)
    if found := min(filter(None, whole), key=lambda each: each.start, default=None):
        return found
    return _printed(_YEAR_ONLY.search(folded)) or _printed(_MONTH.search(folded))


def _printed(found: re.Match[str] | None) -> PrintedDate | None:
    if found is None:
        return None
    parts = found.groupdict()
    year = _year(parts["year"])
    if year is None:
        return None
    month = parts.get("month")
    if name := parts.get("name"):
        month = str(_MONTHS[name])
    iso, failed = _iso(parts.get("day"), month, year, has_day="day" in parts)
    return PrintedDate(iso, found.start(), found.end(), failed)


def _year(text: str) -> int | None:
    year = int(text) if text.isdecimal() else number_of(text)
    return year if year is not None and EARLIEST_YEAR <= year <= LATEST_YEAR else None


def _iso(
    day: str | None, month: str | None, year: int, *, has_day: bool
) -> tuple[str, tuple[str, ...]]:
    """As much of a date as is legible and possible, and what is not."""
    if month is None:
        return str(year), ()
    month_number = _number(month, 12)
    if month_number is None:
        return str(year), ("month_legible", "day_legible")
    if not has_day:
        return f"{year}-{month_number:02}", ()
    day_number = _number(day or "", 31)
    if day_number is None or not _exists(year, month_number, day_number):
        return f"{year}-{month_number:02}", ("day_legible",)
    return f"{year}-{month_number:02}-{day_number:02}", ()


def _number(text: str, highest: int) -> int | None:
    digits = text.strip(" .,…_-'")
    number = int(digits) if re.fullmatch(r"[0-9]{1,2}", digits) else None
    if number is None and digits.replace(" ", "").isalpha():
        number = number_of(digits)
    return number if number is not None and 1 <= number <= highest else None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
