from hypothesis import given
from hypothesis import strategies as st

from bench.matching import match_lines

WANTED = ["ỦY BAN NHÂN DÂN", "XÃ PÚ NHI THƯỢNG", "Độc lập - Tự do - Hạnh phúc", "QUYẾT ĐỊNH"]


def _pairs(wanted: list[str], found: list[str]) -> dict[str, str]:
    matches = match_lines(wanted, found).matches
    return {match.wanted.of(wanted): match.found.of(found) for match in matches}


def test_lines_glued_by_an_engine_are_each_found_in_their_stretch() -> None:
    found = [f"{WANTED[0]} {WANTED[2]}", f"{WANTED[3]} {WANTED[1]}"]
    matching = match_lines(WANTED, found)
    assert _pairs(WANTED, found) == {line: line for line in WANTED}
    assert (matching.lost, matching.extra) == ((), ())


def test_a_line_torn_by_an_engine_is_found_in_its_parts() -> None:
    found = ["Độc lập - Tự", "do - Hạnh phúc"]
    assert _pairs([WANTED[2]], found) == {part: part for part in found}


def test_a_line_with_a_hole_stays_one_line() -> None:
    wanted, found = ["Căn cứ Luật Tổ chức chính quyền địa phương"], ["Căn Lật Tổ chức địa phương"]
    assert _pairs(wanted, found) == {wanted[0]: found[0]}


def test_lines_that_nothing_resembles_are_lost_and_extra() -> None:
    matching = match_lines(["QUYẾT ĐỊNH"], ["zzzz 9999"])
    assert not matching.matches
    assert [stretch.of(["QUYẾT ĐỊNH"]) for stretch in matching.lost] == ["QUYẾT ĐỊNH"]
    assert [stretch.of(["zzzz 9999"]) for stretch in matching.extra] == ["zzzz 9999"]


def test_an_aside_yields_to_a_line_that_is_as_much_alike() -> None:
    (match,) = match_lines(["BÁO CÁO", "BÁO CÁO"], ["BÁO CÁO"], frozenset({0})).matches
    assert match.wanted.line == 1


LINES = st.lists(st.text("abcdê đ", min_size=1).map(str.strip).filter(bool), max_size=6)


@given(LINES, LINES)
def test_every_character_but_spaces_is_matched_lost_or_extra_once(
    wanted: list[str], found: list[str]
) -> None:
    matching = match_lines(wanted, found)
    for lines, stretches in (
        (wanted, [match.wanted for match in matching.matches] + list(matching.lost)),
        (found, [match.found for match in matching.matches] + list(matching.extra)),
    ):
        places = [
            (each.line, place)
            for each in stretches
            for place in range(each.start, each.end)
            if lines[each.line][place] != " "
        ]
        assert sorted(places) == [
            (number, place)
            for number, line in enumerate(lines)
            for place, letter in enumerate(line)
            if letter != " "
        ]


def test_misread_letters_do_not_keep_glued_lines_from_their_stretches() -> None:
    wanted = ["Căn cứ Luật Tổ chức chính quyền địa phương", "Độc lập - Tự do - Hạnh phúc"]
    found = ["Câm cứ Luật Tồ chúc chinh quyển địa phuơng Đôc lâp - Tư do - Hanh phúe"]
    assert _pairs(wanted, found) == {wanted[0]: found[0][:42], wanted[1]: found[0][43:]}
