"""A small office with PAs, members, rates, matches and pay periods, for tests of timesheets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from carecoop_desktop.people.assistants.tables import AssistantRow, ContractRow, PayRateRow, SupportLinkRow
from carecoop_desktop.people.funding.tables import AgreementRow, FunderRow
from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.database.lists.folding import fold
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import SEE_RECORDS
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.timesheets.actions import NewLine, make_periods

SUNDAY = date(2026, 11, 22)
MONDAY = date(2026, 11, 16)


@dataclass(frozen=True)
class People:
    """Who works in the test office: Marek and Sian monthly, Tolu weekly; James and Aled are members."""

    marek: int
    sian: int
    tolu: int
    james: int
    aled: int


@action("People of a test", SEE_RECORDS)
def populate(work: Work) -> People:
    """Make them, with what they agreed."""
    names = ("Marek Nowak", "Siân Davies", "Tolu Ade")
    assistants = [_assistant(work, number, name) for number, name in enumerate(names)]
    members = [_member(work, number, name) for number, name in enumerate(("James Hollis", "Aled Pritchard"))]
    for place, assistant in enumerate(assistants):
        frequency = "weekly" if place == 2 else "monthly"
        work.add(ContractRow(assistant_id=assistant, since=date(2025, 1, 1), until=None, kind="permanent",
                             pay_frequency=frequency, weekly_minutes=0, holiday="rolled-up"))
        for kind, pence in (("standard", 1300), ("sleep-in", 6500), ("mileage", 45)):
            work.add(PayRateRow(assistant_id=assistant, kind=kind, since=date(2025, 1, 1), pence=pence))
    for assistant, member, minutes in ((0, 0, 840), (1, 0, 630), (1, 1, 780), (2, 0, 360)):
        work.add(SupportLinkRow(assistant_id=assistants[assistant], member_id=members[member],
                                since=date(2025, 1, 1), until=None, weekly_minutes=minutes))
    funder = work.add(FunderRow(name="Flintshire", name_key="flintshire", kind="council", code="W06000005"))
    for member in members:
        work.add(AgreementRow(member_id=member, funder_id=funder.id, scheme="DP", weekly=60_000, contribution=0,
                              frequency="weekly", start=date(2025, 1, 1), end=None, review=None))
    return People(*assistants, *members)


def _assistant(work: Work, number: int, name: str) -> int:
    return work.add(AssistantRow(number=f"A{number}", name=name, name_key=fold(name), born=date(1990, 5, 1),
                                 status="active", started=date(2025, 1, 1), left=None)).id


def _member(work: Work, number: int, name: str) -> int:
    return work.add(MemberRow(number=f"M{number}", name=name, name_key=fold(name), status="active",
                              joined=date(2025, 1, 1), left=None)).id


@pytest.fixture
def people(office: Office) -> People:
    """The people, in the fresh office."""
    return office.do(populate).value


@pytest.fixture
def periods_made(office: Office, people: People) -> People:
    """The people, and the pay periods of 2026-27."""
    office.do(make_periods, "2026-27", "monthly")
    office.do(make_periods, "2026-27", "weekly")
    return people


def shift(people_id: int, member: int | None, day: date, start: str, finish: str, **more: object) -> NewLine:
    """A line with times given as ``7:00``."""
    from datetime import time

    clock = [time(*map(int, one.split(":"))) for one in (start, finish)]
    return NewLine(people_id, member, day, start=clock[0], finish=clock[1], **more)  # type: ignore[arg-type]
