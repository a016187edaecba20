import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from dossiers.text import VIETNAMESE_LETTERS
from synthesis.chance import chance
from synthesis.language import prose
from synthesis.language.codes import law_number
from synthesis.language.grounds import LAWS
from synthesis.language.statistics import (
    DOCUMENTS_OF_A_PAIR,
    Clause,
    choose,
    clauses_of,
    harvest,
    missing_letters,
)
from synthesis.language.syllables import is_syllable
from synthesis.language.walk import clauses

MAKERS: dict[str, Callable[[Random], str]] = {
    "sentence": lambda draws: prose.sentence(draws, 25),
    "paragraph": lambda draws: prose.paragraph(draws, 80),
    "phrase": lambda draws: prose.phrase(draws, 8),
    "subject": prose.subject,
    "ground": lambda draws: prose.ground(draws, 2019),
    "noun": prose.noun,
    "rare words": lambda draws: prose.rare_words(draws, 6),
    "code": prose.code,
    "line": lambda draws: prose.random_line(draws, 60),
    "name": prose.strange_name,
}
MARKS = re.compile(r"[.,;:…“”\"()«»]")


def drawn(name: str, count: int) -> list[str]:
    draws = chance(7, name)
    return [MAKERS[name](draws) for _ in range(count)]


def source_lines() -> list[list[str]]:
    source = clauses()
    ends = [*source.starts[1:], len(source.words)]
    return [source.words[a:b] for a, b in zip(source.starts, ends, strict=True)]


def windows(words: list[str], size: int) -> list[str]:
    return [" ".join(words[at : at + size]).lower() for at in range(len(words) - size + 1)]


@pytest.mark.parametrize("name", MAKERS)
def test_the_same_draws_give_the_same_text(name: str) -> None:
    assert drawn(name, 50) == drawn(name, 50)
    assert len(set(drawn(name, 50))) > 25


@pytest.mark.parametrize("name", MAKERS)
def test_text_is_composed_and_never_empty(name: str) -> None:
    for text in drawn(name, 300):
        assert text
        assert text == unicodedata.normalize("NFC", text)
        assert text == text.strip()
        assert "\n" not in text


def test_runs_of_twelve_words_are_hardly_ever_of_the_source() -> None:
    known = {window for line in source_lines() for window in windows(line, 12)}
    made = [
        window
        for text in drawn("sentence", 800)
        for window in windows(MARKS.sub("", text).split(), 12)
    ]
    assert len(made) > 8000
    assert sum(window in known for window in made) / len(made) < 0.002


def test_three_words_in_a_row_of_a_walk_are_of_the_source() -> None:
    known = {window for line in source_lines() for window in windows(line, 3)}
    runs = [
        part.split()
        for text in drawn("phrase", 400)
        if not re.search(r"\d|[(“\"«A-Z]| và ", text)
        for part in re.split(r"[,;:.] ?", text)
    ]
    made = [window for run in runs for window in windows(run, 3)]
    assert len(made) > 500
    assert sum(window in known for window in made) / len(made) > 0.97


def test_no_clause_names_a_person_or_is_longer_than_a_line() -> None:
    lines = source_lines()
    assert 40_000 <= len(lines) <= 65_000
    assert all(3 <= len(line) <= 16 for line in lines)
    names = re.compile(r"\b(Nguyễn|Trần|Phạm|Huỳnh|Đặng|Bùi|Phan) [A-ZĐÀ-Ỹ]")
    assert not [line for line in lines if names.search(" ".join(line))]


def test_every_letter_stands_in_the_clauses() -> None:
    assert missing_letters(clauses().words) == ""


def test_rare_words_show_every_letter_about_as_often() -> None:
    counts = Counter("".join(drawn("rare words", 3000)))
    vowels = [letter for letter in VIETNAMESE_LETTERS if not letter.isascii() and letter.islower()]
    assert min(counts[letter] for letter in vowels) > 60


def test_rare_words_are_syllables() -> None:
    assert all(is_syllable(word) for text in drawn("rare words", 400) for word in text.split())


def test_lines_show_every_letter_in_both_sizes_and_every_sign() -> None:
    counts = Counter("".join(prose.random_line(chance(s, "cover"), 70) for s in range(12000)))
    assert not [letter for letter in VIETNAMESE_LETTERS if not counts[letter]]
    signs = "0123456789.,;:!"[:-1] + "%/()-–+*\"“”'°²³½§№×≥≤±−@_&#[]{}<>=|☐☑«»…‰$"
    assert not [sign for sign in signs if not counts[sign]]


@pytest.mark.parametrize("letters", [1, 4, 12, 30, 60, 110])
def test_a_line_fits_its_room(letters: int) -> None:
    draws = chance(3, str(letters))
    lengths = [len(prose.random_line(draws, letters)) for _ in range(500)]
    assert min(lengths) >= 1
    assert max(lengths) <= letters
    assert sum(lengths) / 500 > 0.6 * letters


