"""How the value of each field must look: from the words that stand on the page to its value.

A reader of a form takes the text of some words and gives the part of it that is the value, its
normal form and the checks that it passed and failed; None where there is no such value. What is
printed is never corrected: a name that looks wrong is doubted elsewhere, not changed.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import cache

from rapidfuzz import fuzz

from dossiers.gazetteer import gazetteer, split_rank
from dossiers.text import fold, squeeze
from dossiers.vocabulary import field_names
from extraction.checks import check_citizen_number, check_tax_code
from extraction.dates import find_date
from extraction.machine_zone import NO_EXPIRY
from extraction.names import is_shouted, looks_like_person, normal_issuer, normal_name
from extraction.office_words import (
    Checks,
    check_beginning,
    check_issuer,
    check_office_beginning,
    check_title,
    mend_issuer,
    mend_phrases,
    mend_title,
    office_share,
)
from extraction.place_names import older_provinces, read_place
from extraction.word_lists import lines_of

_CARD_ISSUERS = (
    "Bộ Công an",
    "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
    "Cục trưởng Cục Cảnh sát quản lý hành chính về trật tự xã hội",
    "Cục Cảnh sát QLHC về TTXH",
    "Cục Cảnh sát ĐKQL cư trú và DLQG về dân cư",
    "Cục Cảnh sát đăng ký quản lý cư trú và dữ liệu quốc gia về dân cư",
    "Cục Quản lý xuất nhập cảnh",
)

SEXES = ("Nam", "Nữ")
FEWEST_LETTERS = 4
LEADERS = " .…·_:;,-–—*'\"“”‘’`|/()[]<>•~="

DOSSIER_CODE = re.compile(
    r"\b(?:[A-Z]\d{2}(?:\.\d{1,3}){0,3}|\d{3}(?:\.\d{2}){2}\.[A-Z]\d{2})-\d{6}-\d{4,7}\b"
)
_DIRT_BEFORE_SUBJECT = re.compile(r"^\W*\w{1,2}\W+(?=(?:Về|V/v)\b)")
# Their letter is Đ: HĐND, QĐ, NĐ-CP.
_BARE_NOTATION = re.compile(r"\b(HDND|QD|ND-CP)\b")
# Words of forms that no name has.
_NO_NAME = re.compile(r"\b(nguoi|ho so|co quan|uy ban|ubnd|noi|ngay|can bo|don vi|ket qua)\b")
# The police of a district is none of a province that sounds like it.
_LOCAL_POLICE = re.compile(r"cong an (?:huyen|quan|xa|phuong|thi) ")
_LOOK_ALIKES = str.maketrans("OoQDIl|ZSBG", "00001112586")
_NUMBER_LABEL = re.compile(
    r"^\W*(?:s[ốôoóồổ][^\s\d/]{0,2}|no|number)(?:\s*[:.;]\s*|\s+)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Value:
    """What a text says.

    Attributes:
        text: The normal form.
        raw: The part of the text that it was taken from, as it stands there.
        likeness: Of what was read to the list that the value is from, 0..1.
    """

    text: str
    raw: str
    checks_passed: tuple[str, ...] = ()
    checks_failed: tuple[str, ...] = ()
    likeness: float = 1.0


def read_value(key: str, text: str, *, sure: bool = False) -> Value | None:
    """The value of a field in a text that holds little else.

    Args:
        sure: The text was read without doubt: nothing in it is mended by a list.
    """
    if key in _MENDED:
        return _MENDED[key](text, sure)
    return _FORMS[key](text)


def _person(text: str) -> Value | None:
    raw = re.sub(
        r"^(?:ông|bà|ong|ba|anh|chị)\b[/\s]*(?:bà\b)?\W*", "", cleared(text), flags=re.IGNORECASE
    )
    raw = re.split(r"[,;(:]|\d|\s[-–]\s", raw)[0].strip(LEADERS)
    if not looks_like_person(raw) or _NO_NAME.search(fold(raw)):
        return None
    return Value(normal_name(raw), raw, ("name_form",))


def _written_name(text: str) -> Value | None:
    """A name that may be written in any case: what a pen wrote, or a reader misread."""
    if found := _person(text):
        return found if _begins(found.text) else replace(found, checks_failed=("name_begins",))
    raw = cleared(text)
    words = raw.split()
    fits = 2 <= len(words) <= 7 and all(re.fullmatch(r"[^\W\d_]+[.]?", word) for word in words)
    return Value(normal_name(raw), raw, (), ("name_form",)) if fits else None


def _begins(name: str) -> bool:
    """Claim that a name's first word may be one: seals mostly cover the family name.

    "Văn" is a family, and peoples of the south have women whose whole name is "Thị" and one more.
    """
    first, *others = fold(name).split()
    return not (first == "thi" and len(others) > 1) and not (first == "van" and len(others) < 2)


def _citizen_number(text: str) -> Value | None:
    for seen in (text, _figures(text)):
        found = re.search(r"(?<!\d)\d(?:[\s.]?\d){11}(?!\d)|(?<!\d)\d(?:[\s.]?\d){8}(?!\d)", seen)
        if found:
            digits = re.sub(r"\D", "", found.group())
            passed, failed = check_citizen_number(digits)
            return Value(digits, text[found.start() : found.end()], passed, failed)
    return None


def _figures(text: str) -> str:
    """Letters among figures as the figures that readers take them for."""
    return re.sub(r"\S*\d\S*", lambda word: str(word.group().translate(_LOOK_ALIKES)), text)


def _tax_code(text: str) -> Value | None:
    found = re.search(r"(?<!\d)\d(?:[\s.]?\d){9}(?:\s?-\s?\d{3})?(?!\d)", text)
    found = found or re.search(r"(?<!\d)\d(?:[\s.]?\d){11}(?!\d)", text)
    if found is None:
        return None
    digits = re.sub(r"[\s.]", "", found.group())
    passed, failed = check_tax_code(digits)
    return Value(digits, found.group(), passed, failed)


def _date(text: str) -> Value | None:
    found = find_date(text)
    if found is None:
        return None
    passed = () if found.failed else ("date_possible",)
    return Value(found.iso, text[found.start : found.end], passed, found.failed)


def _expiry(text: str) -> Value | None:
    found = re.search(r"kh[oôồ]ng\s+(?:x[aá]c\s+[dđ][iị]nh\s+)?th[oòờ]\S?i\s+h[aạ]n", text, re.I)
    return Value(NO_EXPIRY, found.group()) if found else _date(text)


def _sex(text: str) -> Value | None:
    raw = re.split(r"[,;:(]|\s[-–]\s", cleared(text))[0].strip(LEADERS)[:8]
    return listed(raw, SEXES, 40) if raw else None


def _people(text: str, sure: bool) -> Value | None:
    """One of the 54 peoples; a foreigner's stays as it was read."""
    part = re.split(r"[,;(]|\s[-–]\s", cleared(text))[0]
    raw = " ".join(part.split()[:3]).strip(LEADERS)
    if not re.sub(r"[\s'’-]", "", raw).isalpha():
        return None
    found = listed(raw, peoples(), 60) or Value(raw, raw, (), ("people_known",))
    return replace(found, text=raw) if sure else found


