"""Number, date, issuer and subject in the header of an administrative document.

Source:
    NĐ 30/2020/NĐ-CP, PL I: issuer top left (2), number below it (3), place and date top
    right (4), type and subject centered (5a) or, on official letters, below the number (5b).
"""

import re
from collections.abc import Iterator, Sequence
from statistics import mean

from rapidfuzz import fuzz

from dossiers.geometry import Box
from dossiers.notation import OFFICIAL_LETTER, parse_notation, starts_like_number_line
from dossiers.page import Line, PageText, Word
from dossiers.text import CAPITALS, fold, squeeze
from dossiers.vocabulary import kinds
from extraction.dates import find_date, find_date_in_words
from extraction.names import normal_issuer
from extraction.spans import Found, Span, joined, span_of

HEADER_PART = 0.4
LIKE_ENOUGH = 85
# Of a number or day in which figures are missing: a person must look.
ILLEGIBLE = 0.3
STAMP_CONFIDENCE = 0.7
# Characters before "ngày": a name of a place and a comma, not a sentence.
LONGEST_PLACE = 45

_ORGAN = re.compile(
    r"^(uy ban|ubnd|hoi dong|hdnd|so |phong |ban |chi cuc|cuc |tong cuc|bo |van phong|cong an|"
    r"toa an|vien |trung tam|truong |thanh tra|dang uy|doan |hoi |chi nhanh|cong ty|bao hiem|"
    r"kho bac|ngan hang|chinh phu|quoc hoi|thu tuong|benh vien|tram |lien doan|mat tran|bch |"
    r"ban chap hanh|ban quan ly|bao |dai |nha )"
)
_BODY_OPENINGS = (
    "kinh gui", "can cu", "thuc hien ", "chu tich", "uy ban nhan dan", "giam doc", "hom nay",
    "xet ", "theo ", "dieu 1", "bo truong", "hoi dong nhan dan", "thu tuong", "truong phong",
)  # fmt: skip
_PLACE_AND_DAY = re.compile(rf"^\W{{0,2}}[{CAPITALS}][^\d:]{{1,30}},\s*")
_ABOUT = re.compile(r"^\W*v\s*[/i1l|]\s*v\b", re.IGNORECASE)


def find_header_fields(page: PageText, kind: str) -> Iterator[Found]:
    """Number, date, issuer and subject of a page on which an administrative paper begins."""
    yield from find_header(page)
    if kind == OFFICIAL_LETTER:
        yield from _subject_of_letter(page)
    else:
        yield from _subject_below_title(page, kind)


def find_header(page: PageText) -> Iterator[Found]:
    """Number, date and issuer: what the header of any paper of an office may have."""
    number_line = find_number_line(page)
    if number_line is not None:
        yield from _notation(number_line)
    yield from _date(page)
    yield from _issuer(page, number_line)


def find_number_line(page: PageText) -> Line | None:
    """The line "Số: …/…" in the left header block, if any."""
    for line in page.lines:
        in_block = line.box.top < HEADER_PART * page.height and line.box.right < 0.6 * page.width
        if in_block and starts_like_number_line(line.text) and parse_notation(line.text):
            return line
    return None


def _notation(line: Line) -> Iterator[Found]:
    notation = parse_notation(line.text)
    if notation is None:
        return
    start = line.text.find(notation.raw)
    span = span_of(line, max(start, 0), max(start, 0) + len(notation.raw))
    if span is None:
        return
    yield Found(
        key="so_ky_hieu",
        value=notation.text,
        span=span,
        confidence=span.confidence if notation.number else min(span.confidence, ILLEGIBLE),
        checks_passed=("number_legible",) if notation.number else (),
        checks_failed=() if notation.number else ("number_legible",),
    )


def _date(page: PageText) -> Iterator[Found]:
    """The line "place, ngày … tháng … năm …": in the header, or else above the signature."""
    header = HEADER_PART * page.height
    for row in (*_right_rows(page, 0, header), *_right_rows(page, header, page.height)):
        found = find_date_in_words(row.text)
        if found is None or len(row.text[: found.start]) > LONGEST_PLACE:
            continue
        if _opens_body(row.text):  # "Căn cứ Luật Đất đai ngày …" is another paper's day
            continue
        span = span_of(row, found.start, found.end)
        if span is None:
            continue
        yield Found(
            key="ngay_ban_hanh",
            value=found.iso,
            span=span,
            confidence=span.confidence if not found.failed else min(span.confidence, ILLEGIBLE),
            checks_passed=() if found.failed else ("date_possible",),
            checks_failed=found.failed,
        )
        return


def find_other_dates(page: PageText) -> Iterator[Found]:
    """Lines "place, ngày … tháng … năm …" anywhere, as on sheets of two pages."""
    for line in page.lines:
        found = find_date_in_words(line.text)
        opens = _PLACE_AND_DAY.match(line.text)
        if found is None or found.failed or not opens or opens.end() != found.start:
            continue
        if span := span_of(line, found.start, found.end):
            yield Found(
                "ngay_ban_hanh", found.iso, span, span.confidence, ("date_possible",), support=0.3
            )


def _right_rows(page: PageText, top: float, bottom: float) -> Iterator[Line]:
    """Lines of a right block; pieces of one row, split by a wide gap, joined."""
    lines = [
        line
        for line in page.lines
        if top <= line.box.top < bottom and line.box.center[0] > 0.5 * page.width
    ]
    for line in lines:
        pieces = [
            other
            for other in lines
            if other.box.shared_height(line.box) > 0.5 * min(line.box.height, other.box.height)
        ]
        words = [word for piece in pieces for word in piece.words]
        yield Line(tuple(sorted(words, key=lambda word: word.box.left)))


