"""Values that stand after a printed label, or in the line below it."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from rapidfuzz import fuzz

from dossiers.page import Line, PageText
from dossiers.text import fold, squeeze
from extraction.checks import check_citizen_number
from extraction.dates import find_date
from extraction.names import looks_like_person, normal_name
from extraction.spans import Found, Span, span_of

LIKE_ENOUGH = 88
_LEADERS = " .…·_:;,-–—*'\"“”|/()[]<>"
DOSSIER_CODE = re.compile(
    r"\b(?:[A-Z]\d{2}(?:\.\d{1,3}){0,3}|\d{3}(?:\.\d{2}){2}\.[A-Z]\d{2})-\d{6}-\d{4,7}\b"
)


@dataclass(frozen=True, slots=True)
class LabelRule:
    """Where a field's value stands, and how it must look."""

    form: str
    labels: tuple[str, ...]
    not_after: tuple[str, ...] = ()


@cache
def label_rules() -> Mapping[str, LabelRule]:
    """The table ``labels.toml``, by key of the field."""
    text = resources.files("extraction").joinpath("labels.toml").read_text(encoding="utf-8")
    return {
        key: LabelRule(row["form"], tuple(row["labels"]), tuple(row.get("not_after", ())))
        for key, row in tomllib.loads(text).items()
    }


def find_labeled_fields(page: PageText) -> Iterator[Found]:
    """At most one value for each field that the page has a label for."""
    for key, rule in label_rules().items():
        found = next(_values(page, key, rule), None)
        if found is not None:
            yield found


def find_dossier_code(page: PageText) -> Iterator[Found]:
    """The code of the one-stop system, which has a form of its own.

    Source:
        TT 01/2018/TT-VPCP art. 19: agency code - date of receipt - serial.
    """
    for line in page.lines:
        if match := DOSSIER_CODE.search(line.text):
            span = span_of(line, match.start(), match.end())
            if span is not None:
                yield Found("ma_ho_so", match.group(), span, span.confidence, ("code_form",))
                return


def _values(page: PageText, key: str, rule: LabelRule) -> Iterator[Found]:
    """Sound values, by the order of the labels in the rule, then down the page."""
    parse = _FORMS[rule.form]
    for label in rule.labels:
        for number, line in enumerate(page.lines):
            end = _label_end(line.text, label, rule.not_after)
            if end is None:
                continue
            for candidate in _candidates(page.lines, number, end):
                if found := parse(key, candidate):
                    yield found
                    break


def _label_end(text: str, label: str, not_after: Sequence[str]) -> int | None:
    """Where the value may start: behind the label; None when it is not in the line."""
    folded = re.sub(r"[^0-9a-z]", " ", fold(text))
    pattern = r"\b" + r"\s+".join(map(re.escape, label.split())) + r"\b"
    found = re.search(pattern, folded)
    if found is None and len(label) >= 8 and len(folded) >= len(label):
        aligned = fuzz.partial_ratio_alignment(label, folded, score_cutoff=LIKE_ENOUGH)
        if aligned is None:
            return None
        start, end = aligned.dest_start, aligned.dest_end
    elif found is not None:
        start, end = found.span()
    else:
        return None
    rest = folded[end:].split()
    somebody_else = any(
        squeeze(folded[:start]).endswith(word) or " ".join(rest[:3]).startswith(word)
        for word in not_after
    )
    # A label of one word ("Số", "Ông") counts only where a line or a clause begins.
    opens = start == 0 or not squeeze(folded[:start]) or text[:start].rstrip()[-1:] in ".:;,)/-"
    return None if somebody_else or (" " not in label and not opens) else end


def _candidates(lines: Sequence[Line], number: int, end: int) -> Iterator[Span]:
    """What follows the label in its line, then the line right below it."""
    line = lines[number]
    if rest := span_of(line, end + 1, len(line.text)):
        yield rest
    for below in lines[number + 1 : number + 3]:
        gap = below.box.top - line.box.bottom
        if below.box.shared_width(line.box) and gap < 1.5 * line.box.height:
            yield Span(below.words)
            return


def _value_text(text: str) -> str:
    """What stands before the next label of the line, without dotted leaders."""
    text = re.sub(r"^[^:]{0,28}[a-zà-ỹ]\s*:", "", text) if ":" in text[:30] else text
    text = re.split(r"\s[A-ZÀ-ỸĐ][a-zà-ỹđ]+(?:\s[\w,/]+){0,4}\s*:", text)[0]
    return squeeze(re.sub(r"[.…_·]{2,}", " ", text)).strip(_LEADERS)


def _part(span: Span, value: str) -> Span:
    """The words of a span that a value was taken from."""
    line = Line(span.words)
    start = line.text.find(value)
    return (span_of(line, start, start + len(value)) if start >= 0 else None) or span


def _person(key: str, span: Span) -> Found | None:
    text = re.split(r"[,;(:]|\d|\s-\s", _value_text(span.text))[0].strip(_LEADERS)
    text = re.sub(r"^(?:ông|bà|ong|ba)\b[/\s]*(?:bà\b)?\W*", "", text, flags=re.IGNORECASE)
    if not looks_like_person(text):
        return None
    part = _part(span, text)
    return Found(key, normal_name(text), part, part.confidence, ("name_form",))


def _citizen_number(key: str, span: Span) -> Found | None:
    match = re.search(r"(?<!\d)\d(?:[\s.]?\d){11}(?!\d)|(?<!\d)\d(?:[\s.]?\d){8}(?!\d)", span.text)
    if match is None:
        return None
    digits = re.sub(r"\D", "", match.group())
    part = _part(span, match.group())
    passed, failed = check_citizen_number(digits)
    return Found(key, digits, part, part.confidence, passed, failed)


def _date(key: str, span: Span) -> Found | None:
    found = find_date(span.text)
    if found is None or found.start > 25:
        return None
    part = _part(span, span.text[found.start : found.end])
    passed = () if found.failed else ("date_possible",)
    return Found(key, found.iso, part, part.confidence, passed, found.failed)


def _sex(key: str, span: Span) -> Found | None:
    match = re.match(r"\W*(nam|nữ)\b", span.text, re.IGNORECASE)
    if match is None:
        return None
    part = _part(span, match.group(1))
    return Found(key, match.group(1).capitalize(), part, part.confidence)


def _word(key: str, span: Span) -> Found | None:
    text = _value_text(span.text)
    words = re.split(r"[,;(]|\s-\s", text)[0].split()[:3]
    text = " ".join(words).strip(_LEADERS)
    if not text or any(char.isdigit() for char in text) or not text[0].isupper():
        return None
    part = _part(span, text)
    return Found(key, text, part, part.confidence)


def _place(key: str, span: Span) -> Found | None:
    text = _value_text(span.text)
    if len(text) < 6 or not any(char.isupper() for char in text):
        return None
    part = _part(span, text)
    return Found(key, text, part, 0.8 * part.confidence)  # may go on in the next line


_FORMS: Mapping[str, Callable[[str, Span], Found | None]] = {
    "person": _person,
    "citizen_number": _citizen_number,
    "date": _date,
    "sex": _sex,
    "word": _word,
    "place": _place,
}