def listed(raw: str, names: Sequence[str], like: float) -> Value | None:
    """The likest of a closed list of names, of those that look alike enough (0..100)."""
    scores = [
        (fuzz.ratio(raw.lower(), name.lower()) + fuzz.ratio(fold(raw), fold(name))) / 2
        for name in names
    ]
    ranked = sorted(zip(scores, names, strict=True), reverse=True)
    if ranked[0][0] < like or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return Value(ranked[0][1], raw, ("listed",), likeness=ranked[0][0] / 100)


def _all(checks: Sequence[Checks]) -> Checks:
    """Several checks as one: what passed, and what failed."""
    return (
        tuple(name for check in checks for name in check[0]),
        tuple(name for check in checks for name in check[1]),
    )


@cache
def peoples() -> Sequence[str]:
    """The peoples of Viet Nam, as papers name them."""
    return lines_of("peoples.txt")


def _text(text: str) -> Value | None:
    raw = cleared(text)
    return Value(raw, raw) if len(raw) >= 2 and any(map(str.isalpha, raw)) else None


def _subject(text: str) -> Value | None:
    """A subject line; "V/v" stands apart from what follows it, and dirt before it is none."""
    value = _text(_DIRT_BEFORE_SUBJECT.sub("", text))
    return value and replace(value, text=re.sub(r"^(V/v)(?=\w)", r"\1 ", value.text))


def _place(text: str, sure: bool) -> Value | None:
    """An address; names of communes, districts and provinces as the gazetteer spells them."""
    raw = cleared(text)
    if len(raw) < FEWEST_LETTERS or not any(char.isupper() for char in raw):
        return None
    place = read_place(raw, sure=sure)
    if place is None:
        return Value(raw, raw, (), ("place_known",))
    return Value(place.text, raw, ("place_known",), likeness=place.likeness)


def _title(text: str, sure: bool) -> Value | None:
    raw = cleared(text)
    mended = mend_title(raw, sure=sure)
    if len(mended) < FEWEST_LETTERS:
        return None
    passed, failed = _all([check_title(mended), check_beginning(mended)])
    return Value(mended, raw, passed, failed, likeness=fuzz.ratio(mended, raw) / 100)


