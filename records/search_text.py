"""Text as it is searched: tokens of letters and digits, in two spellings.

*Written* keeps tone and vowel marks, in lower case, with the tone mark of ``oa``, ``oe`` and
``uy`` in its new place; *folded* has no marks. Both spellings have the same tokens in the
same order, so that a place found in one is a place in the other.
"""

import re
import unicodedata

from dossiers.text import compose, fold

_TOKEN = re.compile(r"[^\W_]+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"

# Source: the two ways of placing tones, "old" (hòa, khỏe, thúy) and "new" (hoà, khoẻ, thuý).
_NEW_PLACES = {
    unicodedata.normalize("NFC", first + tone + second): unicodedata.normalize(
        "NFC", first + second + tone
    )
    for first, second in ("oa", "oe", "uy")
    for tone in _TONES
}
_OLD_PLACE = re.compile("|".join(_NEW_PLACES))


def token_spans(text: str) -> list[tuple[int, int]]:
    """Where the tokens of ``text`` (NFC) stand: start and end, half open."""
    return [match.span() for match in _TOKEN.finditer(text)]


def written_tokens(text: str) -> list[str]:
    """The tokens of ``text``, with their marks: ``"Số: 01/CT-UBND"`` → số, 01, ct, ubnd."""
    return [spell_written(token) for token in _TOKEN.findall(compose(text))]


def spell_written(token: str) -> str:
    """Lower case, tone mark in its new place."""
    return _OLD_PLACE.sub(lambda found: _NEW_PLACES[found[0]], token.lower())


def spell_folded(token: str) -> str:
    """Without case and marks."""
    return fold(token)
