"""Draws invented people and places for a demo office from ``resources/demo/names.toml``."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from carecoop_desktop.platform.kernel.resources import resource

_INWARD = "ABDEFGHJLNPQRSTUWXYZ"


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person; ``sex`` is F or M, ``family`` the kind of names."""

    first: str
    last: str
    sex: str
    family: str

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}"


@dataclass(frozen=True, slots=True)
class Place:
    """An invented address in a real town; ``council`` is the one that covers the town."""

    street: str
    area: str
    town: str
    county: str
    postcode: str
    council: str

    @property
    def address(self) -> str:
        """Without the post code, one line."""
        return f"{self.street}, {self.area}, {self.town}"


@dataclass(frozen=True, slots=True)
class CircleName:
    """A circle of the demo office: its name, area and when it meets."""

    name: str
    area: str
    meets: str


@cache
def _data() -> dict[str, Any]:
    with resource("demo", "names.toml").open("rb") as file:
        return tomllib.load(file)


def draw_person(dice: random.Random, sex: str = "", family_name: str = "") -> Person:
    """Somebody, a woman or a man (``F``/``M``) and with one kind of names when asked for."""
    family = _weighted(dice, [each for each in _data()["family"] if family_name in ("", each["name"])])
    sex = sex or dice.choice("FFFMM")
    firsts = family["female"] if sex == "F" else family["male"]
    lasts = family.get("last_female", family["last"]) if sex == "F" else family["last"]
    return Person(dice.choice(firsts), dice.choice(lasts), sex, family["name"])


def draw_people(dice: random.Random, count: int, taken: set[str] | None = None) -> list[Person]:
    """So many people, no two of one name, and none of a name in ``taken`` (which grows by theirs)."""
    names = set() if taken is None else taken
    people: list[Person] = []
    tries = 0
    while len(people) < count:
        tries += 1
        person = draw_person(dice)
        if person.name in names:
            if tries < 40 * count:
                continue
            person = Person(f"{person.first} {chr(65 + tries % 26)}", person.last, person.sex, person.family)
            if person.name in names:
                continue
        names.add(person.name)
        people.append(person)
    return people


def draw_place(dice: random.Random, council: str = "") -> Place:
    """An address, in the area of one council when asked for."""
    towns = [town for town in _data()["town"] if council in ("", town["council"])]
    town = _weighted(dice, towns)
    streets = _data()["streets"]["wales" if town["council"].startswith("Wrexham") else "england"]
    street = f"{dice.randint(1, 140)} {dice.choice(streets)}"
    if dice.random() < 0.06:
        street = f"{dice.choice(_data()['streets']['house_names'])}, {dice.choice(streets)}"
    inward = f"{dice.randint(1, 9)}{dice.choice(_INWARD)}{dice.choice(_INWARD)}"
    postcode = f"{dice.choice(town['outward'])} {inward}"
    return Place(street, dice.choice(town["areas"]), town["name"], town["county"], postcode, town["council"])


def draw_phone(dice: random.Random, mobile: bool = True) -> str:
    """A number from the ranges that Ofcom keeps for drama: it rings nowhere."""
    return f"07700 900{dice.randint(0, 999):03d}" if mobile else f"01632 960{dice.randint(0, 999):03d}"


def circle_names(count: int) -> list[CircleName]:
    """The first so many circles; beyond the written ones they are numbered."""
    written = [CircleName(c["name"], c["area"], c["meets"]) for c in _data()["circle"]]
    return [_numbered(written, place) for place in range(count)]


def _numbered(written: Sequence[CircleName], place: int) -> CircleName:
    model, turn = written[place % len(written)], place // len(written)
    return model if turn == 0 else CircleName(f"{model.name} {turn + 1}", model.area, model.meets)


def _weighted(dice: random.Random, choices: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return dice.choices(choices, [choice["weight"] for choice in choices])[0]
