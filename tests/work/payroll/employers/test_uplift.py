"""6 April: everybody's code at once, shown before."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.people.assistants.actions import change_code
from carecoop_desktop.people.assistants.entries import CodeNotice
from carecoop_desktop.people.assistants.queries import pay_terms
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.employers.uplift import uplift_codes, uplift_preview
from tests.work.payroll.crew import ADULT, Crew, crew_in

APRIL = date(2026, 4, 6)


@pytest.fixture
def crew(office: Office) -> Crew:
    """Ann on month 1, Bea with a notice for the new year, Cal with nothing to change, Dee on BR month 1."""
    made = crew_in(office, dict.fromkeys(("Ann", "Bea", "Cal", "Dee"), ADULT))
    office.do(change_code, made.ids["Ann"], CodeNotice(date(2026, 1, 1), "1100T", "P6", True))
    office.do(change_code, made.ids["Bea"], CodeNotice(date(2026, 1, 1), "1100L", "P6", True))
    office.do(change_code, made.ids["Bea"], CodeNotice(APRIL, "1185L", "P9"))
    office.do(change_code, made.ids["Dee"], CodeNotice(date(2026, 1, 1), "BR", "P6", True))
    return made


def test_the_preview_says_what_becomes_of_each_code(crew: Crew) -> None:
    found = {one.name.split()[0]: one for one in crew.office.read(uplift_preview, "2026-27")}
    assert {name: (one.before, one.after, one.changes) for name, one in found.items()} == {
        "Ann": ("1100T W1/M1", "1100T", True),
        "Bea": ("1100L W1/M1", "1100L", False),
        "Cal": ("1257L", "1257L", False),
        "Dee": ("BR W1/M1", "BR", True),
    }
    assert "1185L" in found["Bea"].kept


def test_all_change_at_once_and_can_be_taken_back(crew: Crew) -> None:
    office = crew.office
    assert office.do(uplift_codes, "2026-27").value == 2
    now = office.read(pay_terms, APRIL)
    assert [(now[crew.ids[name]].tax_code, now[crew.ids[name]].basis) for name in ("Ann", "Bea", "Dee")] == [
        ("1100T", "cumulative"), ("1185L", "cumulative"), ("BR", "cumulative")]  # fmt: skip
    assert office.read(pay_terms, date(2026, 4, 5))[crew.ids["Ann"]].basis == "week1month1"
    with pytest.raises(Refusal, match="No code changes"):
        office.do(uplift_codes, "2026-27")
    office.undo()
    assert office.read(pay_terms, APRIL)[crew.ids["Ann"]].basis == "week1month1"
