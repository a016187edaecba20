"""Numbers, notations, addresses, dates and signs as they stand in lines of papers."""

import string
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from random import Random

from synthesis.dates import day_between, numeric, spelled
from synthesis.language.amounts import decimal_comma, dotted, roman

_NOTATIONS = (
    "NĐ-CP NĐ-CP NĐ-CP NĐ-CP QĐ-UBND QĐ-UBND QĐ-UBND TT-BNV TT-BNV CT-UBND "
    "QĐ-TTg NQ-CP NQ-HĐND QĐ-UBND CT-UBND TB-UBND BC-UBND TTr-UBND KH-UBND CV-UBND GM-UBND "
    "TT-BNV TT-BTC TT-BTP TT-BTNMT TT-BCA TT-BYT TT-BGDĐT QĐ-BTP QĐ-BNV TTLT-BTP-BCA QĐ-SNV "
    "QĐ-STP TB-VP BC-STC TTr-SXD KH-CAT GCN-UBND QĐ-CTUBND QĐ-ĐHQG HD-VTLTNN BB-VPHC QĐ-XPVPHC "
    "TB-TAND CC-SCT/HĐGD UBND-VX UBND-NC VPCP-KSTT SNV-CCVC STNMT-ĐĐ BNV-TCBC"
).split()
_OLD_NOTATIONS = "CP HĐBT TTg QĐ-UB CT-UB TT-LB TT/BNV UB/QĐ TCCB QĐ/TCCB UBHC NV/TT".split()
_LETTERS = "ABCDEGHIKLMNPQRSTUVXYĐ"
_SITES = (
    "dichvucong vanthu motcua tuphap hotich noivu luutru phongtiepdan vanban bophanmotcua".split()
)
_ZONES = "example.vn vidu.vn vidu.gov.vn example.com thudientu.vidu.vn".split()
_UNITS = (
    "m² m³ km ha m cm mm kg tấn lít kWh °C mg/l m²/người km² dB(A) MPa trang tờ bộ hồ sơ".split()
)
_FRACTIONS = ("½", "¼", "¾", "1/2", "2/3", "3/4", "1/500", "1/2.000", "01/10")
_FIRST, _LAST = date(1955, 1, 1), date(2026, 12, 31)


def _digits(draws: Random, count: int) -> str:
    return "".join(draws.choices(string.digits, k=count))


def law_number(draws: Random, year: int | None = None) -> str:
    """``"118/2025/NĐ-CP"``; before 1997 ``"46-CP"`` or ``"512-QĐ/UB"`` without a year."""
    year = year or draws.randint(1976, 2026)
    if year < 1997:
        return f"{draws.randint(1, 980)}{draws.choice('-/')}{draws.choice(_OLD_NOTATIONS)}"
    number = str(draws.randint(1, draws.choice((99, 400, 4800)))).zfill(2)
    middle = f"{year}/" if draws.random() < 0.6 else ""
    return f"{number}/{middle}{draws.choice(_NOTATIONS)}"


def any_day(draws: Random) -> date:
    """A day from 1955 to 2026."""
    return day_between(_FIRST, _LAST, draws)


def day(draws: Random) -> str:
    """A day in one of the ways in which papers print it."""
    when = any_day(draws)
    return draws.choice(
        (
            numeric(when),
            numeric(when),
            spelled(when),
            spelled(when),
            f"{when.day}/{when.month}/{when.year}",
            f"{when.day:02d}-{when.month:02d}-{when.year}",
            f"{when.day:02d}.{when.month:02d}.{when.year}",
            f"{when.day}-{when.month}-{when.year % 100:02d}",
            f"tháng {when.month}/{when.year}",
            f"quý {roman((when.month + 2) // 3)}/{when.year}",
            f"{draws.randint(0, 23):02d} giờ {draws.randint(0, 59):02d} ngày {numeric(when)}",
            f"{when:%Y-%m-%d}",
            f"{draws.randint(7, 17)}h{draws.randint(0, 59):02d}' ngày {when.day}/{when.month}",
        )
    )


def money(draws: Random) -> str:
    """``"1.250.000 đồng"``, ``"35,4 tỷ đồng"``, ``"50.000đ"``."""
    amount = draws.randint(1, 999) * 10 ** draws.randint(2, 7)
    return draws.choice(
        (
            f"{dotted(amount)} đồng",
            f"{dotted(amount)}đ",
            f"{dotted(amount)} VNĐ",
            f"{dotted(amount)},-",
            f"{dotted(amount)}",
            f"{amount // 100},{draws.randint(0, 99):02d}đ",
            f"{draws.randint(1, 980)},{draws.randint(1, 9)} {draws.choice(('tỷ', 'triệu'))} đồng",
            f"{dotted(draws.randint(10, 90000))} USD",
        )
    )


def measure(draws: Random) -> str:
    """``"1.250,5 m²"``."""
    places = draws.choice((0, 0, 1, 1, 2))
    number = Decimal(draws.randint(1, 10 ** draws.randint(2, 6))).scaleb(-places)
    return f"{decimal_comma(number)} {draws.choice(_UNITS)}"


