"""Numbers on papers: notations, codes of dossiers, taxes, land, receipts, plates, accounts.

Source: NĐ 30/2020/NĐ-CP, PL I and III (number, "/", type, "-", issuer; normative documents
carry the year; letters have no type); standards.md §1.3 (codes of the one-stop system) and
§4.3 (tax codes, from python-stdnum ``vn.mst``).
"""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Protocol

from dossiers.vocabulary import kinds
from synthesis.society.lots import When, day_of
from synthesis.society.places import provinces

_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_LETTERS = {"cong_van", "thu_cong"}
_NORMATIVE = {"nghi_dinh": "NĐ", "thong_tu": "TT", "thong_tu_lien_tich": "TTLT", "luat": "QH"}
_PARTY = ("ĐU", "HU", "TU")
_BANK_LENGTHS = (10, 12, 13, 14)
_PLATE_SERIES = "ABCDĐEFGHKLMNPSTUVXYZ"


class Issuer(Protocol):
    """What notations need of an office."""

    @property
    def level(self) -> str: ...

    @property
    def tail(self) -> str: ...

    @property
    def desks(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """Number and notation of a document.

    Attributes:
        number: What is written by hand mostly, "05".
        mark: What parts them, "/" or, in the Party and before 2004, "-".
        notation: All behind, "CT-UBND", "2025/NĐ-CP", "QĐ/TU".
    """

    number: str
    mark: str
    notation: str

    @property
    def text(self) -> str:
        """``05/CT-UBND``"""
        return f"{self.number}{self.mark}{self.notation}"


def draw_document_number(
    draws: Random, kind: str, issuer: Issuer, when: When, highest: int = 0
) -> DocumentNumber:
    """A number and notation of a kind of document of an issuer.

    Args:
        draws: Chance.
        kind: Code of ``vocabulary.toml``, or "nghi_dinh", "thong_tu", "thong_tu_lien_tich".
        issuer: An office.
        when: Habits changed in 2004, 2011 and 2020.
        highest: The last number that may come; 0 for as many as the level issues in a year.
    """
    day = day_of(when)
    number = f"{_serial(draws, issuer.level, day, highest):02d}"
    sort = _NORMATIVE.get(kind) or _abbreviation(kind)
    if issuer.tail in _PARTY:
        return DocumentNumber(number, "-", f"{sort or 'CV'}/{issuer.tail}")
    if kind in _LETTERS or not sort:
        return DocumentNumber(number, "/", _letter_tail(draws, issuer, day))
    if day.year < 2004 and kind not in _NORMATIVE and draws.random() < 0.75:
        return _old_number(draws, number, sort, issuer.tail)
    if _is_normative(draws, kind, issuer):
        return DocumentNumber(number, "/", f"{day.year}/{sort}-{issuer.tail}")
    end = ""
    if issuer.level in ("tinh", "huyen") and kind == "quyet_dinh" and draws.random() < 0.15:
        end = f"-{draws.choice(('HC', 'KT', 'XPVPHC', 'NC', 'TNMT'))}"
    return DocumentNumber(number, "/", f"{sort}-{issuer.tail}{end}")


def _abbreviation(kind: str) -> str:
    known = kinds().get(kind)
    return known.abbreviation if known else ""


def _serial(draws: Random, level: str, day: date, highest: int) -> int:
    most = highest or {"tinh": 4000, "xa": 400, "chinh_phu": 180, "huyen": 3500}.get(level, 1500)
    # The serial grows through the year.
    share = max(day.timetuple().tm_yday, 12) / 366
    return max(1, round(most * share * draws.uniform(0.25, 1.0)))


def _letter_tail(draws: Random, issuer: Issuer, day: date) -> str:
    desk = draws.choice(issuer.desks) if issuer.desks and draws.random() < 0.85 else ""
    if day.year < 2004 and draws.random() < 0.5:
        return f"CV-{issuer.tail}"
    return f"{issuer.tail}-{desk}" if desk else issuer.tail


def _old_number(draws: Random, number: str, sort: str, tail: str) -> DocumentNumber:
    return draws.choice(
        (
            DocumentNumber(number, "/", f"{sort}-{tail}"),
            DocumentNumber(number, "/", f"{sort}.{tail}"),
            DocumentNumber(number, " ", f"{sort}/{tail}"),
            DocumentNumber(number, "-", f"{sort}/{tail}"),
            DocumentNumber(number, "/", f"{tail}-{sort}"),
        )
    )


def _is_normative(draws: Random, kind: str, issuer: Issuer) -> bool:
    if kind in _NORMATIVE:
        return True
    if issuer.tail == "TTg":
        return kind == "quyet_dinh" and draws.random() < 0.3
    if issuer.level == "hdnd":
        return kind == "nghi_quyet" and draws.random() < 0.3
    return issuer.level == "tinh" and kind == "quyet_dinh" and draws.random() < 0.12


def draw_dossier_code(draws: Random, code: str, received: date) -> str:
    """The code of a dossier of the one-stop system: ``H12.29-260226-0045``.

    The agency code stands first or, in the older order, last; ministry portals have six or
    seven digits in the serial.
    """
    agency = provinces()[code].agency
    parts = [f"{draws.randint(1, 60):02d}" for _ in range(draws.choice((1, 1, 2, 3)))]
    digits = draws.choice((4, 4, 4, 4, 6, 7))
    serial = f"{draws.randint(1, 10**digits // 40):0{digits}d}"
    day = f"{received:%y%m%d}"
    if draws.random() < 0.15:
        office = f"{draws.randrange(1000):03d}.{parts[0]}.{draws.randint(1, 60):02d}"
        return f"{office}.{agency}-{day}-{serial}"
    return f"{'.'.join([agency, *parts])}-{day}-{serial}"


def procedure_code(code: str, province: str) -> str:
    """The whole code of a procedure at an agency: ``1.001193.000.00.00.H12``."""
    return f"{code}.000.00.00.{provinces()[province].agency}"


def draw_tax_code(draws: Random, code: str) -> str:
    """Ten digits of a business in a province, the last a check digit."""
    while True:
        # Codes of provinces among tax codes are another list; any two digits are seen.
        head = (
            f"{(int(code) * 7) % 90 + 10}"
            if draws.random() < 0.5
            else draws.choice("0123456") + "0"
        )
        digits = f"{head}{draws.randrange(10**7):07d}"
        total = sum(int(d) * w for d, w in zip(digits, _TAX_WEIGHTS, strict=True))
        if (check := 10 - total % 11) < 10:
            return f"{digits}{check}"


def draw_branch_tax_code(draws: Random, code: str) -> str:
    """Thirteen digits: those of a business, and the number of its branch: ``…-001``."""
    return f"{draw_tax_code(draws, code)}-{draws.randint(1, 40):03d}"


def draw_household_business_number(draws: Random, code: str) -> str:
    """The number of a household business: ``61H8012345``."""
    series = f"{draws.choice('ABCDEGHK')}{draws.choice('8801')}"
    return f"{int(code):02d}{series}{draws.randrange(10**6):06d}"


def draw_book_number(draws: Random, year: int) -> str:
    """The number of a register: ``01/2024``, ``02/2019 TP/HT-2015-KS``, ``Quyển số 01``."""
    plain = f"{draws.randint(1, 4):02d}/{year}"
    habit = draws.random()
    if habit < 0.5:
        return plain
    if habit < 0.75 and year >= 1999:
        return f"{draws.randint(1, 4):02d}-TP/HT-{year}-{draws.choice(('KS', 'KH', 'KT'))}"
    return f"{draws.randint(1, 9):02d}"


def draw_land_serial(draws: Random, year: int) -> str:
    """The serial of a land certificate by its time: ``Đ 123456``, ``BS 123456``, ``DA 012345``."""
    if year < 2003:
        return f"{draws.choice('ABCDĐEGHKLMNOPQRSTUVXY')} {draws.randrange(10**6):06d}"
    if year < 2021:
        letter = "A" if year < 2010 else "B" if year < 2015 else "C"
        return f"{letter}{draws.choice('ABCDEGHKLMNOPQRSTUVXY')} {draws.randrange(10**6):06d}"
    letters = draws.choice(("DA", "DB", "DC", "DD", "ĐA", "AA", "AB")) if year >= 2022 else "DA"
    digits = 8 if year >= 2025 else draws.choice((6, 8))
    return f"{letters} {draws.randrange(10**digits):0{digits}d}"


def draw_land_entry(draws: Random, year: int) -> str:
    """The number in the book of certificates: ``CH01234``, ``H00123``, ``00451 QSDĐ``."""
    number = f"{draws.randint(1, 9999):05d}"
    if year < 2004:
        return f"{number} QSDĐ"
    if year < 2010:
        return f"H{number}"
    gap = draws.choice(("", " "))
    return f"{draws.choice(('CH', 'CS', 'CN', 'VP'))}{gap}{number}"


def draw_plot(draws: Random) -> tuple[str, str]:
    """Numbers of a plot and of its map sheet."""
    return str(draws.choice((draws.randint(1, 99), draws.randint(1, 1800)))), str(
        draws.randint(1, 90)
    )


def draw_receipt_number(draws: Random, year: int) -> tuple[str, str]:
    """Series and number of a receipt: ``AB/20P``, ``0012345``; since 2022 ``BL01-26E``."""
    number = f"{draws.randint(1, 9_999_999):07d}"
    if year >= 2022:
        return f"BL{draws.randint(1, 9):02d}-{year % 100:02d}E", number
    letters = draws.choice("ABCDEGHK") + draws.choice("ABCDEGHKLMNP")
    return f"{letters}/{year % 100:02d}P", number


def draw_plate(draws: Random, code: str) -> str:
    """A plate: motorcycle ``69-K1 234.56`` or car ``69A-123.45``."""
    province = draws.choice(provinces()[code].plates)
    five = f"{draws.randrange(1000):03d}.{draws.randrange(100):02d}"
    if draws.random() < 0.7:
        series = f"{draws.choice(_PLATE_SERIES)}{draws.choice('123456789')}"
        return f"{province}-{series} {five}"
    return f"{province}{draws.choice('ACDH')}-{five}"


def draw_account(draws: Random) -> str:
    """A bank account of 10 to 14 digits, in groups at times."""
    digits = "".join(draws.choices("0123456789", k=draws.choice(_BANK_LENGTHS)))
    if draws.random() < 0.3:
        return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))
    return digits


