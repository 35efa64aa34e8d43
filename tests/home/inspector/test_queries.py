"""Visits and their lists."""

from __future__ import annotations

from collections.abc import Callable

from carecoop_desktop.home.inspector.actions import leave, log_view
from carecoop_desktop.home.inspector.queries import Visit, open_visit, shown_count, shown_list, visits
from carecoop_desktop.platform.office.office import Office


def test_an_office_without_a_visit_opens_as_usual(office: Office) -> None:
    assert office.read(open_visit) is None
    assert office.read(visits) == []


def test_the_open_visit_is_found_after_a_crash(office: Office, begin: Callable[[], Visit]) -> None:
    first = begin()
    leave(office, first.id, "4711")
    second = begin()
    found = office.read(open_visit)
    assert found == second
    assert [visit.id for visit in office.read(visits)] == [second.id, first.id]


def test_records_are_counted_for_their_own_visit(office: Office, begin: Callable[[], Visit]) -> None:
    first = begin()
    office.do(log_view, first.id, "staff", 1, "Staff file")
    leave(office, first.id, "4711")
    second = begin()
    assert (office.read(shown_count, first.id), office.read(shown_count, second.id)) == (1, 0)
    listed = office.read(shown_list, first.id)
    assert listed.office == "Dee Valley Care Co-operative"
    assert listed.visit.ended is not None
