"""What is told to higher rooms when members are imported."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from carecoop_desktop.app import features
from carecoop_desktop.people.members.actions import import_members, member_left
from carecoop_desktop.people.members.events import ImportedMember, MemberLeft, MembersImported
from carecoop_desktop.platform.office.importing.reading import read_bytes
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import create_office

DATA = (
    b"Name,DOB,Council,Funding,Budget,Contribution,Joined,Circle\n"
    b"Gwyn Rees,1/2/1950,Wirral,PHB,\xc2\xa3528.00,21.50,4-Feb-25,North\n"
    b"Ann Hay,1/2/1951,,,,,,\n"
)


@pytest.fixture
def heard(tmp_path: Path):
    """An office where only these tests listen."""
    rooms = [feature for feature in features() if feature.room == "members"]
    office = create_office(tmp_path / "x.carecoop", "Dee", "Priya", rooms, practice_day=date(2026, 11, 30))
    found: list[object] = []
    for kind in (MembersImported, MemberLeft):
        office._listeners[kind] = [lambda _work, event: found.append(event)]
    yield office, found
    office.close()


def test_what_belongs_to_higher_rooms_is_told_with_the_new_members(heard: tuple[Office, list[object]]) -> None:
    office, found = heard
    office.do(import_members, read_bytes("m.csv", DATA))
    (event,) = found
    assert event == MembersImported(
        (
            ImportedMember(1, True, "Wirral", "PHB", 52800, 2150, "North", date(2025, 2, 4)),
            ImportedMember(2, True, "", "", None, None, "", None),
        )
    )


def test_members_who_stood_already_are_told_as_such(heard: tuple[Office, list[object]]) -> None:
    office, found = heard
    office.do(import_members, read_bytes("m.csv", DATA))
    office.do(import_members, read_bytes("m.csv", DATA))
    assert [row.new for event in found for row in event.rows] == [True, True, False, False]  # type: ignore[attr-defined]


def test_nothing_is_told_by_a_dry_run(heard: tuple[Office, list[object]]) -> None:
    office, found = heard
    office.do(import_members, read_bytes("m.csv", DATA), dry_run=True)
    assert found == []


def test_leaving_is_told(heard: tuple[Office, list[object]]) -> None:
    office, found = heard
    office.do(import_members, read_bytes("m.csv", DATA))
    office.do(member_left, 2, date(2026, 11, 1))
    assert found[-1] == MemberLeft(2, date(2026, 11, 1))
