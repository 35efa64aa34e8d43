"""The demo issues its latest statements."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.money.statements.queries.parts import issued_for
from carecoop_desktop.people.members.queries import member_counts


def test_everybody_has_november(demo_office) -> None:
    found = demo_office.read(issued_for, date(2026, 11, 1), date(2026, 11, 30))
    assert len(found) == demo_office.read(member_counts).present
    assert {each.on for each in found.values()} == {date(2026, 11, 30)}