def share(draws: Random) -> str:
    """``"35,5%"``, at times from one to another."""
    low, tenth = draws.randint(0, 100), draws.randint(0, 9)
    return draws.choice(
        (
            f"{low}%",
            f"{low}%",
            f"{low},{tenth}%",
            f"{low},{tenth}{tenth}%",
            f"{low} %",
            f"{low}% - {low + 10}%",
            f"±{tenth}%",
            f"{tenth}‰",
            f"−{low},{tenth}%",
        )
    )


def phone(draws: Random) -> str:
    """Numbers that cannot be anybody's: the second group is always 000."""
    rest = _digits(draws, 4)
    return draws.choice(
        (
            f"0{draws.choice('2359')}{_digits(draws, 1)}000{rest}",
            f"0{draws.choice('39')}{_digits(draws, 1)}.000.{rest}",
            f"(02{_digits(draws, 2)}) 000 {rest}",
            f"024.000{rest}",
            f"+84 {draws.choice('39')}{_digits(draws, 1)} 000 {rest}",
            f"ĐT: 02{_digits(draws, 2)}.000{rest} - Fax: 02{_digits(draws, 2)}.000{rest}",
        )
    )


def address(draws: Random) -> str:
    """An e-mail or web address of a domain that is nobody's."""
    site, zone = draws.choice(_SITES), draws.choice(_ZONES)
    return draws.choice(
        (
            f"{site}@{zone}",
            f"{site}{draws.randint(1, 99)}@{zone}",
            f"Email: {site}.ubnd@{zone}",
            f"https://{site}.{zone}",
            f"www.{site}.{zone}",
            f"http://{zone}/{site}/{draws.randint(1, 9999)}",
            f"Website: {site}.{zone}",
        )
    )


def _letters(draws: Random, count: int) -> str:
    return "".join(draws.choices(_LETTERS, k=count))


def mark(draws: Random) -> str:
    """Numbers of cards, dossiers, books, plots, cars and forms."""
    number = draws.randint(1, 9999)
    return draws.choice(
        (
            _digits(draws, 12),
            _digits(draws, 9),
            f"{_digits(draws, 3)} {_digits(draws, 3)} {_digits(draws, 3)}",
            f"{_letters(draws, 2)} {_digits(draws, 6)}",
            f"{_letters(draws, 1)}{_digits(draws, 7)}",
            f"H{_digits(draws, 2)}.{_digits(draws, 2)}-{_digits(draws, 6)}-{_digits(draws, 4)}",
            f"{_digits(draws, 10)}-{_digits(draws, 3)}",
            f"số {number}",
            f"Số: {number:02d}/{draws.randint(1990, 2026)}",
            f"№ {_digits(draws, 6)}",
            f"#{number}",
            f"Quyển số: {draws.randint(1, 20):02d}/{draws.randint(1995, 2026)}",
            f"{draws.randint(11, 99)}{_letters(draws, 1)}-{_digits(draws, 3)}.{_digits(draws, 2)}",
            f"{draws.randint(1, 30)}.{draws.randint(1, 30)}.{draws.randint(1, 9)}",
            f"Mẫu số {draws.randint(1, 30):02d}/{_letters(draws, 2)}",
            f"{number}-{number + draws.randint(1, 90)}",
            f"Phần {roman(draws.randint(1, 30))}",
            f"§ {draws.randint(1, 60)}",
            f"{number}/{number + draws.randint(0, 60)}",
            f"CT{_digits(draws, 2)}",
        )
    )


def sign(draws: Random) -> str:
    """Figures with the signs that are rare: fractions, degrees, arrows, minus, brackets."""
    number, other = draws.randint(1, 99), draws.randint(1, 999)
    return draws.choice(
        (
            draws.choice(_FRACTIONS),
            f"{number} {draws.choice(_FRACTIONS[:3])}",
            f"{number}°{other % 60:02d}'{number % 60:02d}\"",
            f"{number}°C",
            f"−{number}",
            f"{number} × {other} = {dotted(number * other)}",
            f"{number} x {other} cm",
            f"({number}) + ({other}) = {number + other}",
            f"≥ {number}",
            f"≤ {other}",
            f"[{number}]",
            f"{number}/{other}",
            f"A{number % 5} & B{other % 9}",
            f"«{number}»",
            f"{number}* ",
            f"({roman(number)})",
            f"{number}…{other}",
            f"{other}²",
            f"> {number}; < {other}",
            f"☐ {number}",
            f"☑ {number}",
            f"{number} – {other}",
            f"{{{number}}}",
            f"tỷ lệ 1:{other}",
            f"{_letters(draws, 1)}_{number}",
            f"{number} $",
            f"{number}|{other}",
        )
    ).strip()


_KINDS: tuple[tuple[Callable[[Random], str], int], ...] = (
    (law_number, 18),
    (day, 22),
    (money, 12),
    (measure, 10),
    (share, 7),
    (phone, 5),
    (address, 4),
    (mark, 18),
    (sign, 8),
)
_MAKERS, _WEIGHTS = zip(*_KINDS, strict=True)


def code(draws: Random) -> str:
    """One number, notation, address, date, amount or sign."""
    maker: Callable[[Random], str] = draws.choices(_MAKERS, _WEIGHTS)[0]
    return maker(draws)
