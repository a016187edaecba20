"""The facts of one paper, by the names that forms use (docs/forms.md lists them)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from dossiers.vocabulary import field_names
from synthesis.cases.answers import Answer, Manner, draw_manner, normal, written
from synthesis.cases.case import Case
from synthesis.cases.codes import card_code, receipt_code, zone_lines
from synthesis.cases.numbering import draw_number
from synthesis.cases.paper_facts import PAPER_FACTS, Dealing
from synthesis.cases.person_facts import PERSON_FACTS, Bearing, card_day, passport_expiry
from synthesis.language.grounds import ground
from synthesis.language.sentences import paragraph
from synthesis.language.spelling import Orthography, draw_orthography
from synthesis.language.words import noun
from synthesis.society.office import Office, Signer
from synthesis.society.offices import LEVELS, draw_office, draw_signer, is_level_of
from synthesis.society.people import draw_full_name
from synthesis.society.places import place_at
from synthesis.typesetting.form_files import Form
from synthesis.typesetting.markup import Fact, MarkupError, choose, spans

_PATTERNS = ("number", "notation")
_NOT_THE_FIELD = ("ascii", "english", "letter")
_OF_CHILDREN = ("giay_khai_sinh", "to_khai_ho_tich", "trich_luc_ho_tich")
_CARDS = ("can_cuoc", "cmnd", "ho_chieu", "so_ho_khau")
"""Their own day is that of issue."""

_HEADER_WORDS = (
    "weight subject filled paper margins style ground pages office fields notation number age"
    " business"
).split()
"""All else in a head is a fact of its own."""
_KIN = {"ho_ten_cha": "cha", "ho_ten_me": "me", "ho_ten_vo": "vo", "ho_ten_chong": "chong"}
_PREFIX = re.compile(
    r"(cha|me|vo|chong|con|khai|ban|mua|bene|chung[12]|p[1-6])\.(\w+)(?:\.(\w+))?$"
)


@dataclass(slots=True)
class Facts:
    """What one paper says; every fact is drawn when it is first asked, and then kept.

    Attributes:
        subject: Role of the person whose fields the paper's are.
        values: Normal forms of the fields said so far, by key.
    """

    form: Form
    case: Case
    day: date
    subject: str
    draws: Random
    office: Office
    manner: Manner
    orthography: Orthography
    values: dict[str, str] = field(default_factory=dict)
    known: dict[str, Answer] = field(default_factory=dict)

    @property
    def year(self) -> int:
        return self.day.year

    def say(self, name: str) -> Fact:
        """The fact of a name, e.g. ``ngay_sinh:spelled``.

        Raises:
            MarkupError: No fact has that name.
        """
        base, _, form = name.partition(":")
        if base in ("so", "cac", "ten"):
            return Fact(self._drawn(base, form))
        key = "so_cu" if (base, form) == ("so_dinh_danh", "cu") else base
        if key not in self.known:
            self.known[key] = self._answer(key)
        text = written(self.known[key], form, self.manner)
        if base in field_names() and text:
            self.values.setdefault(base, normal(self.known[key], text))
            # In other letters or languages it is no value of the field.
            return Fact(text, "" if form in _NOT_THE_FIELD else base)
        return Fact(text)

    def paragraph(self, words: int) -> str:
        """Prose in the paper's spelling."""
        return self.orthography.apply(paragraph(self.draws, words))

    def ground(self) -> str:
        """A legal ground in the paper's spelling."""
        return self.orthography.apply(ground(self.draws, self.year))

    def noun(self) -> str:
        """A few words in the paper's spelling."""
        return self.orthography.apply(noun(self.draws))

    def _drawn(self, base: str, said: str) -> str:
        """A number between two, one of some words, any name: drawn anew every time."""
        if base == "ten":
            name = draw_full_name(self.draws, self.day, self.case.place)
            return name.upper() if said == "upper" else name
        if base == "cac":
            return self.draws.choice(said.split(","))
        low, _, high = said.partition("-")
        return str(self.draws.randint(int(low), int(high)))

    def _answer(self, key: str) -> Answer:
        if key in self.form.head and key not in _HEADER_WORDS:
            return self._from_head(self.form.head[key])
        if key in _OWN:
            return _OWN[key](self)
        if key in _KIN:
            return self.person_fact(_KIN[key], "ho_ten")
        if found := _PREFIX.match(key):
            return self.person_fact(found[1], found[2], found[3])
        if key in PAPER_FACTS:
            return PAPER_FACTS[key](
                Dealing(self.form.kind, self.case, self.day, self.office, self.draws)
            )
        if key in PERSON_FACTS:
            return self.person_fact(self.subject, key)
        raise MarkupError(f"no fact has the name {key}")

    def _from_head(self, markup: str) -> str:
        """What the form's head says of a fact; one of several, with facts in it."""
        drawn = choose(self.draws.choice(re.split(r" \| ", markup)), self.draws)
        return "".join(span.text for span in spans(drawn, self.say))

    def person_fact(self, role: str, key: str, kin: str | None = None) -> Answer:
        if key == "quan_he":
            return self._relation(role)
        if kin:
            person = self.case.parent(role, key)
            key = kin
        elif role in ("cha", "me"):
            person = self.case.parent(self.subject, role)
        elif role == "p1":
            person = self.case.spouse(self.subject)
        elif role == "khai" and self.form.kind in _OF_CHILDREN:
            person = self.case.parent(self.subject, self.case.declarant)
        else:
            person = self.case.person(role)
        draws = self.case.draws("card", role)
        own = role == self.subject and self.form.kind in _CARDS
        issued = self.day if own else card_day(person, self.day, draws)
        return PERSON_FACTS[key](Bearing(person, self.day, issued, draws))

    def _relation(self, role: str) -> str:
        if role == "p1":
            return "Vợ" if self.case.spouse(self.subject).sex == "Nữ" else "Chồng"
        if role == "khai" and self.form.kind in _OF_CHILDREN:
            return "Cha" if self.case.declarant == "cha" else "Mẹ"
        if role == "khai":
            return self.draws.choice(["Con", "Cháu", "Anh", "Em", "Vợ", "Chồng"])
        return "Con" if role in ("p2", "p3", "p4") else self.draws.choice(["Cháu", "Em", "Con"])


