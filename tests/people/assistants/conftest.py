"""Builders for the tests of the PAs' room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from carecoop_desktop.app import features
from carecoop_desktop.people.assistants.actions import add_assistants
from carecoop_desktop.people.assistants.entries import (
    Bank,
    Contract,
    Dbs,
    PayRate,
    Person,
    Reference,
    RightToWork,
    Supervision,
    Tax,
    Training,
    VettingItem,
    WholeFile,
)
from carecoop_desktop.people.assistants.reference import courses
from carecoop_desktop.people.members.actions import add_member
from carecoop_desktop.platform.office.demo import PLANS
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import create_office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User

STARTED = date(2025, 5, 6)
TODAY = date(2026, 11, 30)


def _whole(name: str = "Siân Davies", **changes: Any) -> WholeFile:
    """A file with nothing missing; ``changes`` take the place of its parts."""
    complete = WholeFile(
        person=Person(name, born=date(1990, 3, 4), sex="F", started=STARTED, phone="07700 900123"),
        contract=Contract(STARTED, weekly_minutes=1800),
        rates=(
            PayRate("standard", 1300, STARTED),
            PayRate("standard", 1350, date(2026, 4, 1)),
            PayRate("sleep-in", 6500, STARTED),
            PayRate("mileage", 45, STARTED),
        ),
        bank=Bank(STARTED, name, "20-29-59", "63748472"),
        tax=Tax(STARTED, "1257L", "A", loans="2+postgrad", pension="relief-at-source"),
        vetting=tuple(
            VettingItem(item, "Copy on file", date(2025, 4, 6), "Priya Shah")
            for item in ("identity", "why-left", "qualifications", "history", "health")
        ),
        dbs=Dbs("001234567890", date(2025, 4, 10), seen=date(2025, 4, 12), seen_by="Priya Shah"),
        right_to_work=RightToWork("Passport seen", date(2025, 4, 6), "Priya Shah"),
        references=(
            Reference("Oak Care", "Manager", date(2025, 4, 1), date(2025, 4, 22), True),
            Reference("Elm Homes", "Supervisor", date(2025, 4, 1), date(2025, 4, 9), True),
        ),
        training=tuple(Training(course.code, date(2026, 6, 2)) for course in courses().for_everybody),
        supervisions=(Supervision("supervision", date(2026, 10, 20), "Rhian Lowe"),),
    )
    return replace(complete, **changes)


@pytest.fixture
def whole() -> Callable[..., WholeFile]:
    """Makes a complete file of a person."""
    return _whole


@pytest.fixture
def add(office: Office) -> Callable[..., int]:
    """Adds a person with a complete file and gives the number."""

    def add_one(name: str = "Siân Davies", **changes: Any) -> int:
        return office.do(add_assistants, [_whole(name, **changes)]).value[0]

    return add_one


@pytest.fixture
def member(office: Office) -> Callable[[str], int]:
    """Adds an active member and gives the number."""

    def add_one(name: str) -> int:
        return office.do(add_member, name=name, status="active", joined=date(2025, 3, 1)).value

    return add_one


@pytest.fixture
def as_role(office: Office) -> Callable[[Role], Office]:
    """The same office with somebody of another role at it."""

    def turn(role: Role) -> Office:
        office.user = User("Sam Other", role)
        return office

    return turn


@pytest.fixture(scope="session")
def people_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The people of the demo office, for tests that only read."""
    rooms = [feature for feature in features() if feature.wing == "people"]
    plan = PLANS["office"]
    place = tmp_path_factory.mktemp("people") / "people.carecoop"
    made = create_office(place, "Dee Valley Care Co-operative", "Priya Shah", rooms, practice_day=plan.today)
    for room in rooms:
        if room.demo is not None:
            room.demo.load()(made, plan)
    yield made
    made.close()
