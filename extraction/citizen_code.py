"""The QR code of a citizen card: what the ministry printed, letter by letter."""

import re
from collections.abc import Iterator
from datetime import date

from dossiers.document import Field, Source
from dossiers.page import PageReading
from dossiers.text import compose
from extraction.checks import check_citizen_number
from extraction.cover import CODE_CONFIDENCE
from extraction.names import normal_name

FEWEST_PARTS = 7


def find_code_fields(reading: PageReading) -> Iterator[Field]:
    """The fields that the codes of a page say about the holder of a card."""
    for code in reading.codes:
        values = read_citizen_payload(code.text)
        for key, (value, raw) in values.items():
            passed, failed = check_citizen_number(value) if key == "so_dinh_danh" else ((), ())
            yield Field(
                key, value, raw, CODE_CONFIDENCE, reading.index, code.box, Source.QR, passed, failed
            )


def read_citizen_payload(text: str) -> dict[str, tuple[str, str]]:
    """Value and raw text by key; empty when it is another code.

    Seven parts or more: number, old number, name, birth, sex, home, day of issue; later cards
    go on. Parts that cannot be what they should are left out.

    Source: codes of cards since 2021; their syntax was never published.
    """
    parts = [compose(part).strip() for part in text.split("|")]
    if len(parts) < FEWEST_PARTS or not re.fullmatch(r"\d{12}", parts[0]):
        return {}
    number, _, name, born, sex, home, issued = parts[:FEWEST_PARTS]
    told = {
        "so_dinh_danh": (number, number),
        "ho_ten": (normal_name(name), name),
        "ngay_sinh": (_iso(born), born),
        "gioi_tinh": (sex if sex in ("Nam", "Nữ") else "", sex),
        "noi_thuong_tru": (home, home),
        "ngay_cap": (_iso(issued), issued),
    }
    return {key: each for key, each in told.items() if each[0]}


def _iso(digits: str) -> str:
    """``ddmmyyyy`` as ISO; empty when there is no such day."""
    if not re.fullmatch(r"\d{8}", digits):
        return ""
    try:
        return date(int(digits[4:]), int(digits[2:4]), int(digits[:2])).isoformat()
    except ValueError:
        return ""