def _card_issuer(text: str, sure: bool) -> Value | None:
    """The police offices that issue cards and passports; another one stays as it was read."""
    raw = cleared(text)
    if len(raw) < FEWEST_LETTERS:
        return None
    found = None if _LOCAL_POLICE.match(fold(raw)) else listed(raw, card_issuers(), 70)
    if found is None:
        return Value(raw, raw, (), ("listed",))
    if sure:
        return replace(found, text=raw)
    return replace(found, text=found.text.upper()) if is_shouted(raw) else found


@cache
def card_issuers() -> Sequence[str]:
    """Who issues cards and passports: offices of the ministry, and the police of provinces."""
    provinces = {split_rank(title) for title in gazetteer().titles.values()}
    provinces |= {split_rank(title) for _, title in gazetteer().news}
    provinces |= {("tỉnh", name) for name in older_provinces()}
    return (*_CARD_ISSUERS, *sorted(f"Công an {rank} {name}" for rank, name in provinces))


def _issuer(text: str, sure: bool) -> Value | None:
    raw = cleared(text)
    if len(raw) < FEWEST_LETTERS:
        return None
    name = raw if sure else mend_issuer(raw)
    name, spelled = mend_phrases(name, sure=sure)
    passed, failed = _all([check_issuer(name), check_office_beginning(name)])
    failed = failed if spelled else (*failed, "office_spelled")
    return Value(normal_issuer(name), raw, passed, failed, likeness=office_share(name))


def _number_and_notation(text: str) -> Value | None:
    raw = _NUMBER_LABEL.sub("", squeeze(text)).strip(LEADERS.replace("-", ""))
    if not any(map(str.isdigit, raw)) or len(raw) > 40:
        return None
    value = re.sub(r"\s*([/–—-])\s*", lambda found: found[1], raw)
    value = re.sub(r"[–—]", "-", value)
    return Value(value, raw, (), ("notation_spelled",) if _BARE_NOTATION.search(value) else ())


def _dossier_code(text: str) -> Value | None:
    found = DOSSIER_CODE.search(text)
    if found:
        return Value(found.group(), found.group(), *check_code_start(text[: found.start()]))
    raw = cleared(text).replace(" ", "")
    if not any(map(str.isdigit, raw)):
        return None
    return Value(raw, cleared(text), (), ("code_form",))


def check_code_start(before: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whether the code of a dossier begins where it seems to: figures before it belong to it."""
    torn = re.search(r"\d[.\s]*$", before)
    return ((), ("code_form",)) if torn else (("code_form",), ())


def _short_number(text: str) -> Value | None:
    found = re.search(r"\d+[a-zA-Z]?(?:[/-]\d+)?", text)
    return Value(found.group(), found.group()) if found else None


def _area(text: str) -> Value | None:
    """Square meters: dots part thousands, a comma the decimals."""
    found = re.search(r"(?<!\w)(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)", text)
    if found is None:
        return None
    figures = found.group()
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", figures):
        figures = figures.replace(".", "")
    try:
        number = Decimal(figures.replace(",", "."))
    except InvalidOperation:  # such as "1,2,3": no number
        return None
    return Value(f"{number.normalize():f}", found.group())


def cleared(text: str) -> str:
    """A value without dotted leaders and what stands around it."""
    return squeeze(re.sub(r"[.…_·]{2,}", " ", text)).strip(LEADERS)


_FORMS: Mapping[str, Callable[[str], Value | None]] = {
    **dict.fromkeys(field_names(), _text),
    **dict.fromkeys(("ho_ten_cha", "ho_ten_me", "ho_ten_vo", "ho_ten_chong"), _written_name),
    **dict.fromkeys(("ho_ten", "nguoi_ky"), _written_name),
    **dict.fromkeys(("ngay_sinh", "ngay_cap", "ngay_ban_hanh", "ngay_tiep_nhan"), _date),
    **dict.fromkeys(("so_thua", "so_to_ban_do"), _short_number),
    "ngay_hen_tra": _date,
    "ngay_het_han": _expiry,
    "so_dinh_danh": _citizen_number,
    "ma_so_thue": _tax_code,
    "gioi_tinh": _sex,
    "so_ky_hieu": _number_and_notation,
    "ma_ho_so": _dossier_code,
    "dien_tich": _area,
    "trich_yeu": _subject,
}

_MENDED: Mapping[str, Callable[[str, bool], Value | None]] = {
    "que_quan": _place,
    "noi_thuong_tru": _place,
    "co_quan_ban_hanh": _issuer,
    "dan_toc": _people,
    "chuc_vu_nguoi_ky": _title,
    "noi_cap": _card_issuer,
}
"""Forms that lists mend, unless what stands there was read without doubt."""
