"""Numbers, amounts, areas and days in Vietnamese words; Roman numerals; money with dots."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

DIGITS = tuple("không một hai ba bốn năm sáu bảy tám chín".split())
MOST = 10**18 - 1
_ROMAN: tuple[tuple[int, str], ...] = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
)
_ROMAN += ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class Reading:
    """The words that differ by region and by habit.

    Attributes:
        bridge: Before a lone unit: "linh" in the north, "lẻ" in the south.
        thousand: "nghìn" or "ngàn".
        billion: "tỷ" or "tỉ".
        four: The last word of 24, 34 …: "tư" or "bốn".
        month_one: "một" or "giêng".
    """

    bridge: str = "linh"
    thousand: str = "nghìn"
    billion: str = "tỷ"
    four: str = "tư"
    month_one: str = "một"


NORTH = Reading()


def draw_reading(draws: Random) -> Reading:
    """Draw one clerk's way of reading numbers."""
    return Reading(
        bridge=draws.choice(("linh", "lẻ")),
        thousand=draws.choice(("nghìn", "nghìn", "ngàn")),
        billion=draws.choice(("tỷ", "tỷ", "tỉ")),
        four=draws.choice(("tư", "tư", "bốn")),
        month_one=draws.choice(("một", "một", "một", "giêng")),
    )


def number_words(number: int, reading: Reading = NORTH) -> str:
    """``1205021`` → ``"một triệu hai trăm linh năm nghìn không trăm hai mươi mốt"``.

    Raises:
        ValueError: The number is negative or has more than 18 digits.
    """
    if not 0 <= number <= MOST:
        raise ValueError(f"{number} cannot be read: whole numbers from 0 to 18 digits can.")
    if number == 0:
        return DIGITS[0]
    high, low = divmod(number, 10**9)
    words = [*_million_words(high, reading, False), reading.billion] if high else []
    return " ".join(words + _million_words(low, reading, high > 0))


def _million_words(number: int, reading: Reading, follows: bool) -> list[str]:
    """Read up to nine digits; ``follows`` says that digits stand before them."""
    words: list[str] = []
    for size, name in ((10**6, "triệu"), (10**3, reading.thousand), (1, "")):
        group = number // size % 1000
        if group:
            words += _hundred_words(group, reading, follows or bool(words))
            words += [name] if name else []
    return words


def _hundred_words(number: int, reading: Reading, follows: bool) -> list[str]:
    hundreds, rest = divmod(number, 100)
    words = [DIGITS[hundreds], "trăm"] if hundreds or follows else []
    tens, unit = divmod(rest, 10)
    if tens == 0:
        bridge = [reading.bridge] if words and unit else []
        return words + bridge + ([DIGITS[unit]] if unit else [])
    words += ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    return words + ([_unit_after_ten(tens, unit, reading)] if unit else [])


def _unit_after_ten(tens: int, unit: int, reading: Reading) -> str:
    if unit == 5:
        return "lăm"
    if tens > 1 and unit == 1:
        return "mốt"
    return reading.four if tens > 1 and unit == 4 else DIGITS[unit]


def capital(text: str) -> str:
    """Give text with its first letter large and the others as they are."""
    return text[:1].upper() + text[1:]


def dotted(number: int) -> str:
    """``1250000`` → ``"1.250.000"``."""
    return f"{number:,}".replace(",", ".")


def money_words(amount: int, reading: Reading = NORTH) -> str:
    """``1250000`` → ``"Một triệu hai trăm năm mươi nghìn đồng chẵn"``.

    "chẵn" stands behind whole thousands, so that nothing can be added.
    """
    even = " chẵn" if amount and amount % 1000 == 0 else ""
    return f"{capital(number_words(amount, reading))} đồng{even}"


def decimal_words(number: Decimal, reading: Reading = NORTH) -> str:
    """``120.05`` → ``"một trăm hai mươi phẩy không năm"``: figures after the comma one by one."""
    whole, _, part = f"{number:f}".partition(".")
    words = number_words(int(whole), reading)
    part = part.rstrip("0")
    return f"{words} phẩy {' '.join(DIGITS[int(digit)] for digit in part)}" if part else words


def decimal_comma(number: Decimal) -> str:
    """``1250.5`` → ``"1.250,5"``."""
    whole, _, part = f"{number:f}".partition(".")
    return f"{dotted(int(whole))},{part}" if part else dotted(int(whole))


def area_words(area: Decimal, reading: Reading = NORTH) -> str:
    """``120.5`` → ``"Một trăm hai mươi phẩy năm mét vuông"``."""
    return f"{capital(decimal_words(area, reading))} mét vuông"


def day_words(day: date, reading: Reading = NORTH) -> str:
    """``1984-02-05`` → ``"Ngày năm tháng hai năm một nghìn chín trăm tám mươi tư"``."""
    month = {1: reading.month_one, 4: "tư"}.get(day.month) or number_words(day.month, reading)
    year = number_words(day.year, reading)
    return f"Ngày {number_words(day.day, reading)} tháng {month} năm {year}"


def roman(number: int) -> str:
    """``14`` → ``"XIV"``.

    Raises:
        ValueError: The number is not within 1 to 3999.
    """
    if not 1 <= number <= 3999:
        raise ValueError(f"{number} has no Roman numeral: 1 to 3999 have.")
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text
