"""What speaks for and against a value: numbers that a model of trust is fitted to.

Claims of one field that mean the same are one *value*; every value of every field is weighed
beside its rivals, and beside what the other papers of the dossier say.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from dossiers.document import Document, Field
from dossiers.notation import OFFICIAL_LETTER, kind_of_notation, parse_notation
from dossiers.text import fold, squeeze
from dossiers.vocabulary import field_names, kinds
from extraction.checks import check_birth_year, check_sex
from extraction.claims import Claim, is_administrative
from extraction.names import known_family, known_share
from extraction.spans import CODES, RULES, Origin
from extraction.syllables import strange_share

PERSONS = frozenset({"ho_ten", "ho_ten_cha", "ho_ten_me", "ho_ten_vo", "ho_ten_chong"})
_SIGNS = frozenset({"nguoi_ky"})
_ORIGINS = tuple(Origin)
_KEYS = {key: float(number) for number, key in enumerate(field_names())}

Check = Callable[[str, str], tuple[tuple[str, ...], tuple[str, ...]]]
"""Of a number and what stands beside it: the checks passed and failed."""


@dataclass(frozen=True)
class Told:
    """A value of a field on a document, and the claims that mean it.

    Attributes:
        document: Place of the document among those of the dossier.
    """

    document: int
    key: str
    claims: tuple[Claim, ...]

    @cached_property
    def best(self) -> Claim:
        """The claim that is told: of the most trusted origin, then the surest."""
        return min(
            self.claims,
            key=lambda claim: (
                _ORIGINS.index(claim.origin),
                -claim.support,
                -claim.field.confidence,
            ),
        )

    @property
    def field(self) -> Field:
        return self.best.field

    @property
    def value(self) -> str:
        return self.field.value

    def support(self, *origins: Origin) -> float:
        """The strongest support from some ways of reading; 0.0 without any."""
        return max((c.support for c in self.claims if c.origin in origins), default=0.0)


@dataclass(frozen=True)
class Dossier:
    """All that is told in a dossier, and its documents."""

    documents: Sequence[Document]
    told: Sequence[Told] = field(default_factory=tuple)

    @cached_property
    def by_value(self) -> Mapping[tuple[str, str], set[int]]:
        """Documents that tell a value, by topic and value."""
        table: dict[tuple[str, str], set[int]] = {}
        for told in self.told:
            table.setdefault((_topic(told.key), same_form(told.value)), set()).add(told.document)
        return table

    @cached_property
    def by_key(self) -> Mapping[tuple[int, str], list[Told]]:
        """Values by document and key."""
        table: dict[tuple[int, str], list[Told]] = {}
        for told in self.told:
            table.setdefault((told.document, told.key), []).append(told)
        return table

    @cached_property
    def tellers(self) -> Mapping[str, set[int]]:
        """Documents that tell something of a topic with some certainty."""
        table: dict[str, set[int]] = {}
        for told in self.told:
            if told.support(Origin.TAGGER, Origin.QR) > 0.5:
                table.setdefault(_topic(told.key), set()).add(told.document)
        return table

    @cached_property
    def codes(self) -> Sequence[str]:
        """The codes of dossiers that any document tells."""
        return [told.value for told in self.told if told.key == "ma_ho_so"]

    def of(self, document: int, key: str) -> Sequence[Told]:
        """The values of a field on a document."""
        return self.by_key.get((document, key), ())


def gather(documents: Sequence[Document], claims: Sequence[Sequence[Claim]]) -> Dossier:
    """The values that are told on the documents of a dossier."""
    told: list[Told] = []
    for number, said in enumerate(claims):
        ordered = sorted(said, key=_value_of)
        for (key, _), same in groupby(ordered, key=_value_of):
            told.append(Told(number, key, tuple(same)))
    return Dossier(documents, told)


def _value_of(claim: Claim) -> tuple[str, str]:
    return claim.field.key, same_form(claim.field.value)


def same_form(value: str) -> str:
    """Values of one such form are the same: case and white space do not count, marks do."""
    return squeeze(value).casefold()


def _topic(key: str) -> str:
    """Names of people may stand under several keys."""
    return "person" if key in PERSONS else key


NAMES = (
    "key", "kind_known", "administrative", "kind_confidence", "boundary_confidence", "disputed",
    *(f"by_{origin}" for origin in _ORIGINS),
    "least", "claims", "ways", "read_best", "read_worst", "words", "letters", "digits",
    "likeness", "top", "page", "from_end", "passed", "failed",
    "rivals", "rival_tagger", "rival_label", "rival_code", "rank",
    "holds_tagger", "holds_rule", "within_tagger", "within_rule",
    "elsewhere", "others_elsewhere", "documents",
    "year_agrees", "sex_agrees", "family", "name_words", "kind_agrees", "code_day", "after_birth",
    "shape", "strange_words", "read_mean",
)  # fmt: skip
"""What ``rows`` gives, in this order."""


def rows(dossier: Dossier) -> NDArray[np.float32]:
    """(values, features), one row for every value in ``dossier.told``."""
    table = [_row(told, dossier) for told in dossier.told]
    return np.array(table, np.float32).reshape(len(table), len(NAMES))


def _row(told: Told, dossier: Dossier) -> list[float]:
    document = dossier.documents[told.document]
    return [
        _KEYS[told.key],
        float(document.kind in kinds()),
        float(is_administrative(document.kind)),
        document.kind_confidence,
        document.boundary_confidence,
        float(bool(document.disputed_by)),
        *(told.support(origin) for origin in _ORIGINS),
        *_about_claims(told, document),
        *_about_rivals(told, dossier),
        *_about_dossier(told, dossier),
        *_about_checks(told, dossier),
    ]


def _about_claims(told: Told, document: Document) -> list[float]:
    best = told.best
    read = [claim.field.confidence for claim in told.claims]
    tagged = [claim.least for claim in told.claims if claim.origin is Origin.TAGGER]
    return [
        max(tagged, default=0.0),
        float(len(told.claims)),
        float(len({claim.origin for claim in told.claims})),
        max(read),
        min(read),
        float(best.words),
        float(len(told.value)),
        sum(map(str.isdigit, told.value)) / max(len(told.value), 1),
        max(claim.likeness for claim in told.claims),
        best.top,
        float(best.field.page - document.first_page),
        float(document.last_page - best.field.page),
        float(len(best.field.checks_passed)),
        float(len(best.field.checks_failed)),
    ]


def _about_rivals(told: Told, dossier: Dossier) -> list[float]:
    rivals = [other for other in dossier.of(told.document, told.key) if other is not told]
    own = told.support(Origin.TAGGER)
    return [
        float(len(rivals)),
        max((other.support(Origin.TAGGER) for other in rivals), default=0.0),
        max((other.support(Origin.LABEL) for other in rivals), default=0.0),
        float(any(other.support(*CODES) for other in rivals)),
        float(sum(other.support(Origin.TAGGER) > own for other in rivals)),
        *_strongest([other for other in rivals if _holds(told, other)]),
        *_strongest([other for other in rivals if _holds(other, told)]),
    ]


def _holds(long: Told, short: Told) -> bool:
    """Claim that one value is a part of another: it was cut off, or the other runs on."""
    return same_form(short.value) in same_form(long.value)


def _strongest(values: Sequence[Told]) -> tuple[float, float]:
    """The strongest support of any of some values, by the tagger and by rules."""
    return (
        max((each.support(Origin.TAGGER) for each in values), default=0.0),
        max((each.support(*RULES) for each in values), default=0.0),
    )


def _about_dossier(told: Told, dossier: Dossier) -> list[float]:
    topic = _topic(told.key)
    same = dossier.by_value[topic, same_form(told.value)] - {told.document}
    others = dossier.tellers.get(topic, set())
    return [
        float(len(same)),
        float(len(others - same - {told.document})),
        float(len(dossier.documents)),
    ]


def _about_checks(told: Told, dossier: Dossier) -> list[float]:
    document = dossier.documents[told.document]
    births = [each.value for each in dossier.of(told.document, "ngay_sinh")]
    return [
        _number_agrees(told, dossier, "ngay_sinh", check_birth_year),
        _number_agrees(told, dossier, "gioi_tinh", check_sex),
        float(known_family(told.value)) if told.key in PERSONS | _SIGNS else 0.5,
        known_share(told.value) if told.key in PERSONS | _SIGNS else 0.5,
        _kind_agrees(told, document),
        _code_day(told, dossier),
        _after_birth(told, births),
        _shape(told),
        strange_share(told.field.raw),
        max(claim.mean for claim in told.claims),
    ]


def _verdict(checks: Sequence[tuple[Sequence[str], Sequence[str]]]) -> float:
    """1 where any check passes, -1 where some were made and all fail, 0 where none was made."""
    if any(passed for passed, _ in checks):
        return 1.0
    return -1.0 if any(failed for _, failed in checks) else 0.0


def _number_agrees(told: Told, dossier: Dossier, key: str, check: Check) -> float:
    """Whether the number of the person carries what stands under another key."""
    numbers = dossier.of(told.document, "so_dinh_danh")
    if told.key == "so_dinh_danh":
        others = dossier.of(told.document, key)
        return _verdict([check(told.value, other.value) for other in others])
    if told.key == key:
        return _verdict([check(number.value, told.value) for number in numbers])
    return 0.0


def _kind_agrees(told: Told, document: Document) -> float:
    if told.key != "so_ky_hieu" or not is_administrative(document.kind):
        return 0.0
    notation = parse_notation(told.value)
    if notation is None or not notation.number:
        return -1.0
    named = kind_of_notation(notation)
    return 1.0 if named == document.kind else (-1.0 if named != OFFICIAL_LETTER else -0.5)


def _code_day(told: Told, dossier: Dossier) -> float:
    """The code of a dossier carries its day of receipt, ``yymmdd``."""
    codes = dossier.codes
    days = [each.value for each in dossier.of(told.document, "ngay_tiep_nhan")]
    if told.key == "ma_ho_so":
        codes = [told.value]
    elif told.key == "ngay_tiep_nhan":
        days = [told.value]
    else:
        return 0.0
    pairs = [
        code.split("-")[1] == day[2:].replace("-", "")
        for code in codes
        for day in days
        if code.count("-") == 2 and len(day) == len("2024-01-01")
    ]
    return 0.0 if not pairs else 1.0 if any(pairs) else -1.0


def _after_birth(told: Told, births: Sequence[str]) -> float:
    if told.key not in ("ngay_cap", "ngay_ban_hanh", "ngay_het_han") or not births:
        return 0.0
    return 1.0 if any(told.value > birth for birth in births) else -1.0


def _shape(told: Told) -> float:
    """How long its letters are, as words go: prose in capitals, small letters, figures."""
    letters = [char for char in told.field.raw if char.isalpha()]
    capitals = sum(char.isupper() for char in letters) / max(len(letters), 1)
    return capitals + 2 * float(fold(told.value)[:1].isdigit())
