"""Values that the words around them give away, without a label of a form."""

import re
from collections.abc import Iterator

from dossiers.page import PageText
from dossiers.text import CAPITALS
from extraction.names import normal_name
from extraction.spans import Found, Origin, span_of

WEAK = 0.4
"""How strongly a phrase says something: less than a label of a form."""

_NAME = rf"[{CAPITALS}][^\W\d_]*(?:['’][^\W\d_]+)?"
_BORN = re.compile(rf"(?<!\w)(?P<name>{_NAME}(?: {_NAME}){{1,5}})[,;]? sinh (?:ngày|năm|:)")
_HONORIFIC = re.compile(r"^(?:(?:con|ông|bà|anh|chị|em|cháu|bé) )+", re.IGNORECASE)
_BUSINESS = re.compile(
    r"(?:[Cc]ông ty|CÔNG TY|[Dd]oanh nghiệp tư nhân|DOANH NGHIỆP TƯ NHÂN|[Hh]ợp tác xã|HỢP TÁC XÃ|"
    rf"[Hh]ộ kinh doanh|HỘ KINH DOANH) (?:cổ phần |hợp danh |nông nghiệp )?[{CAPITALS}]"
    r"(?:[^:;,.()]|\.(?=\w)){2,80}"
)


def find_named_by_birth(page: PageText) -> Iterator[Found]:
    """People of whom a text says when they were born: ``em Lê Văn A, sinh ngày …``."""
    for line in page.lines:
        for found in _BORN.finditer(line.text):
            start = found.start() + len(_honorific(found["name"]))
            if span := span_of(line, start, found.end("name")):
                value = normal_name(line.text[start : found.end("name")])
                yield Found(
                    "ho_ten", value, span, span.confidence, origin=Origin.LABEL, support=WEAK
                )


def _honorific(name: str) -> str:
    found = _HONORIFIC.match(name)
    return found.group() if found else ""


def find_businesses(page: PageText) -> Iterator[Found]:
    """Names that begin with what kind of business it is, to the end of the clause."""
    for line in page.lines:
        for found in _BUSINESS.finditer(line.text):
            name = found.group().rstrip()
            if not name[0].isupper():
                continue
            if span := span_of(line, found.start(), found.start() + len(name)):
                yield Found(
                    "ten_doanh_nghiep",
                    name,
                    span,
                    span.confidence,
                    origin=Origin.LABEL,
                    support=WEAK,
                )
