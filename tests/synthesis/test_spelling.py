import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossiers.text import fold
from synthesis.chance import chance
from synthesis.language.misprints import misprint
from synthesis.language.prose import paragraph
from synthesis.language.spelling import (
    Orthography,
    capitalize_by_decree_30,
    capitalize_offices,
    draw_orthography,
    hyphenate,
    letter_digits,
    lower_superscripts,
    place_tones_new,
    place_tones_old,
    space_marks,
    underlined_words,
    write_i,
    write_y,
)
from synthesis.language.syllables import ONSETS, OPEN_RIMES, TONES, is_syllable, parts, spell
from synthesis.language.walk import syllables

PAIRS = (
    "hòa hoà|thủy thuỷ|ủy uỷ|khỏe khoẻ|họa hoạ|lũy luỹ|túy tuý|xòe xoè|tòa toà|HÒA HOÀ|ỦY UỶ|Ủy Uỷ"
).split("|")
ALIKE = "quý quỳ quỷ quỵ hoàn hoạch toán khoẻn thuở tuyết của mùa múi ngoài xoáy già quả".split()
PROSE = st.integers(0, 10**6).map(lambda seed: paragraph(chance(seed, "spelling"), 40))


@pytest.mark.parametrize("pair", PAIRS)
def test_open_rimes_are_spelled_apart(pair: str) -> None:
    old, new = pair.split()
    assert place_tones_new(f"x {old}, {old}") == f"x {new}, {new}"
    assert place_tones_old(f"x {new}, {new}") == f"x {old}, {old}"


@pytest.mark.parametrize("word", ALIKE)
def test_other_syllables_are_spelled_alike_by_both(word: str) -> None:
    assert place_tones_new(word) == word
    assert place_tones_old(word) == word


@given(PROSE)
def test_moving_tones_there_and_back_changes_nothing(text: str) -> None:
    old = place_tones_old(text)
    new = place_tones_new(text)
    assert place_tones_old(new) == old
    assert place_tones_new(old) == new
    assert fold(new) == fold(old)
    assert unicodedata.is_normalized("NFC", new)


@pytest.mark.parametrize("onset", ["", *(onset for onset in ONSETS if onset != "gi")])
def test_only_open_oa_oe_uy_differ(onset: str) -> None:
    for rime in sorted(OPEN_RIMES):
        for tone in TONES:
            syllable = spell(onset, rime, tone)
            differs = rime in ("oa", "oe", "uy") and onset != "qu"
            assert (place_tones_new(syllable) != syllable) == differs


def test_every_syllable_of_the_source_is_spelled_from_its_parts() -> None:
    assert all(is_syllable(syllable) for syllable in syllables())
    assert sum(spell(*parts(syllable)) != syllable for syllable in syllables()) == 0


@pytest.mark.parametrize("word", "gỉao qúy strong website tôt hòaa cúac ưu1 nghh bôngg côc".split())
def test_what_no_rule_spells_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


def test_i_and_y_change_places_in_open_syllables_only() -> None:
    assert write_i("lý do, Kỹ thuật, quy định, y tế, tay, Mỹ") == (
        "lí do, Kĩ thuật, qui định, y tế, tay, Mĩ"
    )
    assert write_y("lí do, Kĩ thuật, qui định, khi thi") == "lý do, Kỹ thuật, quy định, khi thi"


def test_compounds_are_hyphenated_pair_by_pair() -> None:
    assert hyphenate("Ủy ban nhân dân xã, Phó Chủ tịch Hội đồng (độc lập, tự do).") == (
        "Ủy-ban nhân-dân xã, Phó Chủ-tịch Hội-đồng (độc-lập, tự-do)."
    )


@given(PROSE)
def test_hyphens_only_replace_blanks(text: str) -> None:
    joined = hyphenate(text)
    assert len(joined) == len(text)
    assert all(a == b or (a, b) == (" ", "-") for a, b in zip(text, joined, strict=True))


def test_a_typewriter_has_no_raised_figures_and_spaces_its_marks() -> None:
    assert lower_superscripts("120 m², ½ ha") == "120 m2, 1/2 ha"
    assert space_marks("gồm: xã, phường; 1,5 lúc 7:30") == "gồm : xã , phường ; 1,5 lúc 7:30"
    assert letter_digits("số 10/HĐBT ngày 10/8/1984") == "số lO/HĐBT ngày lO/8/l984"
    assert letter_digits("m2, A10 và 20") == "m2, A10 và 2O"


def test_decree_30_writes_cited_articles_large_and_clauses_small() -> None:
    text = "theo Khoản 2 điều 3 chương IV của ủy ban Nhân dân tỉnh và Hội Đồng Nhân Dân"
    assert capitalize_by_decree_30(text) == (
        "theo khoản 2 Điều 3 Chương IV của Ủy ban nhân dân tỉnh và Hội đồng nhân dân"
    )
    assert capitalize_by_decree_30("Khoản 2. ỦY BAN NHÂN DÂN") == "Khoản 2. ỦY BAN NHÂN DÂN"


def test_offices_were_capitalized_by_rank_before() -> None:
    assert capitalize_offices("trình Ủy ban nhân dân tỉnh") == "trình Ủy ban Nhân dân Tỉnh"
    assert capitalize_offices("ỦY BAN NHÂN DÂN XÃ") == "ỦY BAN NHÂN DÂN XÃ"


def test_only_a_short_head_before_a_colon_is_underlined() -> None:
    assert underlined_words("Điều 1: Nay cử") == "_Điều 1_: Nay cử"
    assert underlined_words("Nay cử ông") == "Nay cử ông"


@given(PROSE, st.integers(0, 10**6))
def test_a_rate_of_zero_misprints_nothing(text: str, seed: int) -> None:
    assert misprint(text, 0.0, chance(seed, "misprint")) == text


def test_misprints_are_about_as_many_as_asked() -> None:
    text = "trên địa bàn xã Tân Lộc có những hộ đã được cấp giấy chứng nhận"
    right = sum(misprint(text, 0.05, chance(seed, "rate")) == text for seed in range(1000))
    assert 0.4 < right / 1000 < 0.6, "0.95 to the power of 14 is 0.49"


def test_figures_and_notations_are_never_misprinted() -> None:
    text = "118/2025/NĐ-CP 1.250.000 UBND 05/01/2025 m2 12"
    assert misprint(text, 1.0, chance(1, "figures")) == text


@given(PROSE, st.integers(0, 10**6), st.integers(1960, 2026))
def test_an_orthography_spells_alike_and_composed(text: str, seed: int, year: int) -> None:
    orthography = draw_orthography(chance(seed, "orthography"), year)
    assert orthography == draw_orthography(chance(seed, "orthography"), year)
    spelled = orthography.apply(text)
    assert spelled == orthography.apply(text)
    assert unicodedata.is_normalized("NFC", spelled)
    assert spelled.strip()


def test_habits_keep_to_their_time() -> None:
    def share(year: int, habit: str) -> float:
        drawn = [draw_orthography(chance(seed, str(year)), year) for seed in range(400)]
        return sum(getattr(each, habit) is True for each in drawn) / 400

    assert share(1985, "typist") == 1.0
    assert share(2005, "typist") == share(2005, "hyphens") == share(2024, "letter_digits") == 0.0
    assert share(1975, "hyphens") > share(1985, "hyphens") > 0


def test_an_orthography_without_habits_changes_nothing() -> None:
    text = "hoà, hòa, lý, lí, 120 m², Ủy ban nhân dân"
    assert Orthography().apply(text) == text
