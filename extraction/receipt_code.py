"""Codes of receipts and results of the one-stop system.

Source:
    TT 01/2023/TT-VPCP, article 26: code of the dossier, of the procedure, number of the person,
    title, system, time. The syntax is not laid down: parts are told by their form.
"""

import re
from collections.abc import Iterator

from dossiers.document import Field, Source
from dossiers.page import PageReading
from extraction.checks import check_citizen_number
from extraction.citizen_code import read_citizen_payload
from extraction.cover import CODE_CONFIDENCE
from extraction.values import DOSSIER_CODE

_PARTS = re.compile(r"[|;\n]")
_NUMBER = re.compile(r"\d{12}|\d{9}")


def find_receipt_fields(reading: PageReading) -> Iterator[Field]:
    """Dossier code and number of the person, as far as the codes of a page tell them."""
    for code in reading.codes:
        source = Source.QR if code.symbology == "qr" else Source.BARCODE
        for key, value in read_receipt_payload(code.text).items():
            passed, failed = check_citizen_number(value) if key == "so_dinh_danh" else ((), ())
            yield Field(
                key, value, value, CODE_CONFIDENCE, reading.index, code.box, source, passed, failed
            )


def read_receipt_payload(text: str) -> dict[str, str]:
    """Values by key; empty when it is another code, as that of a citizen card."""
    if read_citizen_payload(text):
        return {}
    told: dict[str, str] = {}
    for part in map(str.strip, _PARTS.split(text)):
        if DOSSIER_CODE.fullmatch(part):
            told.setdefault("ma_ho_so", part)
        elif _NUMBER.fullmatch(part):
            told.setdefault("so_dinh_danh", part)
    return told
