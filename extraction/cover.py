"""The field of a cover sheet: the code of the dossier that it announces."""

from collections.abc import Iterator

from dossiers.document import Field, Source
from dossiers.expected import read_cover_payload
from dossiers.page import PageReading

CODE_CONFIDENCE = 0.999
"""A QR code has check symbols of its own: what is read at all is right."""


def find_cover_fields(reading: PageReading) -> Iterator[Field]:
    """The dossier code, from the QR code."""
    for code in reading.codes:
        if code.symbology == "qr" and (expected := read_cover_payload(code.text)):
            yield Field(
                key="ma_ho_so",
                value=expected.code,
                raw=code.text,
                confidence=CODE_CONFIDENCE,
                page=reading.index,
                box=code.box,
                source=Source.QR,
            )