def test_one_line_in_eight_is_of_capitals_and_one_in_seven_mostly_of_figures() -> None:
    lines = drawn("line", 4000)
    capitals = sum(
        line.isupper() and sum(c.isalpha() for c in line) > len(line) / 2 for line in lines
    )
    figures = sum(sum(letter.isdigit() for letter in line) > len(line) * 0.25 for line in lines)
    assert 0.09 < capitals / 4000 < 0.17
    assert 0.08 < figures / 4000 < 0.22


@pytest.mark.parametrize("words", [6, 15, 30, 60])
def test_a_sentence_has_about_the_words_asked_for(words: int) -> None:
    draws = chance(5, str(words))
    lengths = [len(prose.sentence(draws, words).split()) for _ in range(400)]
    assert abs(sum(lengths) / 400 - words) < 2
    assert max(lengths) <= words + 16


def test_a_sentence_begins_large_and_ends_with_a_mark() -> None:
    for text in drawn("sentence", 400):
        assert text[0].isupper() or not text[0].isalpha()
        assert text.endswith((".", ";", ":", "…"))


def test_a_phrase_ends_without_a_mark() -> None:
    assert not [text for text in drawn("phrase", 400) if text.endswith((".", ",", ";", ":"))]


def test_prose_has_what_administrative_prose_has() -> None:
    text = " ".join(drawn("paragraph", 400))
    for pattern in (
        r"\d+/\d{4}/[A-ZĐ]+-[A-ZĐ]+",
        r"\d%",
        r"\bUBND\b",
        r"\bHĐND\b",
        r"\bTTHC\b",
        r"\bCBCC\b",
        r"\bTT-BNV\b",
        r"“[^”]+”",
        r"\([^)]+\)",
        r"\d{2}/\d{2}/\d{4}",
        r"[\d.]+ đồng",
        r"; ",
        r": ",
    ):
        assert re.search(pattern, text), pattern


def test_a_subject_has_six_to_thirty_words_and_begins_small() -> None:
    for text in drawn("subject", 1500):
        assert 6 <= len(text.split()) <= 31
        assert text[0].islower()
        assert text[-1] not in ".,;:"


@pytest.mark.parametrize("year", [1978, 1987, 1996, 2005, 2015, 2022, 2026])
def test_grounds_cite_nothing_that_was_not_yet_passed(year: int) -> None:
    draws = chance(year, "grounds")
    for _ in range(300):
        text = prose.ground(draws, year)
        assert text.endswith(";")
        assert text.startswith(("Căn cứ ", "Xét ", "Theo "))
        assert all(int(found) <= year for found in re.findall(r"năm (\d{4})", text))


def test_laws_are_cited_after_they_were_passed() -> None:
    assert all(law.passed.year <= law.first <= law.last for law in LAWS)
    assert all(any(law.first <= year <= law.last for law in LAWS) for year in range(1963, 2027))


def test_old_numbers_have_no_year() -> None:
    assert all(re.match(r"\d+[-/]\D+$", law_number(chance(s, "law"), 1985)) for s in range(50))
    assert all("2025" not in law_number(chance(s, "law"), 2019) for s in range(50))


def test_phones_and_addresses_are_nobodys() -> None:
    text = "\n".join(drawn("code", 6000))
    hosts = re.findall(r"(?:@|www\.|https?://)([\w.]+)", text)
    assert len(hosts) > 100
    assert all(
        host.endswith(("vidu.vn", "example.vn", "vidu.gov.vn", "example.com")) for host in hosts
    )


def test_a_paragraph_is_cut_into_clean_clauses() -> None:
    text = (
        "Các cơ quan, tổ chức thực hiện quy định; ông Nguyễn Văn A ký: theo Luật số 60/2014/QH13."
    )
    assert list(clauses_of(text)) == [
        Clause(("Các", "cơ", "quan"), ",", True),
        Clause(("tổ", "chức", "thực", "hiện", "quy", "định"), ";", False),
        Clause(("theo", "Luật", "số", "60/2014/QH13"), ".", True),
    ]


def test_menus_foreign_and_misread_lines_are_not_harvested(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text(
        "Trang chủ văn bản pháp luật của cơ quan.\n"
        "The Government shall promulgate this decree in force.\n"
        "Điêu kiện cua hô tịch vơi quôc tich.\n"
        "**a) Ủy ban nhân dân cấp xã thực hiện đăng ký;**\n",
        "utf-8",
    )
    (own,) = harvest([path]).clauses
    assert [" ".join(clause.words) for clause in own] == [
        "Ủy ban nhân dân cấp xã thực hiện đăng ký"
    ]


def test_only_clauses_of_several_documents_words_are_chosen(tmp_path: Path) -> None:
    usual, single = "Nay thực hiện thống kê hồ sơ.\n", "Thửa ruộng cạnh bờ kênh mương.\n"
    texts = [tmp_path / f"{number}.txt" for number in range(DOCUMENTS_OF_A_PAIR)]
    for path in texts:
        path.write_text(usual if path != texts[0] else usual + single, "utf-8")
    assert choose(harvest(texts), chance(1, "choose")) == ["nay thực hiện thống kê hồ sơ."]
