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

LIKE_ENOUGH = 93
_LEADERS = " .…·_:;,-–—*'\"“”|/()[]<>"
# Labels that end a value and belong to no field of ours.
_OTHER_LABELS = (
    "quoc tich", "ton giao", "nghe nghiep", "dien thoai", "so dien thoai", "email", "quan he",
    "ngay cap", "cap ngay", "noi cap", "noi sinh", "dia chi", "nationality", "tuoi", "can cuoc",
    "giay to tuy than", "co gia tri den", "trinh do",
)  # fmt: skip
DOSSIER_CODE = re.compile(
    r"\b(?:[A-Z]\d{2}(?:\.\d{1,3}){0,3}|\d{3}(?:\.\d{2}){2}\.[A-Z]\d{2})-\d{6}-\d{4,7}\b"
)


# Words of forms that no name has.
_NO_NAME = re.compile(r"\b(nguoi|ho so|co quan|uy ban|ubnd|noi|ngay|can bo|don vi|ket qua)\b")


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
    place = _find(folded, label)
    if place is None:
        return None
    start, end = place
    before, after = squeeze(folded[:start]), " ".join(folded[end:].split()[:2])
    if text[end:].lstrip().startswith(":"):
        after = ""  # the label ends here: what follows is the value ("Võ" is no "vợ")
    somebody_else = any(
        before.endswith(word) or re.search(rf"\b{word}\b", after) for word in not_after
    )
    # A label of one word ("Số", "Ông") counts only where a line or a clause begins.
    opens = not before or text[:start].rstrip()[-1:] in ".:;,)/-"
    return None if somebody_else or (" " not in label and not opens) else end


def _find(folded: str, label: str) -> tuple[int, int] | None:
    """Where a label stands in folded text; a long one may be misread a little."""
    words = r"\s+".join(label.split())
    if found := re.search(rf"\b(?:{words})\b", folded):
        return found.span()
    if len(label) < 8 or len(folded) < len(label):
        return None
    near = fuzz.partial_ratio_alignment(label, folded, score_cutoff=LIKE_ENOUGH)
    return (near.dest_start, near.dest_end) if near else None


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
    text = text.lstrip(": ")
    if text.startswith(("/", "(")) and ":" in text[:40]:  # the label in English
        text = text.partition(":")[2]
    if next_label := _known_labels().search(fold(text)):
        text = text[: next_label.start()]
    return squeeze(re.sub(r"[.…_·]{2,}", " ", text)).strip(_LEADERS)


@cache
def _known_labels() -> re.Pattern[str]:
    """Any known label within a line, with what ends it."""
    labels = {label for rule in label_rules().values() for label in rule.labels if " " in label}
    longest_first = sorted({*labels, *_OTHER_LABELS}, key=len, reverse=True)
    loose = "|".join(r"\W+".join(label.split()) for label in longest_first)
    return re.compile(rf"(?<=[\s.;,])(?:{loose})\s*[:/(]")


def _part(span: Span, value: str) -> Span:
    """The words of a span that a value was taken from."""
    line = Line(span.words)
    start = line.text.find(value)
    return (span_of(line, start, start + len(value)) if start >= 0 else None) or span


def _person(key: str, span: Span) -> Found | None:
    text = re.split(r"[,;(:]|\d|\s-\s", _value_text(span.text))[0].strip(_LEADERS)
    text = re.sub(r"^(?:ông|bà|ong|ba)\b[/\s]*(?:bà\b)?\W*", "", text, flags=re.IGNORECASE)
    if not looks_like_person(text) or _NO_NAME.search(fold(text)):
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
    if not text.replace(" ", "").isalpha() or not text[0].isupper():
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
