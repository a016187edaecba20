"""Invented persons of all peoples, with numbers that fit them, families and officials.

Ages are counted on the day of the paper. Sources of names and numbers: ``names.py``,
``identity.py``; ages of marriage: Luật Hôn nhân và gia đình 2014, article 8 (men 20, women 18).
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from random import Random

from dossiers.text import fold
from synthesis.society.hamlets import draw_hamlet
from synthesis.society.identity import (
    Bearer,
    Sex,
    draw_citizen_number,
    draw_old_number,
    draw_passport_number,
)
from synthesis.society.lots import Lot, When, day_of, read_lot, table
from synthesis.society.matters import draw_phone
from synthesis.society.names import People, draw_family, draw_name, people_lot, peoples
from synthesis.society.places import Place, draw_neighbor, draw_place, place_at

_MARRIAGE_AGE = {"Nam": 20, "Nữ": 18}
_YEAR = 365.2425


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who never lived.

    Attributes:
        name: In normal capitalization.
        family: The surname in it; empty where the people has none.
        people: Code of the people in ``names.toml``; ``ethnicity``: as papers print it.
        religion: As papers print it; "Không" mostly.
        number: Twelve digits; ``old_number``: nine, of a card issued at the first home.
        passport, phone, email: As printed; ``email`` is empty for many.
        occupation, schooling: As forms say it, "Làm ruộng", "9/12".
        origin: The commune of the father's family; ``birthplace``: where birth was registered.
        home: The commune of residence; ``hamlet``: the address below it.
    """

    name: str
    family: str
    sex: Sex
    born: date
    people: str
    ethnicity: str
    religion: str
    number: str
    old_number: str
    passport: str
    phone: str
    email: str
    occupation: str
    schooling: str
    origin: Place
    birthplace: Place
    home: Place
    hamlet: str

    @property
    def address(self) -> str:
        """``ấp 5, xã Khánh An, huyện U Minh, tỉnh Cà Mau``"""
        return self.home.address(self.hamlet)

    @property
    def bearer(self) -> Bearer:
        """What cards tell machines."""
        return Bearer(
            self.name, self.family, self.sex, self.born, self.number, self.old_number, self.address
        )

    def age_on(self, day: date) -> int:
        """Full years on a day."""
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))


def draw_person(
    draws: Random,
    when: When,
    sex: Sex | None = None,
    ages: tuple[int, int] = (18, 80),
    place: Place | None = None,
) -> Person:
    """Somebody who lives in a place (or anywhere) at a time and has an age within ``ages``."""
    day = day_of(when)
    home = place or draw_place(draws, day)
    people = peoples()[people_lot(home.code).draw(draws)]
    of_sex: Sex = sex if sex is not None else draw_sex(draws)
    born = _birth(draws, day, ages)
    family = draw_family(draws, people, of_sex, home.region)
    return _person(draws, day, home, people, (family, of_sex, born))


def draw_sex(draws: Random) -> Sex:
    """Either."""
    return "Nam" if draws.random() < 0.5 else "Nữ"


def draw_child(
    draws: Random, when: When, father: Person, mother: Person, ages: tuple[int, int] = (0, 17)
) -> Person:
    """A child of two at a time, of an age within ``ages`` where that leaves 18 years between.

    The family name is the father's, or the mother's where her people counts by mothers.

    Raises:
        ValueError: The parents are too young to have a child by then.
    """
    day = day_of(when)
    first = _years_after(max(father.born, mother.born), 18)
    if first > day:
        raise ValueError(f"Parents born {father.born} and {mother.born} have no child on {day}.")
    oldest, youngest = (
        _years_after(day, -ages[1] - 1) + timedelta(days=1),
        _years_after(day, -ages[0]),
    )
    last_motherhood = _years_after(mother.born, 46)
    begin = min(max(first, oldest), day)
    end = max(begin, min(youngest, last_motherhood))
    born = begin + timedelta(days=draws.randint(0, (end - begin).days))
    sex = draw_sex(draws)
    parent = (
        mother if peoples()[mother.people].by_mother and mother.people == father.people else father
    )
    people = peoples()[parent.people]
    family = parent.family
    if parent.sex != sex and family not in people.of_sex[sex].families.words and _differs(people):
        family = draw_family(draws, people, sex, parent.home.region)
    child = _person(draws, day, parent.home, people, (family, sex, born))
    return replace(
        child,
        religion=parent.religion,
        ethnicity=parent.ethnicity,
        origin=place_at(father.origin.row, day),
        birthplace=place_at(parent.home.row, day),
        number=draw_citizen_number(draws, parent.home.code, sex, born.year),
        hamlet=parent.hamlet,
    )


