"""Dates as papers print them, to ISO with the precision that is legible."""

import re
from dataclasses import dataclass
from datetime import date

from dossiers.text import fold

EARLIEST_YEAR = 1900
LATEST_YEAR = 2100

# "ngày 05 tháng 02 năm 2025"; the gaps are often filled in by hand and read as anything.
_IN_WORDS = re.compile(
    r"ng\w{1,3}y?[\s.:,…]{0,3}(?P<day>[^\s,]{0,6}?)\s*th\w{1,2}ng\s*(?P<month>\S{0,5}?)\s*"
    r"n\wm\s*(?P<year>\d{4})"
)
_NUMERIC = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})(?!\d)"
)
_YEAR_ONLY = re.compile(r"^\W*(?:nam\s*)?(?P<year>(?:19|20)\d\d)\W*$")


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
    return _printed(
        _IN_WORDS.search(folded) or _NUMERIC.search(folded) or _YEAR_ONLY.search(folded)
    )


def _printed(found: re.Match[str] | None) -> PrintedDate | None:
    if found is None or not EARLIEST_YEAR <= int(found["year"]) <= LATEST_YEAR:
        return None
    parts = found.groupdict()
    iso, failed = _iso(parts.get("day"), parts.get("month"), found["year"])
    return PrintedDate(iso, found.start(), found.end(), failed)


def _iso(day: str | None, month: str | None, year: str) -> tuple[str, tuple[str, ...]]:
    """As much of a date as is legible and possible, and what is not."""
    if month is None:
        return year, ()
    month_number = _number(month, 12)
    day_number = _number(day or "", 31)
    if month_number is None:
        return year, ("month_legible", "day_legible")
    if day_number is None or not _exists(int(year), month_number, day_number):
        return f"{year}-{month_number:02}", ("day_legible",)
    return f"{year}-{month_number:02}-{day_number:02}", ()


def _number(text: str, highest: int) -> int | None:
    digits = text.strip(" .,…_-'")
    return int(digits) if re.fullmatch(r"\d{1,2}", digits) and 1 <= int(digits) <= highest else None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
