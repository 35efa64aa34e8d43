"""An office as large as one likes with one month's hours locked, for measuring its pay run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from carecoop_desktop.app import features
from carecoop_desktop.people.assistants.tables import (
    AssistantRow,
    BankDetailRow,
    ContractRow,
    PayRateRow,
    TaxDetailRow,
)
from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import create_office
from carecoop_desktop.platform.office.permissions import CHANGE_SETTINGS
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.timesheets.tables import PayPeriodRow, TimesheetLineRow

FIRST, LAST, PAY_DAY = date(2026, 11, 1), date(2026, 11, 30), date(2026, 11, 30)
SINCE = date(2026, 4, 1)
_RATES = {"standard": 1450, "waking-night": 1550, "sleep-in": 9000, "mileage": 45}
_CODES = ("1257L", "S1257L", "C1257L", "1257L", "1100L", "BR")
_SHIFTS = 21


def pay_office(place: Path, assistants: int) -> tuple[Office, int]:
    """A new office with so many PAs whose hours of November 2026 are locked, and the number of that pay period.

    Everybody has 21 shifts, two sleep-ins and two journeys for three members: what a full month looks like.
    """
    office = create_office(place, "Measuring office", "Owner", features(), practice_day=LAST)
    return office, office.do(fill_office, assistants).value


@action("Fill a measuring office", CHANGE_SETTINGS, undoable=False)
def fill_office(work: Work, assistants: int) -> int:
    """Write the PAs, their members, terms and hours. Returns the pay period's number."""
    members = work.add_many(MemberRow, [_member(n) for n in range(1, assistants + assistants // 2 + 3)])
    people = work.add_many(AssistantRow, [_assistant(n) for n in range(1, assistants + 1)])
    work.add_many(ContractRow, [_contract(who) for who in people])
    work.add_many(PayRateRow, [
        {"assistant_id": who, "kind": kind, "since": SINCE, "pence": pence + who % 5 * 10}
        for who in people for kind, pence in _RATES.items()
    ])  # fmt: skip
    work.add_many(TaxDetailRow, [_tax(who) for who in people])
    work.add_many(BankDetailRow, [_bank(who) for who in people])
    (period,) = work.add_many(PayPeriodRow, [{
        "frequency": "monthly", "tax_year": "2026-27", "number": 8, "first": FIRST, "last": LAST,
        "pay_date": PAY_DAY, "state": "locked",
    }])  # fmt: skip
    work.add_many(TimesheetLineRow, [line for who in people for line in _hours(who, members, period)])
    work.say(f"Filled a measuring office with {assistants:,} PAs")
    return period


def _member(number: int) -> dict[str, Any]:
    name = f"Member {number:05d}"
    return {
        "number": f"M{number:05d}", "name": name, "name_key": name.lower(), "born": date(1970, 1, 1),
        "nhs_number": None, "status": "active", "joined": SINCE, "left": None, "employer": "co-op",
        "directs_care": "member", "about_written": None, "plan_review": None,
    }  # fmt: skip


def _assistant(number: int) -> dict[str, Any]:
    name = f"Assistant {number:05d}"
    return {
        "number": f"P{number:05d}", "name": name, "name_key": name.lower(), "born": date(1985, 6, 15), "sex": "F",
        "ni_number": f"AB{number % 1_000_000:06d}C", "status": "active", "started": SINCE, "left": None,
    }  # fmt: skip


def _contract(who: int) -> dict[str, Any]:
    return {
        "assistant_id": who, "since": SINCE, "until": None, "kind": "employed", "pay_frequency": "monthly",
        "weekly_minutes": 1800, "holiday": "rolled-up" if who % 3 else "accrued",
    }  # fmt: skip


def _tax(who: int) -> dict[str, Any]:
    return {
        "assistant_id": who, "since": SINCE, "tax_code": _CODES[who % len(_CODES)], "basis": "cumulative",
        "ni_letter": "A", "loans": "2" if who % 7 == 0 else "", "pension": "relief-at-source",
        "pension_base": "qualifying", "employee_rate": 500, "employer_rate": 300, "p45_pay": 0, "p45_tax": 0,
    }  # fmt: skip


def _bank(who: int) -> dict[str, Any]:
    account = f"{10_000_000 + who:08d}"
    return {
        "assistant_id": who, "since": SINCE, "account_name": f"Assistant {who:05d}", "sort_code": "20-00-00",
        "account_number": account,
    }  # fmt: skip


def _hours(who: int, members: range, period: int) -> Iterator[dict[str, Any]]:
    """A month's lines of one PA, shared among three members."""
    own = [members[(who * 3 // 2 + step) % len(members)] for step in range(3)]
    for shift in range(_SHIFTS):
        kind = "waking-night" if shift % 7 == 6 else "standard"
        start = time(20) if kind == "waking-night" else time(8 + shift % 3)
        finish = time(2) if kind == "waking-night" else time(14 + shift % 3)
        yield _line(who, own[shift % 3], shift, kind, period) | {"start": start, "finish": finish, "minutes": 360}
    for night in (24, 26):
        yield _line(who, own[0], night, "sleep-in", period) | {"start": time(22), "finish": time(7), "nights": 1}
    for trip in (3, 10):
        yield _line(who, own[1], trip, "mileage", period) | {"miles": 125}


def _line(who: int, member: int, day: int, kind: str, period: int) -> dict[str, Any]:
    return {
        "assistant_id": who, "member_id": member, "day": FIRST + timedelta(days=day), "kind": kind, "start": None,
        "finish": None, "break_minutes": 0, "minutes": 0, "nights": 0, "miles": 0, "expenses": 0, "state": "locked",
        "pay_period_id": period,
    }  # fmt: skip
