"""A case: the people, place and offices that the papers of one dossier are about."""

from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from synthesis.chance import chance
from synthesis.dates import day_between
from synthesis.society.identity import Sex
from synthesis.society.names import draw_name, peoples
from synthesis.society.people import Person, draw_child, draw_couple, draw_person
from synthesis.society.places import Place, draw_place

Role = str
"""``nguoi`` and whoever else papers name: ``vo``, ``cha``, ``ban``, ``p1`` …"""


@dataclass(slots=True)
class Case:
    """What the papers of a dossier agree on; persons come into being when they are named.

    Attributes:
        theme: Of the recipe.
        day: On which the dossier was handed in.
    """

    theme: str
    day: date
    place: Place
    seed: int
    persons: dict[Role, Person] = field(default_factory=dict)

    def draws(self, *purposes: str) -> Random:
        """Draws of their own for a purpose of this case."""
        return chance(self.seed, *purposes)

    def person(self, role: Role) -> Person:
        """Whoever has a role; always the same."""
        if role not in self.persons:
            self.persons[role] = self._invent(role)
        return self.persons[role]

    def parent(self, subject: Role, role: Role) -> Person:
        """Father (``cha``) or mother (``me``) of whoever has a role."""
        if subject in ("con", "p2", "p3", "p4"):
            return self.person("chong" if role == "cha" else "vo")
        key = f"{subject}.{role}"
        if key not in self.persons:
            parents = _parents(self.person(subject), self.day, self.draws("parents", subject))
            self.persons[f"{subject}.cha"], self.persons[f"{subject}.me"] = parents
        return self.persons[key]

    @property
    def declarant(self) -> Role:
        """Which parent declares a child's birth."""
        return "cha" if self.draws("declarant").random() < 0.6 else "me"

    def spouse(self, subject: Role) -> Person:
        """Husband or wife of whoever has a role."""
        husband, wife = self.person("chong"), self.person("vo")
        one = self.person(subject)
        if one in (husband, wife):
            return wife if one == husband else husband
        key = f"{subject}.spouse"
        if key not in self.persons:
            age = max(20, one.age_on(self.day))
            sex: Sex = "Nữ" if one.sex == "Nam" else "Nam"
            ages = (max(18, age - 6), age + 5)
            self.persons[key] = draw_person(self.draws(key), self.day, sex, ages, one.home)
        return self.persons[key]

    def _invent(self, role: Role) -> Person:
        draws = self.draws("person", role)
        if role in ("nguoi", "vo", "chong"):
            self._marry(draws)
            return self.persons[role]
        if role in ("con", "p2", "p3", "p4"):
            parents = self.person("chong"), self.person("vo")
            ages = (0, 5) if role == "con" and draws.random() < 0.6 else (0, 25)
            return draw_child(draws, self.day, *parents, ages)
        if role in ("cha", "me"):
            return self.parent("nguoi", role)
        near = draws.random() < 0.8
        return draw_person(draws, self.day, place=self.place if near else None)

    def _marry(self, draws: Random) -> None:
        husband, wife = draw_couple(draws, self.day, place=self.place)
        self.persons |= {"chong": husband, "vo": wife}
        self.persons["nguoi"] = husband if draws.random() < 0.55 else wife


def draw_case(draws: Random, theme: str, year: int) -> Case:
    """Draw a case of a year."""
    last = min(date(year, 12, 28), date(2026, 11, 20))
    day = day_between(date(year, 1, 4), last, draws)
    return Case(theme, day, draw_place(draws, day), draws.getrandbits(48))


def _parents(child: Person, day: date, draws: Random) -> tuple[Person, Person]:
    """Father and mother of a grown person, his people and family name theirs."""
    age = child.age_on(day)
    father, mother = draw_couple(draws, day, (age + 28, age + 42), child.origin)
    name = draw_name(draws, peoples()[child.people], "Nam", child.family, father.born.year)
    father = replace(
        father, name=name, family=child.family, people=child.people, ethnicity=child.ethnicity
    )
    return father, mother