def draw_couple(
    draws: Random, when: When, ages: tuple[int, int] = (20, 60), place: Place | None = None
) -> tuple[Person, Person]:
    """Husband and wife who may be married at a time, living together in his home."""
    low = max(ages[0], _MARRIAGE_AGE["Nam"])
    husband = draw_person(draws, when, "Nam", (low, max(ages[1], low)), place)
    age = husband.age_on(day_of(when))
    youngest = max(_MARRIAGE_AGE["Nữ"], age - 9)
    wife_home = husband.home if draws.random() < 0.6 else draw_neighbor(draws, husband.home, when)
    wife = draw_person(draws, when, "Nữ", (youngest, max(youngest, age + 3)), wife_home)
    if draws.random() < 0.75 and wife.people != husband.people:
        people = peoples()[husband.people]
        family = draw_family(draws, people, "Nữ", husband.home.region)
        kin = _person(draws, day_of(when), wife_home, people, (family, "Nữ", wife.born))
        wife = replace(kin, origin=wife.origin)
    return husband, replace(wife, home=husband.home, hamlet=husband.hamlet)


def draw_official(draws: Random, when: When, place: Place | None = None) -> Person:
    """Somebody of 28 to 59 years who signs or receives papers."""
    sex: Sex = "Nam" if draws.random() < 0.7 else "Nữ"
    return replace(draw_person(draws, when, sex, (28, 59), place), occupation="Cán bộ, công chức")


def draw_full_name(draws: Random, when: When, place: Place | None = None) -> str:
    """Just the name of some grown person: of witnesses, clerks, doctors."""
    home = place or draw_place(draws, when)
    people = peoples()[people_lot(home.code).draw(draws)]
    sex = draw_sex(draws)
    family = draw_family(draws, people, sex, home.region)
    return draw_name(draws, people, sex, family, day_of(when).year - draws.randint(24, 60))


def _person(
    draws: Random, day: date, home: Place, people: People, who: tuple[str, Sex, date]
) -> Person:
    family, sex, born = who
    stays = draws.random() < 0.68
    origin = home if stays else draw_neighbor(draws, home, day)
    if not stays and draws.random() < 0.3:
        origin = draw_place(draws, day)
    birthplace = origin if draws.random() < 0.8 else home
    name = draw_name(draws, people, sex, family, born.year)
    age = (day - born).days / _YEAR
    return Person(
        name=name,
        family=family,
        sex=sex,
        born=born,
        people=people.code,
        ethnicity=people.label if draws.random() < 0.75 else people.other,
        religion=people.religions.draw(draws),
        number=draw_citizen_number(draws, birthplace.code, sex, born.year),
        old_number=draw_old_number(draws, home.code),
        passport=draw_passport_number(draws, day.year),
        phone=draw_phone(draws, day.year),
        email=_email(draws, name, born.year) if day.year > 2004 and 14 < age < 60 else "",
        occupation=_occupation(draws, home, sex, age),
        schooling=_schooling(draws, age),
        origin=origin,
        birthplace=birthplace,
        home=home,
        hamlet=draw_hamlet(draws, home),
    )


def _birth(draws: Random, day: date, ages: tuple[int, int]) -> date:
    """A birth that gives any age within the ends, both included; 1 January comes more often."""
    first = _years_after(day, -ages[1] - 1) + timedelta(days=1)
    last = _years_after(day, -ages[0])
    born = first + timedelta(days=draws.randint(0, (last - first).days))
    # Many old people know only the year, and registers wrote 1 January.
    new_year = date(born.year, 1, 1)
    if born.year < 1980 and new_year >= first and draws.random() < 0.08:
        return new_year
    return born


def _years_after(day: date, years: int) -> date:
    if (day.month, day.day) == (2, 29):
        day = day.replace(day=28)
    return day.replace(year=day.year + years)


def _differs(people: People) -> bool:
    return people.of_sex["Nam"].families.words != people.of_sex["Nữ"].families.words


@cache
def _lots(key: str) -> Lot:
    return read_lot(table("matters.toml")["occupations"][key], ";")


def _occupation(draws: Random, home: Place, sex: Sex, age: float) -> str:
    if age < 6:
        return ""
    if age < 18:
        return "Học sinh"
    if age < 23 and draws.random() < 0.5:
        return "Sinh viên"
    lot = _lots("old" if age > 62 else "urban" if home.is_urban else home.region)
    found = lot.draw(draws)
    return "Lao động tự do" if sex == "Nam" and found in ("Nội trợ", "Thợ may") else found


def _schooling(draws: Random, age: float) -> str:
    if age < 6:
        return ""
    if age < 18:
        return f"{int(age) - 5}/12"
    return _lots("schooling_old" if age > 55 else "schooling").draw(draws)


def _email(draws: Random, name: str, year: int) -> str:
    if draws.random() < 0.5:
        return ""
    words = ["".join(c for c in word if c.isalnum()) for word in fold(name).split()]
    handle = draws.choice(
        (
            f"{words[-1]}{''.join(word[:1] for word in words[:-1])}",
            "".join(words),
            f"{words[-1]}{words[0]}",
            f"{words[0]}.{words[-1]}",
        )
    )
    tail = draws.choice(("", f"{year % 100:02d}", str(year), str(draws.randint(1, 999))))
    return f"{handle}{tail}@{draws.choice(('gmail.com', 'gmail.com', 'gmail.com', 'yahoo.com.vn'))}"
