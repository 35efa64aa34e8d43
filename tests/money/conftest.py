"""What the tests of money share: two members with budgets, a finished pay run, and a whole demo office."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from carecoop_desktop.home.practice.building import Stopwatch, build_office, do_month
from carecoop_desktop.people.funding.actions import add_agreements, add_funder
from carecoop_desktop.people.funding.entries import Agreement, Funder
from carecoop_desktop.people.members.actions import add_member
from carecoop_desktop.platform.office.demo import PLANS
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.events import Charge, PayRunFinished

TODAY = date(2026, 11, 30)


@dataclass(frozen=True)
class Two:
    """Two members, the council that pays for both, and the board that pays a part for the second."""

    james: int
    ann: int
    council: int
    board: int


@pytest.fixture
def two(office: Office) -> Two:
    """James with 500.00 a week of which 20.00 are his own; Ann with 400.00 and 100.00 from a board."""
    james = office.do(add_member, name="James Hollis", number="014").value
    ann = office.do(add_member, name="Ann Dâfydd", number="015").value
    council = office.do(add_funder, Funder("Cheshire West and Chester", "council", surplus_weeks=8)).value
    board = office.do(add_funder, Funder("NHS Cheshire and Merseyside ICB", "icb")).value
    start = date(2026, 4, 1)
    office.do(
        add_agreements,
        [
            Agreement(james, council, "DP", 50_000, start, contribution=2_000, review=date(2026, 12, 20)),
            Agreement(ann, council, "DP", 40_000, start),
            Agreement(ann, board, "PHB", 10_000, start, frequency="monthly"),
        ],
    )
    return Two(james, ann, council, board)


def pay_run(two: Two, number: int = 1, *, net: int = 90_000, extra: int = 0) -> PayRunFinished:
    """A run of two payslips: one PA with both members, one with Ann and the co-op."""
    charges = (
        Charge(1, 1, "Marek Nowak", two.james, 1_200, 30_000, 3_000, 500),
        Charge(1, 1, "Marek Nowak", two.ann, 600, 15_000, 1_500, 0),
        Charge(2, 2, "Siân Davies", two.ann, 1_800, 45_000, 4_000, 0),
        Charge(2, 2, "Siân Davies", None, 120, 3_000, 300, 0),
    )
    rest = sum(charge.pence for charge in charges) - net
    return PayRunFinished(
        number, "month 8, 2026-27", date(2026, 11, 27), net + extra, 4_000, 2_000, rest - 10_000, 1_500, 1_500, 1_000,
        charges,
    )  # fmt: skip


@pytest.fixture
def run_of(two: Two) -> PayRunFinished:
    """A finished pay run for the two members."""
    return pay_run(two)


@pytest.fixture
def as_role(office: Office):
    """The same office with somebody of another role signed in."""

    def become(role: Role) -> Office:
        office.user = User("Sam Reader", role)
        return office

    return become


@pytest.fixture(scope="session")
def demo_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The small demo office with its latest month done; only to be read."""
    place: Path = tmp_path_factory.mktemp("demo") / "office.carecoop"
    office = build_office(str(place), PLANS["small"], Stopwatch())
    do_month(office, PLANS["small"], Stopwatch())
    yield office
    office.close()
