"""When a field that was said is the field that stands on the paper.

Every key has a rule (``RULES``; a key that is not listed is prose):

- *code*: case kept, white space left out: ``01/CT-UBND`` is not ``01/ct-ubnd``;
- *date*: the same ISO text, so the precision must be right as well;
- *decimal*: the same number, ``125.0`` is ``125``;
- *prose*: NFC, runs of white space as one space, case folded; marks count.

Two values *mean the same* under a looser rule, reported beside: prose in which "Ủy ban nhân
dân" may stand for "UBND", and old tone placement for the new one ("uỷ" for "ủy").
"""

import re
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from dossiers.text import compose, squeeze


class Rule(StrEnum):
    """How values of a key are compared."""

    CODE = "code"
    DATE = "date"
    DECIMAL = "decimal"
    PROSE = "prose"


_CODES = "so_dinh_danh so_ky_hieu ma_ho_so so_thua so_to_ban_do ma_so_thue".split()
_DATES = "ngay_sinh ngay_cap ngay_het_han ngay_ban_hanh ngay_tiep_nhan ngay_hen_tra".split()
RULES = {
    **dict.fromkeys(_CODES, Rule.CODE),
    **dict.fromkeys(_DATES, Rule.DATE),
    "dien_tich": Rule.DECIMAL,
}

_OLD = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ".split()
_NEW = "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy".split()
# Before a last consonant ("hoàn") there is one placement only, and "quý" has no other.
_OLD_PLACED = re.compile(rf"(?<!q)({'|'.join(_OLD)})(?!\w)")
_NEW_OF = dict(zip(_OLD, _NEW, strict=True))


def is_same(key: str, said: str, true: str) -> bool:
    """The value is right as it stands."""
    rule = RULES.get(key, Rule.PROSE)
    if rule is Rule.CODE:
        return _tight(said) == _tight(true)
    if rule is Rule.DATE:
        return said.strip() == true.strip()
    if rule is Rule.DECIMAL:
        return _number(said) == _number(true)
    return _plain(said) == _plain(true)


def means_same(key: str, said: str, true: str) -> bool:
    """The value is right, or a person would file it as the same."""
    if RULES.get(key, Rule.PROSE) is not Rule.PROSE:
        return is_same(key, said, true)
    return _loose(said) == _loose(true)


def _tight(value: str) -> str:
    return "".join(compose(value).split())


def _plain(value: str) -> str:
    return squeeze(compose(value)).casefold()


def _loose(value: str) -> str:
    modern = _OLD_PLACED.sub(lambda found: _NEW_OF[found[1]], _plain(value))
    return modern.replace("ủy ban nhân dân", "ubnd")


def _number(value: str) -> Decimal | str:
    """The number; the text itself where it is none."""
    try:
        return Decimal(_tight(value).replace(",", "."))
    except InvalidOperation:
        return value
