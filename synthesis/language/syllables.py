"""What a Vietnamese syllable is: onset, rime and tone, by spelling alone.

Source: Hoàng Phê (ed.), "Chính tả tiếng Việt": the onsets, the rimes, and that a syllable
closed by a stop carries no tone but the sharp and the heavy one.
"""

import re
import unicodedata
from functools import cache
from random import Random

GRAVE, ACUTE, TILDE, HOOK, DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
TONES = (GRAVE, ACUTE, TILDE, HOOK, DOT)

ONSETS = tuple("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split())
_OPEN = "a ai ao au ay âu ây e eo ê êu i ia iêu iu o oa oai oao oay oe oeo oi ô ôi ơ ơi u ua ui"
_OPEN += " uê uây ui uơ ư ưa ưi ươi ươu ưu uôi uy uya uyu y yêu"
_NASAL = "am an ang anh ăm ăn ăng âm ân âng em en eng êm ên ênh im in inh iêm iên iêng"
_NASAL += " oam oan oang oanh oăm oăn oăng oen om on ong oong ôm ôn ông ơm ơn um un ung uôm uôn"
_NASAL += " uông uân uâng uênh uyên uynh ưm ưng ươm ươn ương ynh yêm yên yêng"
_STOPPED = "ac ach ap at ăc ăp ăt âc âp ât ec ep et êch êp êt ich ip it iêc iêp iêt oac oach oat"
_STOPPED += " oap oăc oăt oet oc op ot ooc ôc ôp ôt ơp ơt uc up ut uôc uôt uât uêch uyêt uych uyt"
_STOPPED += " ưc ưt ươc ươp ươt yêt uyp yt yp ych"
OPEN_RIMES = frozenset(_OPEN.split())
_STOPPED_RIMES = frozenset(_STOPPED.split())
RIMES = frozenset(_NASAL.split()) | OPEN_RIMES | _STOPPED_RIMES

_TWO_PLACES = ("oa", "oe", "uy")

# Before i, e, ê and y the sounds of c, g and ng are spelled k, gh and ngh.
_FRONT_ONSETS = ("", *(onset for onset in ONSETS if onset not in ("c", "g", "gi", "ng")))
_BACK_ONSETS = ("", *(onset for onset in ONSETS if onset not in ("k", "gh", "ngh", "qu")))

_ONSET = re.compile("|".join(sorted(ONSETS, key=len, reverse=True)))


def parts(syllable: str) -> tuple[str, str, str]:
    """Split a word into onset, rime without tone, and tone, in lower case.

    Returns:
        The tone is a combining mark or empty. What is not a syllable gives parts that are in
        none of the tables.
    """
    spread = unicodedata.normalize("NFD", syllable.lower())
    tone = next((mark for mark in spread if mark in TONES), "")
    bare = unicodedata.normalize("NFC", spread.replace(tone, "", 1) if tone else spread)
    found = _ONSET.match(bare)
    onset = found.group() if found else ""
    if onset == "gi" and bare[2:] not in RIMES:  # "gì", "gìn", "giêng": the i belongs to the rime
        onset = "g"
    return onset, bare[len(onset) :], tone


def is_syllable(word: str) -> bool:
    """Whether a word is spelled as one Vietnamese syllable, in any capitalization.

    The tone may stand in the old or in the new place, nowhere else.
    """
    onset, rime, tone = parts(word)
    if rime not in RIMES or (rime in _STOPPED_RIMES and tone not in (ACUTE, DOT)):
        return False
    places = [rime[:1] + tone + rime[1:], rime + tone] if rime in _TWO_PLACES else []
    spellings = [onset + unicodedata.normalize("NFC", place) for place in places]
    return word.lower() in [spell(onset, rime, tone), *spellings]


def spell(onset: str, rime: str, tone: str) -> str:
    """Join parts to a syllable, the tone placed the old way: ``("h", "oa", GRAVE)`` → ``"hòa"``."""
    if not tone:
        return onset + rime
    at = _carrier(rime)
    return onset + rime[:at] + unicodedata.normalize("NFC", rime[at] + tone) + rime[at + 1 :]


def _carrier(rime: str) -> int:
    """Place of the letter that carries the tone: the marked vowel, else by the number of them."""
    vowels = [at for at, letter in enumerate(rime) if letter in "aeiouyăâêôơư"]
    marked = [at for at in vowels if rime[at] in "ăâêôơư"]
    if marked:
        return marked[-1]
    closed = len(vowels) < len(rime)
    if len(vowels) == 1 or (len(vowels) == 2 and not closed):
        return vowels[0]
    return vowels[1]


@cache
def _rimes_by_letter() -> tuple[tuple[str, ...], ...]:
    """For every vowel with its tone, the rimes that show it; in the order of letters."""
    shown: dict[str, list[str]] = {}
    for rime in sorted(RIMES):
        for tone in (ACUTE, DOT) if rime in _STOPPED_RIMES else ("", *TONES):
            whole = spell("", rime, tone)
            shown.setdefault(whole[_carrier(rime)], []).append(whole)
    return tuple(tuple(shown[letter]) for letter in sorted(shown))


def invent_syllable(draws: Random) -> str:
    """A syllable of sound spelling in which every vowel with every tone is as likely."""
    rime = draws.choice(draws.choice(_rimes_by_letter()))
    front = unicodedata.normalize("NFD", rime)[0] in "iey"
    onset = draws.choice(_FRONT_ONSETS if front else _BACK_ONSETS)
    return onset + rime