def _issuer(page: PageText, number_line: Line | None) -> Iterator[Found]:
    """The last office named above the number: what stands before it is its superior."""
    floor = number_line.box.top if number_line else 0.2 * page.height
    block = [
        line
        for line in page.lines
        if line.box.bottom <= floor + line.box.height / 2
        and line.box.center[0] < 0.45 * page.width
        and line.box.right < 0.62 * page.width
        and not find_date(line.text)
    ]
    starts = [number for number, line in enumerate(block) if _names_office(line.text)]
    if not starts:
        return
    own = _own_lines(block, starts)
    span = joined(own)
    printed = span.text.strip(" .,-_—–*'\"|")
    yield Found(
        key="co_quan_ban_hanh",
        value=normal_issuer(printed),
        span=span,
        confidence=0.5 + 0.5 * span.confidence if span.confidence > 0.6 else span.confidence,
    )


def _names_office(text: str) -> bool:
    return _ORGAN.match(fold(text).strip(" .,-_'\"|") + " ") is not None


def _own_lines(block: Sequence[Line], starts: Sequence[int]) -> Sequence[Line]:
    """The issuer's own lines: from the last line that names an office to the block's end.

    Below it only lines that go on with the name count: capitals, in the same column.
    """
    own = list(block[starts[-1] :])
    kept = [own[0]]
    for line in own[1:]:
        gap = line.box.top - kept[-1].box.bottom
        if gap > 1.2 * kept[0].box.height or not _mostly_capitals(line.text):
            break
        if starts_like_number_line(line.text):
            break
        kept.append(line)
    return kept


def _mostly_capitals(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 2 and sum(char.isupper() for char in letters) > 0.6 * len(letters)


def _subject_of_letter(page: PageText) -> Iterator[Found]:
    """The lines from "V/v" on, in the left block below the number."""
    lines = [line for line in page.lines if line.box.top < HEADER_PART * page.height]
    start = next((n for n, line in enumerate(lines) if _ABOUT.match(line.text)), None)
    if start is None:
        return
    kept = [lines[start]]
    for line in lines[start + 1 :]:
        gap = line.box.top - kept[-1].box.bottom
        beside = line.box.shared_width(kept[0].box) < 0.5 * min(line.box.width, kept[0].box.width)
        if beside or gap > 1.2 * kept[0].box.height or gap < -kept[0].box.height:
            break
        kept.append(line)
    yield _subject(kept)


def _subject_below_title(page: PageText, kind: str) -> Iterator[Found]:
    """The centered lines right below the name of the type."""
    title = _title_line(page, kind)
    if title is None:
        return
    line_above = page.lines[title]
    center = line_above.box.center[0]
    margin = max(line.box.right for line in page.lines) - 0.02 * page.width
    kept: list[Line] = []
    for number, printed in enumerate(page.lines[title + 1 :], title + 1):
        line = _centered(printed, center, 0.02 * page.width)
        if line is None or _opens_body(line.text) or _is_indented(page, number):
            break
        if len(line.words) < len(printed.words) and line.box.right > margin:
            break  # body text beside a stamp: what the stamp hides makes it look centered
        if line.box.top - line_above.box.bottom > 2.2 * line.box.height:
            break
        kept.append(line)
        line_above = line
    if kept:
        yield _subject(kept)


def _centered(line: Line, center: float, tolerance: float) -> Line | None:
    """The line, without what a stamp beside it added; None when it is not centered.

    An incoming stamp on the same height is read as a few unsure words at one end.
    """
    words = line.words
    for cut in range(len(words)):
        for kept, left_out in (
            (words[cut:], words[:cut]),
            (words[: len(words) - cut], words[len(words) - cut :]),
        ):
            box = Box.around(word.box for word in kept)
            if _is_stamp(left_out) and abs(box.center[0] - center) <= tolerance:
                return Line(kept)
    return None


def _is_indented(page: PageText, number: int) -> bool:
    """Claim that a line begins a paragraph: the next one goes on further left, below it."""
    line = page.lines[number]
    below = page.lines[number + 1] if number + 1 < len(page.lines) else line
    return below.box.left < line.box.left - 0.02 * page.width < below.box.right and (
        line.box.right > 0.85 * page.width
    )


def _is_stamp(words: Sequence[Word]) -> bool:
    """Claim that words at the end of a line are a stamp's: unsure on the whole, or none."""
    return mean([word.confidence for word in words] or [0.0]) < STAMP_CONFIDENCE


def _title_line(page: PageText, kind: str) -> int | None:
    """The line with the name of the type, alone or with the issuer's ("QUYẾT ĐỊNH CỦA …")."""
    name = fold(kinds()[kind].name)
    for number, line in enumerate(page.lines):
        title = fold(squeeze(line.text)).strip(" .*")
        # "QUYẾT ĐỊNH:" stands further down, before the articles.
        if title.endswith(":") or line.box.top > 0.6 * page.height:
            continue
        begins = title.startswith(f"{name} ") and _mostly_capitals(line.text)
        if begins or fuzz.ratio(title, name) >= LIKE_ENOUGH:
            return number
    return None


def _opens_body(text: str) -> bool:
    return fold(text).lstrip(" -*").startswith(_BODY_OPENINGS)


def _subject(lines: Sequence[Line]) -> Found:
    words = joined(lines).words
    written = [n for n, word in enumerate(words) if any(map(str.isalnum, word.text))]
    span = Span(words[written[0] : written[-1] + 1]) if written else Span(words)
    return Found(
        key="trich_yeu",
        value=squeeze(span.text),
        span=span,
        confidence=span.confidence,
    )