def draw_head(form: Form, draws: Random) -> Form:
    """A form whose head's alternatives are drawn for one copy."""
    head = {
        key: choose(value, draws) if key in _HEADER_WORDS and key not in _PATTERNS else value
        for key, value in form.head.items()
    }
    return replace(form, head=head)


def gather_facts(form: Form, case: Case, day: date, subject: str, draws: Random) -> Facts:
    """Begin the facts of a paper: its office, and the manner in which it writes."""
    place = place_at(case.place.row, day)
    office = draw_office(draws, _level(form, day), place, day)
    return Facts(
        form,
        case,
        day,
        subject or form.head.get("subject", "nguoi"),
        draws,
        office,
        draw_manner(draws, day.year),
        draw_orthography(draws, day.year),
    )


def _qr(facts: Facts) -> Answer:
    """Cards tell of their bearer, all other papers of the dossier."""
    person = facts.case.person(facts.subject)
    if facts.form.kind == "can_cuoc":
        return card_code(facts.draws, person, facts.day)
    code, procedure = facts.say("ma_ho_so").text, facts.say("ma_thu_tuc").text
    return receipt_code(code, procedure, person.number, (facts.case.day, facts.day))


def _signer(facts: Facts) -> Signer:
    """Who signs for the paper's office: the same on every paper of that office and title."""
    return draw_signer(facts.case.draws("signer", facts.office.name), facts.office, facts.day)


def _level(form: Form, day: date) -> str:
    """The level of the office that a form names; what is not yet or no more is the commune's."""
    said = form.head.get("office", "xa")
    level = _LEVELS.get(said, said)
    return level if level in LEVELS and is_level_of(level, day) else "xa"


_LEVELS = {
    "dang_ky_kinh_doanh": "so_ke_hoach",
    "phong_tai_chinh": "phong",
    "phong_kinh_te": "phong",
    "so_tu_phap": "tu_phap",
    "so_giao_duc": "so",
    "cong_ty": "doanh_nghiep",
    "kho_bac": "thue",
    "bao_hiem": "so",
}
"""Levels that forms name by another word."""

_OWN: Mapping[str, Callable[[Facts], Answer]] = {
    "so_ky_hieu": lambda facts: draw_number(facts.form, facts.office, facts.day, facts.draws),
    "nguoi_ky": lambda facts: _signer(facts).name,
    "nguoi_ky.cap_bac": lambda facts: _signer(facts).rank,
    "chuc_vu_nguoi_ky": lambda facts: _signer(facts).title,
    "qr": _qr,
    "ngay_het_han": lambda facts: (
        passport_expiry(facts.case.person(facts.subject), facts.day)
        if facts.form.kind == "ho_chieu"
        else facts.person_fact(facts.subject, "ngay_het_han")
    ),
    "mrz": lambda facts: zone_lines(facts.form.kind, facts.case.person(facts.subject), facts.day),
    "barcode": lambda facts: (
        facts.say("so_dinh_danh" if facts.form.kind == "can_cuoc" else "ma_ho_so").text
    ),
}
