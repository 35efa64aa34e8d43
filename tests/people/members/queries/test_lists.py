"""The list of members: sorted, filtered and searched by the database, with columns of higher rooms."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.people.circles.actions import add_circle, place_member
from carecoop_desktop.people.circles.queries import member_columns
from carecoop_desktop.people.members.actions import add_member, pause_member
from carecoop_desktop.people.members.queries import member_list, member_reader
from carecoop_desktop.platform.database.lists.shape import ListRequest, Sort
from carecoop_desktop.platform.office.office import Office


@pytest.fixture
def three(office: Office) -> list[int]:
    ids = [office.do(add_member, name=name).value for name in ("Siân Davies", "Łukasz Nowak", "Ann Hay")]
    office.do(pause_member, ids[1])
    office.do(place_member, ids[0], office.do(add_circle, "Chester").value, date(2026, 1, 1))
    return ids


def _names(office: Office, request: ListRequest) -> list[str]:
    reader = member_reader(office, member_columns())
    return [row.values[0] for row in reader.page_after(request, None, 50)]


def test_by_name_without_regard_to_accents(office: Office, three: list[int]) -> None:
    assert _names(office, ListRequest()) == ["Ann Hay", "Łukasz Nowak", "Siân Davies"]


def test_filtered_by_standing(office: Office, three: list[int]) -> None:
    assert _names(office, ListRequest().filtered("paused")) == ["Łukasz Nowak"]
    assert len(_names(office, ListRequest().filtered("paused").filtered("active"))) == 3


@pytest.mark.parametrize("typed", ["dav", "SIAN", "001"])
def test_found_by_part_of_a_name_or_by_number(office: Office, three: list[int], typed: str) -> None:
    assert _names(office, ListRequest().searched(typed)) == ["Siân Davies"]


def test_the_column_of_a_higher_room_is_shown_and_sorts(office: Office, three: list[int]) -> None:
    reader = member_reader(office, member_columns())
    at = reader.shape.position("circle")
    assert at == 2
    rows = reader.page_after(ListRequest().sorted_by(Sort("circle")), None, 50)
    assert [row.values[at] for row in rows] == ["Chester", None, None]
    assert "circle_member" in reader.shape.tables


def test_without_higher_rooms_the_list_stands_alone() -> None:
    headings = [heading.key for heading in member_list().shape.headings]
    assert headings[:2] == ["name", "status"]
    assert not member_list().shape.headings[0].hidden


def test_every_standing_has_a_word() -> None:
    from carecoop_desktop.people.members.rules import STATUSES

    states = member_list().column("status").states
    assert {key: state.word for key, state in states.items()} == STATUSES


def test_the_count_is_exact(office: Office, three: list[int]) -> None:
    assert member_reader(office).count(ListRequest()) == 3
