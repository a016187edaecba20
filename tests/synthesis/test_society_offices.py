import re
from datetime import date

import pytest

from synthesis.chance import chance
from synthesis.society.letterheads import break_name
from synthesis.society.lots import table
from synthesis.society.offices import LEVELS, draw_office, draw_signer, is_level_of
from synthesis.society.places import draw_place

DAYS = (date(1988, 3, 2), date(2001, 9, 2), date(2016, 5, 1), date(2025, 8, 1))
EVERY = [(level, day) for level in LEVELS for day in DAYS if is_level_of(level, day)]


@pytest.mark.parametrize(("level", "day"), EVERY)
def test_every_office_has_a_letterhead_a_seal_and_signers(level: str, day: date) -> None:
    draws = chance(1, level, str(day))
    for _ in range(60):
        office = draw_office(draws, level, draw_place(draws, day), day)
        lines = office.above + office.lines
        assert all(line == line.upper() and line == line.strip() and line for line in lines)
        assert office.place
        assert office.ring
        assert all(office.core)
        assert re.fullmatch(r"[A-ZĐĂÂÊÔƠƯĨŨa-z0-9&]+", office.tail)
        signer = draw_signer(draws, office, day)
        assert "{" not in signer.title
        assert signer.title.split(" / ")[-1]
        assert signer.printed.endswith(signer.name)
        assert bool(signer.rank) == level.startswith(("cong_an", "cuc_"))


@pytest.mark.parametrize(("level", "day"), EVERY)
def test_no_office_speaks_of_districts_after_june_2025(level: str, day: date) -> None:
    draws = chance(2, level)
    for _ in range(60):
        office = draw_office(draws, level, draw_place(draws, day), day)
        text = " ".join((*office.above, *office.lines, office.name, office.ring)).lower()
        if day.year == 2025:
            assert "huyện" not in text
            assert not re.search(r"(?<!đô )thị xã", text)


@pytest.mark.parametrize("level", ["huyen", "cong_an_huyen"])
def test_a_place_of_two_levels_has_no_office_of_a_district(level: str) -> None:
    day = date(2026, 1, 5)
    assert not is_level_of(level, day)
    with pytest.raises(ValueError, match="no district"):
        draw_office(chance(1), level, draw_place(chance(1), day), day)


def test_there_are_departments_enough() -> None:
    keys = ("so", "phong", "phong_xa", "bo", "doan_the")
    rows = [row for key in keys for row in table("offices.toml")[key].strip().splitlines()]
    assert len({row.partition("|")[0] for row in rows}) >= 80


@pytest.mark.parametrize(
    ("name", "first", "end"),
    [
        ("Sở Nông nghiệp và Môi trường", 2025, 2100),
        ("Sở Tài nguyên và Môi trường", 2003, 2025),
        ("Sở Địa chính", 1994, 2003),
        ("Sở Kế hoạch và Đầu tư", 1995, 2025),
    ],
)
def test_departments_exist_in_their_years_only(name: str, first: int, end: int) -> None:
    draws = chance(3, name)
    seen = set()
    for year in (1985, 1999, 2010, 2026):
        place = draw_place(draws, year)
        drawn = [draw_office(draws, "so", place, year).name for _ in range(400)]
        if any(found.startswith(name) for found in drawn):
            seen.add(year)
    assert seen == {year for year in (1985, 1999, 2010, 2026) if first <= year < end}


def test_committees_shortened_their_tail_before_2004() -> None:
    place = draw_place(chance(1), 1990)
    assert draw_office(chance(1), "tinh", place, 1990).tail == "UB"
    assert draw_office(chance(1), "tinh", place, 2010).tail == "UBND"
    before = draw_office(chance(1), "tinh", place, 1974)
    assert before.lines[0] == "ỦY BAN HÀNH CHÍNH"


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Sở Nội vụ", ("SỞ NỘI VỤ",)),
        ("Sở Nông nghiệp và Môi trường", ("SỞ NÔNG NGHIỆP", "VÀ MÔI TRƯỜNG")),
        (
            "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
            ("CỤC CẢNH SÁT QUẢN LÝ HÀNH CHÍNH", "VỀ TRẬT TỰ XÃ HỘI"),
        ),
        ("Trung tâm Phục vụ hành chính công", ("TRUNG TÂM PHỤC VỤ", "HÀNH CHÍNH CÔNG")),
    ],
)
def test_names_break_where_letterheads_break_them(name: str, lines: tuple[str, ...]) -> None:
    assert break_name(name) == lines


def test_the_same_chance_gives_the_same_office() -> None:
    place = draw_place(chance(1), 2010)
    for level in LEVELS:
        first, second = (draw_office(chance(5), level, place, 2010) for _ in range(2))
        assert first == second
