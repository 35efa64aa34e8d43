"""A small office whose PAs are paid month by month in a test: hours in, a finished run out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from carecoop_desktop.app import features
from carecoop_desktop.home.settings.checking import check_office
from carecoop_desktop.people.assistants.tables import AssistantRow, ContractRow, PayRateRow, TaxDetailRow
from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.database.lists.folding import fold
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import SEE_RECORDS
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.actions import finish_run, start_run, start_supplementary
from carecoop_desktop.work.payroll.queries import PayslipView, payslips
from carecoop_desktop.work.timesheets.actions import NewLine, approve_lines, enter_lines, lock_period, make_periods
from carecoop_desktop.work.timesheets.queries import PayPeriod, periods

ADULT = date(1990, 5, 1)


Parts = tuple[Mapping[str, int], int]
"""What a builder gives of a crew: everything but its office."""


@dataclass(frozen=True)
class Crew:
    """PAs by first name, and the member they all work for, in an office."""

    office: Office
    ids: Mapping[str, int]
    member: int

    @property
    def parts(self) -> Parts:
        """A crew is ``Crew(office, *parts)``."""
        return self.ids, self.member

    def period(self, month: int) -> PayPeriod:
        """The monthly pay period that begins in a month of 2026."""
        return next(p for p in self.office.read(periods) if p.frequency == "monthly" and p.first.month == month)

    def start(self, month: int, hours: Mapping[str, int]) -> int:
        """Enter, lock and start: a draft run of a month, with so many hours each."""
        span = self.period(month)
        self.work(month, hours)
        self.office.do(lock_period, span.id, leave_rest=True)
        return int(self.office.do(start_run, span.id).value)

    def work(self, month: int, hours: Mapping[str, int], since: int = 0) -> None:
        """Enter and approve hours, from a day of the month on (0 is the first)."""
        span = self.period(month)
        lines = []
        for name, total in hours.items():
            for number in range(-(-total // 10)):
                minutes = min(10, total - number * 10) * 60
                day = span.first + timedelta(days=number + since)
                lines.append(NewLine(self.ids[name], self.member, day, minutes=minutes, state="signed"))
        self.office.do(approve_lines, list(self.office.do(enter_lines, lines).value))

    def supplement(self, month: int, hours: Mapping[str, int]) -> int:
        """A finished supplementary run of late hours, worked from the 20th on."""
        self.work(month, hours, since=19)
        run = int(self.office.do(start_supplementary, self.period(month).id, self.period(month).pay_date).value)
        self.office.do(finish_run, run)
        return run

    def pay(self, month: int, hours: Mapping[str, int]) -> int:
        """A finished run of a month."""
        run = self.start(month, hours)
        self.office.do(finish_run, run)
        return run

    def slip(self, run: int, name: str) -> PayslipView:
        """One PA's payslip in a run."""
        return next(view for view in self.office.read(payslips, run) if view.assistant_id == self.ids[name])

    def faults(self) -> list[str]:
        """What a check of the whole office finds."""
        return [fault for part in check_office(self.office, features()) for fault in part.faults]


@action("Crew of a test", SEE_RECORDS)
def hire(work: Work, born: Mapping[str, date], started: date = date(2025, 1, 1)) -> dict[str, int]:
    """PAs on £15.00 an hour with code 1257L and without a pension, and one member named ``member``."""
    found = {"member": work.add(MemberRow(number="M1", name="James Hollis", name_key=fold("James Hollis"),
                                          status="active", joined=started, left=None)).id}  # fmt: skip
    for number, (name, birthday) in enumerate(born.items()):
        who = work.add(AssistantRow(number=f"A{number}", name=f"{name} Ward", name_key=fold(name), born=birthday,
                                    sex="F", status="active", started=started, left=None)).id  # fmt: skip
        work.add(
            ContractRow(
                assistant_id=who,
                since=started,
                until=None,
                kind="permanent",
                pay_frequency="monthly",
                weekly_minutes=0,
                holiday="accrued",
            )
        )
        work.add(PayRateRow(assistant_id=who, kind="standard", since=started, pence=1500))
        work.add(
            TaxDetailRow(
                assistant_id=who,
                since=started,
                tax_code="1257L",
                basis="cumulative",
                ni_letter="A",
                pension="none",
                employee_rate=500,
                employer_rate=300,
                p45_pay=0,
                p45_tax=0,
            )
        )
        found[name] = who
    return found


def crew_in(office: Office, born: Mapping[str, date] | None = None) -> Crew:
    """Ann and Bea (or those named with their birthdays) in a fresh office with the monthly periods of 2026-27."""
    ids = office.do(hire, born or {"Ann": ADULT, "Bea": ADULT}).value
    office.do(make_periods, "2026-27", "monthly")
    return Crew(office, {name: who for name, who in ids.items() if name != "member"}, ids["member"])
