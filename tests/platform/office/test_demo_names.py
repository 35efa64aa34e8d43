"""Invented people and places."""

from __future__ import annotations

import random
import re

import pytest

from carecoop_desktop.platform.office.demo_names import (
    circle_names,
    draw_people,
    draw_person,
    draw_phone,
    draw_place,
)
from carecoop_desktop.platform.office.importing import values

COUNCILS = {"Cheshire West and Chester Council", "Wirral Council", "Wrexham County Borough Council"}


def test_no_two_people_of_one_name() -> None:
    people = draw_people(random.Random(1), 600)
    assert len({person.name for person in people}) == 600


def test_names_that_are_taken_are_not_given_again() -> None:
    taken = {person.name for person in draw_people(random.Random(1), 100)}
    before = set(taken)
    others = draw_people(random.Random(1), 100, taken)
    assert not before & {person.name for person in others}
    assert len(taken) == 200


def test_even_more_people_than_names_are_told_apart() -> None:
    people = draw_people(random.Random(3), 6000)
    assert len({person.name for person in people}) == 6000


def test_the_dice_decide() -> None:
    assert draw_people(random.Random(5), 20) == draw_people(random.Random(5), 20)
    assert draw_people(random.Random(5), 20) != draw_people(random.Random(6), 20)


@pytest.mark.parametrize("sex", ["F", "M"])
def test_a_woman_or_a_man_when_asked_for(sex: str) -> None:
    dice = random.Random(2)
    assert {draw_person(dice, sex).sex for _turn in range(50)} == {sex}


def test_a_family_when_asked_for() -> None:
    dice = random.Random(2)
    assert {draw_person(dice, "", "Polish").family for _turn in range(20)} == {"Polish"}


def test_names_of_many_families_and_letters() -> None:
    people = draw_people(random.Random(1), 400)
    assert len({person.family for person in people}) == 8
    letters = set("".join(person.name for person in people))
    assert {"ŷ", "ł", "ń", "á", "'"} <= letters


def test_polish_women_have_the_endings_of_women() -> None:
    dice = random.Random(4)
    women = {draw_person(dice, "F", "Polish").last for _turn in range(80)}
    assert "Zielińska" in women
    assert "Zieliński" not in women


def test_post_codes_can_be_written_on_a_letter() -> None:
    dice = random.Random(9)
    for _turn in range(300):
        place = draw_place(dice)
        assert values.postcode(place.postcode) == place.postcode
        assert place.address.endswith(place.town)
        assert place.council in COUNCILS


@pytest.mark.parametrize("council", sorted(COUNCILS))
def test_a_place_in_the_area_of_a_council(council: str) -> None:
    dice = random.Random(9)
    assert {draw_place(dice, council).council for _turn in range(30)} == {council}


def test_telephones_ring_nowhere() -> None:
    dice = random.Random(1)
    assert re.fullmatch(r"07700 900\d{3}", draw_phone(dice))
    assert re.fullmatch(r"01632 960\d{3}", draw_phone(dice, mobile=False))


def test_circles_beyond_the_written_ones_are_numbered() -> None:
    names = [circle.name for circle in circle_names(60)]
    assert len(set(names)) == 60
    assert names[0] == "Chester"
    assert names[6] == "Chester 2"
