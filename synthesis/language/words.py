"""Single words and names of things: for table cells, and for letters that are rare in prose."""

from functools import cache
from importlib import resources
from random import Random

from dossiers.text import compose
from synthesis.language.amounts import capital
from synthesis.language.syllables import invent_syllable
from synthesis.language.walk import clauses, syllables

_FAMILIES = (
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Lò Quàng Giàng "
    "Thạch Danh Kim Sơn Vàng Lường Hà Nông Triệu Bàn Mạc Ỷ Uông Ứng Ấu Âu Ông Ôn"
).split()


@cache
def _nouns() -> tuple[str, ...]:
    text = resources.files("synthesis.language").joinpath("nouns.txt").read_text("utf-8")
    return tuple(compose(text).splitlines())


def noun(draws: Random) -> str:
    """A short name of a thing, task or cost: ``"Máy quét 2 mặt"``."""
    roll = draws.random()
    if roll < 0.65:
        return draws.choice(_nouns())
    if roll < 0.85:
        return f"{draws.choice(_nouns())}{_addition(draws)}"
    source = clauses()
    for start in draws.choices(source.starts, k=8):
        if source.left[start] <= 5:
            return capital(" ".join(source.words[start : start + source.left[start]]))
    return draws.choice(_nouns())


def _addition(draws: Random) -> str:
    return draws.choice(
        (
            f" (đợt {draws.randint(1, 9)})",
            f" năm {draws.randint(1985, 2026)}",
            f", loại {draws.choice(('I', 'II', 'A', 'B', '1', '2'))}",
            f" - {draws.choice('ABCDEG')}{draws.randint(1, 40)}",
            " (cái)",
            " theo hợp đồng",
            " và phụ kiện",
            f" số {draws.randint(1, 90)}",
        )
    )


def rare_words(draws: Random, count: int) -> str:
    """Syllables, most of them rare: attested ones alike, and invented ones, every vowel alike."""
    known = syllables()
    return " ".join(
        invent_syllable(draws) if draws.random() < 0.45 else draws.choice(known)
        for _ in range(count)
    )


def strange_name(draws: Random) -> str:
    """A name of a person of two to four syllables that hardly anybody bears."""
    given = rare_words(draws, draws.randint(1, 3)).split(" ")
    return " ".join([draws.choice(_FAMILIES), *map(capital, given)])
