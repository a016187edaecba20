"""Number and notation of an administrative document: ``Số: 299/UBND-TTHC``.

Source:
    NĐ 30/2020/NĐ-CP, PL I part II.3 and PL III: number, "/", abbreviation of the type, "-",
    abbreviation of the issuer; official letters have no type; normative documents carry the
    year. Papers before 2004 also wrote ``45 QĐ/UB`` and ``45/UB-QĐ``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dossiers.text import fold, squeeze
from dossiers.vocabulary import kinds

OFFICIAL_LETTER = "cong_van"

_GROUP = r"[A-ZĐ][A-Za-zĐđÀ-ỹ0-9&.]{0,11}"
_NOTATION = re.compile(
    rf"(?P<number>[^\s/:]{{0,9}})\s*/\s*(?:(?P<year>(?:19|20)\d\d)\s*/\s*)?"
    rf"(?P<suffix>{_GROUP}(?:\s*[-–—]\s*{_GROUP})+)"
)
_LEGACY = re.compile(rf"(?P<number>\d{{1,5}})\s*[-/.]?\s*(?P<suffix>{_GROUP}\s*[/-]\s*{_GROUP})")
# Nothing of the number: it often follows the colon without a space.
_LABEL = re.compile(r"^\W{0,3}s[oôốồổỗộóòỏõọ0][^\s\d/]{0,2}\s*[:.;,]?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Notation:
    """The parts of a notation as read; ``number`` is empty when no digits were legible."""

    number: str
    year: str
    suffix: str
    raw: str

    @property
    def text(self) -> str:
        """``299/UBND-TTHC``, ``09/2025/QĐ-TTg``; ``/UBND-TTHC`` without a legible number."""
        return "/".join([self.number, *([self.year] if self.year else []), self.suffix])


def parse_notation(line: str) -> Notation | None:
    """Find the notation in a line of a document's header; None when there is none.

    The number is often handwritten and read as something else: unless it is all digits
    (letters may follow, as in ``15a``) it counts as not legible.
    """
    body = _LABEL.sub("", squeeze(line))
    found = _NOTATION.search(body) or (_LEGACY.search(body) if _LABEL.match(line) else None)
    if found is None:
        return None
    number = found["number"].strip(" .,'\"`“”‘’-_")
    return Notation(
        number=number if re.fullmatch(r"\d{1,5}[a-zđA-ZĐ]?", number) else "",
        year=found.groupdict().get("year") or "",
        suffix=re.sub(r"\s*[-–—]\s*", "-", found["suffix"]).strip(".").replace(" ", ""),
        raw=found.group().strip(),
    )


def starts_like_number_line(line: str) -> bool:
    """Claim that a line begins with "Số", as far as readers get that word right."""
    return _LABEL.match(squeeze(line)) is not None


@cache
def _kinds_by_abbreviation() -> Mapping[str, str]:
    # The first kind keeps an abbreviation that two share (HĐ: the plain contract is no
    # numbered document, so the transfer of land rights does not lose anything).
    table: dict[str, str] = {}
    for kind in kinds().values():
        if kind.abbreviation:
            table.setdefault(fold(kind.abbreviation), kind.code)
    return table


def kind_of_notation(notation: Notation) -> str:
    """The kind that the abbreviation of the type names; an official letter has none."""
    table = _kinds_by_abbreviation()
    for group in re.split(r"[-/]", notation.suffix):
        if code := table.get(fold(group)):
            return code
    return OFFICIAL_LETTER
