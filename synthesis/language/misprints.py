"""Misprints as typists and clerks make them; they stay as printed, so they are the truth.

Source: what stands in real scans and in the law databases: a tone that is lost ("trên đia
bàn"), one typed twice ("tuyên tuyền"), hook and tilde mixed up, s for x, keys of Telex.
"""

import unicodedata
from collections.abc import Callable
from random import Random

from synthesis.language.syllables import DOT, HOOK, TILDE, TONES, is_syllable, parts

_MARKS = dict(zip(TONES, "fsxrj", strict=True))  # the keys of Telex
_SOUNDS: tuple[tuple[str, str], ...] = (
    ("s", "x"),
    ("x", "s"),
    ("ch", "tr"),
    ("tr", "ch"),
    ("gi", "d"),
    ("d", "gi"),
)
_SOUNDS += (("l", "n"), ("n", "l"))


def _split(word: str) -> tuple[str, str]:
    """A word spelled without its tone, and the tone."""
    spread = unicodedata.normalize("NFD", word)
    tone = next((mark for mark in spread if mark in TONES), "")
    return unicodedata.normalize("NFC", spread.replace(tone, "", 1) if tone else spread), tone


def lose_tone(word: str, draws: Random) -> str:  # noqa: ARG001
    """``"địa"`` → ``"đia"``."""
    return _split(word)[0]


def lose_marks(word: str, draws: Random) -> str:
    """Drop one mark of a vowel or the bar of đ: ``"được"`` → ``"duợc"`` or ``"dược"``."""
    places = [at for at, letter in enumerate(word) if letter in "đĐăâêôơưĂÂÊÔƠƯ"]
    if not places:
        return lose_tone(word, draws)
    at = draws.choice(places)
    letter = word[at]
    bare = {"đ": "d", "Đ": "D"}.get(letter) or unicodedata.normalize("NFD", letter)[0]
    return word[:at] + bare + word[at + 1 :]


def mix_hook_and_tilde(word: str, draws: Random) -> str:
    """``"cũng"`` → ``"củng"``, ``"xử"`` → ``"xữ"``; other words lose their tone."""
    tone = _split(word)[1]
    if tone not in (HOOK, TILDE):
        return lose_tone(word, draws)
    spread = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", spread.replace(tone, HOOK if tone == TILDE else TILDE))


def swap_letters(word: str, draws: Random) -> str:
    """``"nhân"`` → ``"nhâ" "n"`` in another order: two neighbors change places."""
    if len(word) < 3:
        return word + word[-1]
    at = draws.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def drop_letter(word: str, draws: Random) -> str:
    """``"không"`` → ``"khôg"``."""
    if len(word) < 3:
        return word
    at = draws.randrange(1, len(word))
    return word[:at] + word[at + 1 :]


def double_letter(word: str, draws: Random) -> str:
    """``"quyết"`` → ``"quyếtt"``."""
    at = draws.randrange(len(word))
    return word[: at + 1] + word[at].lower() + word[at + 1 :]


def mishear(word: str, draws: Random) -> str:
    """``"xử"`` → ``"sử"``, ``"trình"`` → ``"chình"``; words of other sounds lose a mark."""
    for sound, other in _SOUNDS:
        if word.lower().startswith(sound) and parts(word)[0] == sound:
            other = other.capitalize() if word[0].isupper() else other
            return other + word[len(sound) :]
    return lose_marks(word, draws)


def leave_keys(word: str, draws: Random) -> str:  # noqa: ARG001
    """``"địa"`` → ``"điaj"``: the key of the tone was typed when Telex was off."""
    bare, tone = _split(word)
    return bare + _MARKS.get(tone, "")


def repeat(word: str, draws: Random) -> str:  # noqa: ARG001
    """``"của"`` → ``"của của"``."""
    return f"{word} {word.lower()}"


def widen(word: str, draws: Random) -> str:  # noqa: ARG001
    """Two blanks after the word."""
    return word + " "


def move_tone(word: str, draws: Random) -> str:
    """Give the word another tone: ``"truyền"`` → ``"truyến"``, as a wrong key does."""
    spread = unicodedata.normalize("NFD", word)
    tone = next((mark for mark in spread if mark in TONES), "")
    if not tone:
        return double_letter(word, draws)
    other = draws.choice([mark for mark in (*TONES[:2], DOT) if mark != tone])
    return unicodedata.normalize("NFC", spread.replace(tone, other, 1))


_HABITS: tuple[tuple[Callable[[str, Random], str], int], ...] = (
    (lose_tone, 22),
    (lose_marks, 12),
    (mix_hook_and_tilde, 14),
    (swap_letters, 8),
    (drop_letter, 9),
    (double_letter, 6),
    (mishear, 9),
    (leave_keys, 4),
    (repeat, 3),
    (widen, 8),
    (move_tone, 5),
)
_KINDS, _WEIGHTS = zip(*_HABITS, strict=True)


def misprint(text: str, rate: float, draws: Random) -> str:
    """Misprint a share ``rate`` of the words; numbers, codes and abbreviations stay right."""
    words = text.split(" ")
    for at, word in enumerate(words):
        if draws.random() < rate:
            bare = word.strip('.,;:()"“”')
            if bare and is_syllable(bare):
                habit: Callable[[str, Random], str] = draws.choices(_KINDS, _WEIGHTS)[0]
                words[at] = word.replace(bare, habit(bare, draws), 1)
    return _copy_neighbor(words, rate, draws)


def _copy_neighbor(words: list[str], rate: float, draws: Random) -> str:
    """At times type the vowel of the next word already: ``"tuyên truyền"`` → ``"tuyền …"``."""
    for at in range(len(words) - 1):
        if draws.random() < rate / 20:
            tone = _split(words[at + 1])[1]
            bare, own = _split(words[at])
            if tone and own != tone and is_syllable(words[at]) and not own:
                words[at] = _with_tone_of_vowel(bare, tone)
    return " ".join(words)


def _with_tone_of_vowel(word: str, tone: str) -> str:
    """Put a tone on the last marked vowel, else on the first vowel."""
    marked = [at for at, letter in enumerate(word) if letter.lower() in "ăâêôơư"]
    vowels = marked[-1:] or [at for at, letter in enumerate(word) if letter.lower() in "aeiouy"]
    if not vowels:
        return word
    at = vowels[0]
    return word[:at] + unicodedata.normalize("NFC", word[at] + tone) + word[at + 1 :]
