"""An office with a paid history: Ann and Bea on £15.00 an hour, paid monthly since January 2026."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.absence.actions import record_absence
from carecoop_desktop.work.payroll.absence.entries import Absence
from carecoop_desktop.work.payroll.actions import finish_run, start_run
from carecoop_desktop.work.payroll.queries import PayslipView, payslip, payslips
from carecoop_desktop.work.timesheets.actions import NewLine, approve_lines, enter_lines, lock_period, make_periods
from carecoop_desktop.work.timesheets.queries import PayPeriod, periods
from tests.work.payroll.crew import Crew, Parts, crew_in


@dataclass(frozen=True)
class Team:
    """A crew over two tax years; a month is named by its year and number."""

    crew: Crew
    office: Office

    def who(self, name: str) -> int:
        return self.crew.ids[name]

    def period(self, year: int, month: int) -> PayPeriod:
        return next(p for p in self.office.read(periods) if (p.first.year, p.first.month) == (year, month))

    def draft(self, year: int, month: int, hours: Mapping[str, int], more: tuple[NewLine, ...] = ()) -> int:
        """Hours of ten a day from the first on, locked, and a draft run over them."""
        span = self.period(year, month)
        lines = [*more]
        for name, total in hours.items():
            for number in range(-(-total // 10)):
                minutes = min(10, total - number * 10) * 60
                day = span.first + timedelta(days=number)
                lines.append(NewLine(self.who(name), self.crew.member, day, minutes=minutes, state="signed"))
        self.office.do(approve_lines, list(self.office.do(enter_lines, lines).value))
        self.office.do(lock_period, span.id, leave_rest=True)
        return int(self.office.do(start_run, span.id).value)

    def pay(self, year: int, month: int, hours: Mapping[str, int], more: tuple[NewLine, ...] = ()) -> int:
        run = self.draft(year, month, hours, more)
        self.office.do(finish_run, run)
        return run

    def away(self, name: str, kind: str, first: date, last: date | None = None, **more: Any) -> int:
        return int(self.office.do(record_absence, self.who(name), Absence(kind, first, last, **more)).value)

    def slip(self, run: int, name: str) -> PayslipView:
        found = next(v for v in self.office.read(payslips, run) if v.assistant_id == self.who(name))
        return self.office.read(payslip, found.id)

    def paid(self, run: int, name: str, kind: str) -> int:
        """What a payslip pays of a kind of line, in pence."""
        return sum(line.pence for line in self.slip(run, name).lines if line.kind == kind)


def _hired(office: Office) -> Team:
    crew = crew_in(office)
    office.do(make_periods, "2025-26", "monthly")
    return Team(crew, office)


def _hire(office: Office) -> Parts:
    return _hired(office).crew.parts


def _hire_and_pay(office: Office) -> Parts:
    hired = _hired(office)
    for month in (1, 2, 3, 4):
        hired.pay(2026, month, {"Ann": 100, "Bea": 30})
    return hired.crew.parts


@pytest.fixture
def bare(office: Office, built: Any) -> Team:
    """The team before anybody was paid."""
    return Team(Crew(office, *built(_hire)), office)


@pytest.fixture
def team(office: Office, built: Any) -> Team:
    """Four months paid, January to April 2026: 100 hours of Ann a month (£1,500.00), 30 of Bea (£450.00)."""
    return Team(Crew(office, *built(_hire_and_pay)), office)
