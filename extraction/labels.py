"""Values that stand after a printed label, or in the line below it."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import islice

from rapidfuzz import fuzz

from dossiers.page import Line, PageText
from dossiers.tags import words_of
from dossiers.text import CAPITALS, fold, squeeze
from extraction.addresses import find_addresses
from extraction.spans import Found, Origin, Span, find_value, span_of
from extraction.values import DOSSIER_CODE, check_code_start, read_value

LIKE_ENOUGH = 93
FARTHEST = 25
"""A value begins within so many characters behind its label."""

MOST = 3
"""Of one field so many values of a page are weighed."""

BEFORE_AN_ADDRESS = 3
"""An address begins with one of so many words behind its label."""

MOST_BELOW = 7
"""So many words of the next line may belong to a value."""

_PLACES = frozenset({"que_quan", "noi_thuong_tru"})
_RUNS_ON = frozenset({"noi_cap"})

# "Họ và tên *cá nhân hoặc người đại diện:* …": small letters up to a colon go on with the label.
_REST_OF_LABEL = re.compile(rf"\s[^:;,\d{CAPITALS}]{{1,70}}(?<=[^\W\d_]):")

# Labels that end a value and belong to no field of ours.
_OTHER_LABELS = (
    "quoc tich", "ton giao", "nghe nghiep", "dien thoai", "so dien thoai", "email", "quan he",
    "ngay cap", "cap ngay", "noi cap", "noi sinh", "dia chi", "nationality", "tuoi", "can cuoc",
    "giay to tuy than", "co gia tri den", "trinh do",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LabelRule:
    """Behind what a field's value stands."""

    labels: tuple[str, ...]
    not_after: tuple[str, ...] = ()


@cache
def label_rules() -> Mapping[str, LabelRule]:
    """The table ``labels.toml``, by key of the field."""
    text = resources.files("extraction").joinpath("labels.toml").read_text(encoding="utf-8")
    return {
        key: LabelRule(tuple(row["labels"]), tuple(row.get("not_after", ())))
        for key, row in tomllib.loads(text).items()
    }


def find_labeled_fields(page: PageText) -> Iterator[Found]:
    """The first values of each field that the page has labels for, best labels first."""
    folded = [re.sub(r"[^0-9a-z]", " ", fold(line.text)) for line in page.lines]
    for key, rule in label_rules().items():
        yield from islice(_values(page, folded, key, rule), MOST)


def find_dossier_code(page: PageText) -> Iterator[Found]:
    """The code of the one-stop system, which has a form of its own.

    Source:
        TT 01/2018/TT-VPCP art. 19: agency code - date of receipt - serial.
    """
    for line in page.lines:
        if match := DOSSIER_CODE.search(line.text):
            span = span_of(line, match.start(), match.end())
            if span is not None:
                yield Found(
                    "ma_ho_so",
                    match.group(),
                    span,
                    span.confidence,
                    *check_code_start(line.text[: match.start()]),
                    origin=Origin.CODE_FORM,
                )
                return


def _values(page: PageText, folded: Sequence[str], key: str, rule: LabelRule) -> Iterator[Found]:
    """Sound values, by the order of the labels in the rule, then down the page."""
    for rank, label in enumerate(rule.labels):
        for number, line in enumerate(page.lines):
            end = _label_end(line.text, folded[number], label, rule.not_after)
            if end is None:
                continue
            for candidate in _candidates(key, page, number, end):
                if found := _found(key, candidate, rank):
                    yield found
                    break


def _label_end(text: str, folded: str, label: str, not_after: Sequence[str]) -> int | None:
    """Where the value may start: behind the label; None when it is not in the line."""
    place = _find(folded, label)
    if place is None:
        return None
    start, end = place
    before, after = squeeze(folded[:start]), " ".join(folded[end:].split()[:3])
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


def _candidates(key: str, page: PageText, number: int, end: int) -> Iterator[Span]:
    """What follows the label in its line, then the line right below it."""
    line = page.lines[number]
    if more := _REST_OF_LABEL.match(line.text, end):
        end = more.end() - 1
    rest = span_of(line, end + 1, len(line.text))
    below = _line_below(page.lines, number)
    if rest:
        if key in _PLACES:
            yield from _addresses(page, rest)
        if key in _RUNS_ON and below:
            yield from _running_on(key, rest, below)
        yield rest
    if below:
        yield Span(below.words)


def _line_below(lines: Sequence[Line], number: int) -> Line | None:
    line = lines[number]
    for below in lines[number + 1 : number + 3]:
        gap = below.box.top - line.box.bottom
        if below.box.shared_width(line.box) and gap < 1.5 * line.box.height:
            return below
    return None


def _addresses(page: PageText, rest: Span) -> Iterator[Span]:
    """An address that begins behind a label, to its end in another line."""
    words = words_of(page)
    opens = rest.words[:BEFORE_AN_ADDRESS]
    for places in find_addresses(page):
        if any(words[places.start] is word for word in opens):
            yield Span(tuple(words[place] for place in places))


def _running_on(key: str, rest: Span, below: Line) -> Iterator[Span]:
    """A value of a closed list that goes on in the next line, ``nơi cấp: Công an / tỉnh …``."""
    tries = []
    for count in range(min(MOST_BELOW, len(below.words)) + 1):
        span = Span((*rest.words, *below.words[:count]))
        value = read_value(key, _value_text(span.text))
        if value and "listed" in value.checks_passed:
            tries.append((value.likeness, -count, span))
    if tries:  # of equals the shortest: other words may stand below as well
        yield max(tries, key=lambda each: each[:2])[2]


def _value_text(text: str) -> str:
    """What stands before the next label of the line."""
    text = text.lstrip(": ")
    if text.startswith(("/", "(")) and ":" in text[:40]:  # the label in English
        text = text.partition(":")[2]
    if next_label := _known_labels().search(fold(text)):
        text = text[: next_label.start()]
    return text


@cache
def _known_labels() -> re.Pattern[str]:
    """Any known label within a line, with what ends it."""
    labels = {label for rule in label_rules().values() for label in rule.labels if " " in label}
    longest_first = sorted({*labels, *_OTHER_LABELS}, key=len, reverse=True)
    loose = "|".join(r"\W+".join(label.split()) for label in longest_first)
    return re.compile(rf"(?<=[\s.;,])(?:{loose})\s*[:/(]")


def _found(key: str, span: Span, rank: int) -> Found | None:
    found = find_value(key, span, _value_text(span.text), Origin.LABEL, 1 / (1 + rank))
    if found is None or span.text.find(found.span.text) > FARTHEST:
        return None
    return found
