"""The machine-readable zone of cards and passports: its check digits prove what was read.

Nothing is taken from a zone whose check digit does not come out.

Source: ICAO Doc 9303, parts 3 (check digits), 4 (TD3, passports) and 5 (TD1, cards).
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import cycle

from dossiers.document import Field, Source
from dossiers.geometry import Box
from dossiers.page import PageReading
from extraction.checks import RENEWALS, check_citizen_number

NO_EXPIRY = "khong_thoi_han"

_CARD, _PASSPORT = 30, 44
_FIGURES = str.maketrans("OQDILZSGB", "000112568")
"""Letters that readers take figures for; where figures stand nothing else can."""

_SURE = 0.998
_SEXES = {"M": "Nam", "F": "Nữ"}

Told = Mapping[str, tuple[str, str]]
"""Value and raw text by key."""


def find_zone_fields(reading: PageReading) -> Iterator[Field]:
    """The fields that the zone of a page says about the holder, if there is one."""
    for line in reading.text.lines:
        box = reading.text.to_scan.box(Box.around(word.box for word in line.words))
        for key, (value, raw) in read_zone_line(line.text).items():
            passed, failed = check_citizen_number(value) if key == "so_dinh_danh" else ((), ())
            checks = ("check_digit", *passed)
            yield Field(key, value, raw, _SURE, reading.index, box, Source.MRZ, checks, failed)


def read_zone_line(text: str) -> Told:
    """What one line of a zone says; nothing where it is none or a check digit is wrong."""
    line = re.sub(r"\s", "", text).upper()
    if not re.fullmatch(r"[A-Z0-9<]*", line):
        return {}
    if len(line) == _PASSPORT and _alike(line[10:13], "VNM"):
        return {**_number(line[28:42].rstrip("<"), line[42], line[28:42]), **_days(line[13:28])}
    if len(line) == _CARD and _alike(line[:5], "IDVNM"):
        return _card_number(line)
    if len(line) >= _CARD - 3 and _alike(line[15:18], "VNM"):
        return _days(line[:15])
    return {}


def _card_number(line: str) -> Told:
    """The number stands twice: its last nine figures, and whole."""
    short, whole = line[5:14].translate(_FIGURES), line[15:27].translate(_FIGURES)
    if not whole.endswith(short) or not _proves(line[14], short):
        return {}
    return _number(whole, line[29], whole)


def _number(number: str, check: str, checked: str) -> Told:
    digits = number.translate(_FIGURES)
    right = re.fullmatch(r"\d{9}|\d{12}", digits) and _proves(check, checked.translate(_FIGURES))
    return {"so_dinh_danh": (digits, number)} if right else {}


def _days(part: str) -> Told:
    """Birth, sex and end of validity, ``yymmddCSyymmddC``."""
    born, ends = part[:6].translate(_FIGURES), part[8:14].translate(_FIGURES)
    if not (_proves(part[6], born) and _proves(part[14], ends)):
        return {}
    last, first = _day(ends, 2000), None
    for century in (2000, 1900):
        day = _day(born, century)
        if day and last and day < last and (first is None or _renews(day, last)):
            first = day
    told = {"ngay_sinh": (first.isoformat() if first else "", part[:6])}
    told["gioi_tinh"] = (_SEXES.get(part[7], ""), part[7])
    told["ngay_het_han"] = (_expiry(last), part[8:14])
    return {key: each for key, each in told.items() if each[0]}


def _renews(born: date, ends: date) -> bool:
    return ends.year - born.year in RENEWALS or (ends.year == 2099 and born.year < 2000)


def _expiry(day: date | None) -> str:
    """Cards for life end on the last day of 2099."""
    if day is None:
        return ""
    return NO_EXPIRY if (day.year, day.month, day.day) == (2099, 12, 31) else day.isoformat()


def _day(digits: str, century: int) -> date | None:
    try:
        return date(century + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return None


def _proves(check: str, checked: str) -> bool:
    """Claim that a check digit comes out: weights 7, 3, 1; letters from 10, ``<`` is 0."""
    values = ("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".find(letter) for letter in checked)
    total = sum(max(value, 0) * weight for value, weight in zip(values, cycle((7, 3, 1))))
    return check.translate(_FIGURES) == str(total % 10)


def _alike(read: str, printed: str) -> bool:
    """Claim that at most one letter differs."""
    return len(read) == len(printed) and sum(map(str.__ne__, read, printed)) <= 1
