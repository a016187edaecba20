"""Who signed: the block at the foot of a document's last page with words.

Source:
    NĐ 30/2020/NĐ-CP, PL I part II.7: authority (TM., KT., TL., TUQ., Q.) and office in
    capitals, the signature, then the name; in the right half of the page.
"""

import re
from collections.abc import Iterator

from dossiers.page import Line, PageText
from dossiers.text import fold, squeeze
from extraction.names import looks_like_person, normal_name
from extraction.spans import Found, Origin, joined

_OFFICE = re.compile(
    r"^(tm|kt|tl|tuq|q|t/m|k/t)\s*[.,]|\b(chu tich|giam doc|chanh van phong|bo truong|thu truong|"
    r"truong phong|cuc truong|chi cuc truong|tong cuc truong|vien truong|hieu truong|truong ban|"
    r"cong chung vien|chanh an|truong cong an|tong giam doc|vu truong|chanh thanh tra)$"
)
MOST_LINES_TO_NAME = 8
WEAK = 0.4
_DAY_LINE = re.compile(r"^\W{0,2}[^\d:]{2,30}, ?ngay .{1,12}thang .{1,8}nam \d{4}")


def find_signer(page: PageText, *, last: bool = True) -> Iterator[Found]:
    """Office and name of the signer; nothing when no office line stands in the right half.

    Args:
        last: It is the last page of the paper; only below the day of a sheet of two pages
            somebody signs before it.
    """
    if last:
        right = [line for line in page.lines if line.box.center[0] > 0.5 * page.width]
        yield from _signed(right, 1.0)
    for day in page.lines:
        if _DAY_LINE.match(fold(day.text)):
            yield from _signed(_below(page, day), WEAK)


def _below(page: PageText, day: Line) -> list[Line]:
    """Lines below a day that stand around the same middle."""
    middle, reach = day.box.center[0], day.box.width / 2
    return [
        line
        for line in page.lines
        if line.box.top > day.box.top and abs(line.box.center[0] - middle) < reach
    ]


def _signed(right: list[Line], support: float) -> Iterator[Found]:
    offices = [number for number, line in enumerate(right) if _names_office(line)]
    if not offices:
        return
    last = offices[-1]
    block = _block_above(right, last)
    span = joined(block)
    office = squeeze(span.text)
    yield Found(
        "chuc_vu_nguoi_ky", office, span, span.confidence, origin=Origin.SIGNER, support=support
    )
    for line in right[last + 1 : last + 1 + MOST_LINES_TO_NAME]:
        if looks_like_person(line.text) and not _is_capitals(line.text):
            name = joined([line])
            value = normal_name(name.text)
            yield Found(
                "nguoi_ky", value, name, name.confidence, origin=Origin.SIGNER, support=support
            )
            return


def _block_above(right: list[Line], last: int) -> list[Line]:
    """The office lines that end with ``right[last]``, neighbors above it included."""
    block = [right[last]]
    for line in reversed(right[:last]):
        gap = block[0].box.top - line.box.bottom
        if not _is_capitals(line.text) or gap > 1.2 * line.box.height:
            break
        block.insert(0, line)
    return block


def _names_office(line: Line) -> bool:
    return _is_capitals(line.text) and bool(_OFFICE.search(fold(line.text).strip(" .,")))


def _is_capitals(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 3 and sum(char.isupper() for char in letters) > 0.8 * len(letters)
