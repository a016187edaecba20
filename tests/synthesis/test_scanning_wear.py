import json
from collections import Counter
from dataclasses import fields, replace

import numpy as np
import pytest

from synthesis.chance import chance
from synthesis.scanning import Wear, draw_wear, similar_wear
from synthesis.scanning.wear import DEVICES, GRADES

MANY = 1500


def box_of(year: int, many: int = MANY) -> list[Wear]:
    draws = chance(5, "box", str(year))
    return [draw_wear(draws, year) for _ in range(many)]


def share(wears: list[Wear], claim) -> float:
    return sum(map(bool, map(claim, wears))) / len(wears)


@pytest.mark.parametrize("year", [1985, 2005, 2024])
def test_a_quarter_is_clean_and_a_fifth_is_hard(year: int) -> None:
    grades = Counter(wear.grade for wear in box_of(year))
    assert grades["clean"] / MANY == pytest.approx(0.25, abs=0.05)
    assert grades["office"] / MANY == pytest.approx(0.55, abs=0.05)
    assert grades["hard"] / MANY == pytest.approx(0.20, abs=0.05)


def test_sheets_lie_mostly_straight_and_seldom_the_wrong_way() -> None:
    wears = box_of(2018)
    assert share(wears, lambda wear: abs(wear.skew) < 1.5) > 0.85
    assert 0.02 < share(wears, lambda wear: abs(wear.skew) > 1.5) < 0.15
    assert max(abs(wear.skew) for wear in wears) <= 4.0
    assert share(wears, lambda wear: wear.turned) == pytest.approx(0.06, abs=0.02)


def test_old_papers_are_brown_and_carbon_copies_and_new_ones_come_from_feeders_and_phones() -> None:
    old, new = box_of(1986), box_of(2024)
    for claim in (
        lambda wear: wear.paper[2] < 235,
        lambda wear: wear.carbon > 0,
        lambda wear: wear.device == "archive_flatbed",
    ):
        assert share(old, claim) > 0.1 > share(new, claim)
    assert share(new, lambda wear: wear.device == "phone") == pytest.approx(0.2, abs=0.04)
    assert share(new, lambda wear: wear.device == "feeder") > 0.35


def test_every_device_mode_and_effect_occurs() -> None:
    wears = box_of(1990) + box_of(2022)
    assert {wear.device for wear in wears} == set(DEVICES)
    assert {wear.mode for wear in wears} == {"color", "gray", "bit"}
    untouched = Wear()
    never = [
        field.name
        for field in fields(Wear)
        if all(getattr(wear, field.name) == getattr(untouched, field.name) for wear in wears)
    ]
    assert never == []


def test_bits_are_never_jpeg() -> None:
    assert not any(wear.jpeg for wear in box_of(2015, 400) if wear.mode == "bit")


@pytest.mark.parametrize("grade", GRADES)
@pytest.mark.parametrize("device", ["feeder", "flatbed", "copier", "phone", "archive_flatbed"])
def test_device_and_grade_asked_for_are_given(device: str, grade: str) -> None:
    draws = chance(2, device, grade)
    for year in (1988, 2008, 2025):
        wear = draw_wear(draws, year, device=device, grade=grade)
        assert (wear.device, wear.grade) == (device, grade)


def test_unknown_names_are_refused() -> None:
    with pytest.raises(ValueError, match="'drum' is not known"):
        draw_wear(chance(1), 2020, device="drum")
    with pytest.raises(ValueError, match="'awful' is not known"):
        draw_wear(chance(1), 2020, grade="awful")


def test_same_chance_same_wear() -> None:
    assert box_of(2010, 20) == box_of(2010, 20)


def test_severity_is_nothing_without_wear_and_grows_with_each_damage() -> None:
    assert Wear().severity == 0
    assert Wear().grade == "clean"
    for damage in (
        {"dpi": 100},
        {"blur": 1.5},
        {"grain": 9.0},
        {"fading": 0.5},
        {"dry": 0.5},
        {"carbon": 0.5},
        {"shade": 0.3},
        {"show_print": 0.3},
        {"copies": 2},
        {"mode": "bit"},
        {"mode": "bit", "threshold": 90},
        {"jpeg": 30},
        {"curl": 0.5},
        {"crumple": 0.5},
        {"specks": 200},
    ):
        assert replace(Wear(), **damage).severity > 0.01, damage


def test_truth_is_json_and_tells_what_differs_from_nothing() -> None:
    wear = Wear(device="feeder", paper=(250, 240, 220), skew=1.5)
    told = json.loads(json.dumps(wear.as_truth()))
    assert told == {
        "device": "feeder",
        "dpi": 200,
        "mode": "color",
        "turned": 0,
        "skew": 1.5,
        "paper": [250, 240, 220],
        "severity": wear.severity,
        "grade": wear.grade,
    }


def test_the_next_side_shares_paper_and_device_and_has_its_own_skew() -> None:
    draws, skews = chance(4), []
    for _ in range(40):
        wear = draw_wear(draws, 1995)
        after = similar_wear(wear, draws)
        kept = ("device", "dpi", "mode", "jpeg", "paper", "folds", "holes", "copies", "turned")
        assert [getattr(wear, name) for name in kept] == [getattr(after, name) for name in kept]
        skews.append(abs(after.skew - wear.skew))
        assert abs(after.severity - wear.severity) < 0.2
    assert np.mean(np.array(skews) > 0) > 0.8
