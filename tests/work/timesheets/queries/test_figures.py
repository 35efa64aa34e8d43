"""Hours delivered, known faces, signatures."""

from __future__ import annotations

from datetime import date, timedelta

from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.timesheets.actions import NewLine, enter_lines
from carecoop_desktop.work.timesheets.queries.figures import continuity, deliveries, signed_share

MONDAY, SUNDAY = date(2026, 11, 16), date(2026, 11, 22)


def test_hours_against_what_was_agreed(office: Office, people) -> None:
    office.do(enter_lines, [NewLine(people.marek, people.james, MONDAY, minutes=600)])
    found = {one.member: (one.worked, one.planned) for one in office.read(deliveries, MONDAY, SUNDAY)}
    assert found == {"James Hollis": (600, 1830), "Aled Pritchard": (0, 780)}


def test_a_face_is_known_by_a_match_or_by_an_earlier_visit(office: Office, people) -> None:
    office.do(enter_lines, [
        NewLine(people.marek, people.james, MONDAY, minutes=60),
        NewLine(people.tolu, people.aled, MONDAY, minutes=60),
        NewLine(people.marek, people.aled, MONDAY, minutes=60),
        NewLine(people.marek, people.aled, MONDAY - timedelta(7), minutes=60),
    ])  # fmt: skip
    found = {one.member: (one.visits, one.known) for one in office.read(continuity, MONDAY, SUNDAY)}
    assert found == {"James Hollis": (1, 1), "Aled Pritchard": (2, 1)}


def test_the_share_that_members_signed(office: Office, people) -> None:
    office.do(enter_lines, [
        NewLine(people.marek, people.james, MONDAY, minutes=60, state="signed"),
        NewLine(people.marek, people.james, MONDAY, minutes=60),
        NewLine(people.marek, None, MONDAY, "training", minutes=60),
    ])  # fmt: skip
    assert office.read(signed_share, MONDAY, SUNDAY) == [(people.marek, "Marek Nowak", 1, 2)]
