"""A whole tax year through the office: twelve months and fifty-three weeks of invented PAs, run after run.

CARECOOP_YEAR_PAS makes it as large as one likes; six PAs are the usual.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from carecoop_desktop.money.ledger.queries.proof import faults
from carecoop_desktop.people.assistants.tables import AssistantRow, ContractRow, PayRateRow, TaxDetailRow
from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.kernel.dates import month_end
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import CHANGE_SETTINGS
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.statutory.income_tax import tax_to_date
from carecoop_desktop.statutory.national_insurance import ni_due
from carecoop_desktop.statutory.periods import PAY_PERIODS
from carecoop_desktop.statutory.tables import IncomeTax, NationalInsurance, load_shelf
from carecoop_desktop.statutory.tax_codes import parse_code
from carecoop_desktop.work.payroll.actions import finish_run, start_run
from carecoop_desktop.work.payroll.queries import latest_run
from carecoop_desktop.work.payroll.queries.to_date import year_figures
from carecoop_desktop.work.payroll.tables import PayRunRow, PayslipRow
from carecoop_desktop.work.timesheets.tables import PayPeriodRow, TimesheetLineRow

PEOPLE = int(os.environ.get("CARECOOP_YEAR_PAS", "6"))
CODES = ("1257L", "S1257L", "C1257L", "BR", "0T", "K120")
LETTERS = ("A", "C", "M", "J")
SINCE = date(2026, 4, 1)
WEEKS, MONTHS = 53, 12
SLIPS: Any = PayslipRow.__table__
RUNS: Any = PayRunRow.__table__


@dataclass(frozen=True)
class Life:
    """An invented PA: how they are paid and taxed, and how much they work in an ordinary month (minutes)."""

    number: int
    frequency: str
    code: str
    letter: str
    loans: str
    pension: str
    usual: int


def lives() -> list[Life]:
    random = Random(2026)
    return [
        Life(
            n,
            "monthly" if n % 2 else "weekly",
            CODES[n % len(CODES)],
            LETTERS[n // 2 % len(LETTERS)],
            random.choice(["", "", "2", "1", "postgrad", "2+postgrad"]),
            random.choice(["none", "relief-at-source", "net-pay", "salary-sacrifice"]),
            random.randrange(100, 190) * 60,
        )
        for n in range(1, PEOPLE + 1)
    ]


def periods() -> list[tuple[str, int, date, date, date]]:
    """Frequency, number, first day, last day and pay day of every period of 2026-27, in the order of the pay days."""
    found = []
    for number in range(1, MONTHS + 1):
        first = date(2026 + (number > 9), (number + 2) % 12 + 1, 1)
        last = month_end(first)
        found.append(("monthly", number, first, last, last))
    for number in range(1, WEEKS + 1):
        paid = date(2026, 4, 6) + timedelta(weeks=number - 1)  # Mondays: 5 April 2027 is the fifty-third
        found.append(("weekly", number, paid - timedelta(days=7), paid - timedelta(days=1), paid))
    return sorted(found, key=lambda period: (period[4], period[0]))


@action("Fill a year of work", CHANGE_SETTINGS, undoable=False)
def fill_year(work: Work) -> list[int]:
    """Everybody's terms and the locked hours of the whole year. Returns the pay periods in order."""
    people = lives()
    members = work.add_many(MemberRow, [_member(n) for n in range(1, PEOPLE // 2 + 3)])
    ids = dict(zip(people, work.add_many(AssistantRow, [_assistant(life) for life in people]), strict=True))
    work.add_many(ContractRow, [_contract(ids[life], life) for life in people])
    work.add_many(PayRateRow, [_rate(ids[life], life) for life in people])
    work.add_many(TaxDetailRow, [_tax(ids[life], life) for life in people])
    spans = periods()
    numbers = work.add_many(PayPeriodRow, [
        {"frequency": kind, "tax_year": "2026-27", "number": number, "first": first, "last": last, "pay_date": paid,
         "state": "locked"}
        for kind, number, first, last, paid in spans
    ])  # fmt: skip
    random = Random(7)
    work.add_many(TimesheetLineRow, [
        line
        for period, (kind, _, first, _, _) in zip(numbers, spans, strict=True)
        for life in people if life.frequency == kind
        for line in _hours(ids[life], life, members, period, first, random)
    ])  # fmt: skip
    work.say("Filled a year")
    return list(numbers)


def _member(number: int) -> dict[str, Any]:
    name = f"Member {number:04d}"
    return {"number": f"M{number:04d}", "name": name, "name_key": name.lower(), "born": date(1970, 1, 1),
            "nhs_number": None, "status": "active", "joined": SINCE, "left": None, "employer": "co-op",
            "directs_care": "member", "about_written": None, "plan_review": None}  # fmt: skip


def _assistant(life: Life) -> dict[str, Any]:
    name = f"Assistant {life.number:04d}"
    born = date(2007, 6, 15) if life.letter == "M" else date(1955, 1, 1) if life.letter == "C" else date(1985, 6, 15)
    return {"number": f"P{life.number:04d}", "name": name, "name_key": name.lower(), "born": born, "sex": "F",
            "ni_number": f"AB{life.number:06d}C", "status": "active", "started": SINCE, "left": None}  # fmt: skip


def _contract(who: int, life: Life) -> dict[str, Any]:
    return {"assistant_id": who, "since": SINCE - timedelta(days=30), "until": None, "kind": "employed",
            "pay_frequency": life.frequency, "weekly_minutes": 1800,
            "holiday": "rolled-up" if life.number % 3 else "accrued"}  # fmt: skip


def _rate(who: int, life: Life) -> dict[str, Any]:
    return {
        "assistant_id": who,
        "kind": "standard",
        "since": SINCE - timedelta(days=30),
        "pence": 1400 + life.number % 7 * 15,
    }


def _tax(who: int, life: Life) -> dict[str, Any]:
    return {"assistant_id": who, "since": SINCE - timedelta(days=30), "tax_code": life.code, "basis": "cumulative",
            "ni_letter": life.letter, "loans": life.loans, "pension": life.pension, "pension_base": "qualifying",
            "employee_rate": 500, "employer_rate": 300, "p45_pay": 0, "p45_tax": 0}  # fmt: skip


def _hours(who: int, life: Life, members: Any, period: int, first: date, random: Random) -> Iterator[dict[str, Any]]:
    """Four spells of work: more, less or hardly any as months go."""
    share = random.choice([100, 100, 100, 105, 60, 3])
    minutes = life.usual * share // 100 // (1 if life.frequency == "monthly" else 4) // 4 // 15 * 15
    for spell in range(4):
        yield {"assistant_id": who, "member_id": members[(life.number + spell) % len(members)],
               "day": first + timedelta(days=spell), "kind": "standard", "start": time(8), "finish": None,
               "break_minutes": 0, "minutes": max(minutes, 15), "nights": 0, "miles": 0, "expenses": 0,
               "state": "locked", "pay_period_id": period}  # fmt: skip


@dataclass
class Card:
    """One PA's year as the payslips tell it; week 53 stands apart, as it is taxed alone."""

    slips: list[Any] = field(default_factory=list)

    def total(self, figure: str) -> int:
        return sum(getattr(slip, figure) for slip in self.slips)


def _cards(reader: Reader) -> dict[int, Card]:
    found: dict[int, Card] = {}
    statement = (
        select(SLIPS, RUNS.c.number.label("period"), RUNS.c.pay_date, RUNS.c.frequency)
        .join(RUNS, RUNS.c.id == SLIPS.c.pay_run_id)
        .order_by(RUNS.c.pay_date, SLIPS.c.id)
    )
    for row in reader.connection.execute(statement):
        found.setdefault(row.assistant_id, Card()).slips.append(row)
    return found


@pytest.fixture
def year(office: Office) -> Office:
    """An office whose year is paid; the books are proved after every run."""
    for period in office.do(fill_year).value:
        run = office.do(start_run, period).value
        office.do(finish_run, run)
        assert office.read(faults) == []
    return office


def test_a_year_of_runs_comes_to_the_years_figures(year: Office) -> None:
    cards = year.read(_cards)
    people = {life.number: life for life in lives()}
    assert len(cards) == PEOPLE
    for number, (_, card) in enumerate(sorted(cards.items()), start=1):
        life = people[number]
        assert len(card.slips) == (MONTHS if life.frequency == "monthly" else WEEKS)
        _tax_of_the_year(life, card)
        _insurance_of_the_periods(life, card)
        _every_slip_adds_up(card)
    _figures_to_date(year, cards)
    assert year.read(latest_run).number == WEEKS


def _tax_of_the_year(life: Life, card: Card) -> None:
    law = load_shelf().year("2026-27")
    code = parse_code(life.code)
    table = law.table(IncomeTax, date(2026, 5, 1), code.nation)
    periods = 12 if life.frequency == "monthly" else 52
    usual = [slip for slip in card.slips if slip.period <= periods]
    taxable = sum(slip.taxable for slip in usual)
    held = any(slip.tax * 2 in (slip.taxable, slip.taxable - 1) and slip.tax for slip in usual)
    due = tax_to_date(table, code, periods, periods, taxable)
    taken = sum(slip.tax for slip in usual)
    assert taken == due or (held and taken < due), (life, taken, due)
    for slip in card.slips[len(usual) :]:
        assert slip.period == WEEKS
        alone = tax_to_date(table, code, 1, 52, slip.taxable)
        assert slip.tax == min(alone, slip.taxable // 2)


def _insurance_of_the_periods(life: Life, card: Card) -> None:
    law = load_shelf().year("2026-27")
    for slip in card.slips:
        table = law.table(NationalInsurance, slip.pay_date)
        due = ni_due(table, slip.ni_letter, PAY_PERIODS[slip.frequency].earnings, slip.niable)
        assert (slip.ee_ni, slip.er_ni) == (due.employee.pence, due.employer.pence)
        assert slip.student_loans % 100 == 0 and slip.student_loans >= 0
        assert slip.ee_ni >= 0 and slip.er_ni >= 0


def _every_slip_adds_up(card: Card) -> None:
    running_pay = running_tax = 0
    for slip in card.slips:
        taken = slip.tax + slip.ee_ni + slip.ee_pension + slip.student_loans
        assert slip.net == slip.gross + slip.expenses - taken
        running_pay, running_tax = running_pay + slip.taxable, running_tax + slip.tax
        assert (slip.taxable_to_date, slip.tax_to_date) == (running_pay, running_tax)


def _figures_to_date(year: Office, cards: dict[int, Card]) -> None:
    """What the year's papers are made of is what the payslips say."""
    for figures in year.read(year_figures, "2026-27"):
        card = cards[figures.assistant_id]
        assert figures.gross == card.total("gross")
        assert figures.er_pension == card.total("er_pension")
        assert len(figures.payslips) == len(card.slips)
