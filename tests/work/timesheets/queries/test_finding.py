"""Type-ahead on people."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.timesheets.queries import find_assistants, find_members

DAY = date(2026, 11, 16)


def test_pas_by_part_of_their_name_without_accents(office: Office, people) -> None:
    assert office.read(find_assistants, "sian") == [(people.sian, "Siân Davies")]
    assert office.read(find_assistants, "dav s") == [(people.sian, "Siân Davies")]
    assert office.read(find_assistants, "zzz") == []


def test_members_whom_the_pa_supports_come_first(office: Office, people) -> None:
    assert [name for _, name in office.read(find_members, "", people.marek, DAY)] == ["James Hollis", "Aled Pritchard"]
    assert [name for _, name in office.read(find_members, "", None, DAY)] == ["Aled Pritchard", "James Hollis"]