def draw_diploma_number(draws: Random, year: int) -> tuple[str, str]:
    """Serial and number in the register of a diploma: ``B 0123456``, ``QC012/2019``."""
    serial = f"{draws.choice('ABCD')} {draws.randrange(10**7):07d}"
    if draws.random() < 0.3:
        serial = f"{draws.choice(('DCT', 'HVHC', 'DHCT', 'TC'))}{draws.randrange(10**6):06d}"
    return serial, f"{draws.randint(1, 900):03d}/{year}"


def draw_record_number(draws: Random, year: int) -> str:
    """The number of a criminal-record certificate: ``1234/2025/LLTP``."""
    return f"{draws.randint(1, 9000)}/{year}/LLTP"


def dossier_payload(code: str, procedure: str, owner: str, paper: str, day: date) -> str:
    """What the QR code of a receipt says: dossier, procedure, owner, paper, system, day.

    Source: TT 01/2023/TT-VPCP, article 26 (contents; the syntax is ours).
    """
    system = "Hệ thống thông tin giải quyết TTHC"
    return "|".join((code, procedure, owner, paper, system, f"{day:%d%m%Y}"))


def barcode_text(code: str) -> str:
    """What the Code 128 of a receipt says: the dossier code, in letters that Code 128 has."""
    return "".join(char for char in code if char.isascii())
