"""What is kept of pay runs and payslips."""

from __future__ import annotations

from collections.abc import Mapping as Values
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint

from carecoop_desktop.platform.database.base import Mapped, Record, guarded, mapped_column
from carecoop_desktop.platform.database.types import (
    Code,
    Json,
    JsonText,
    MinutesCol,
    Moment,
    PenceCol,
    UtcMoment,
    Words,
)
from carecoop_desktop.work.payroll.employers.tables import EmployerRow, EmploymentRow, EmploymentTaxRow

__all__ = [
    "EmployerRow",
    "EmploymentRow",
    "EmploymentTaxRow",
    "NiLapseRow",
    "NiLetterRow",
    "PayCorrectionRow",
    "PayOverrideRow",
    "PayRunHoursRow",
    "PayRunMarkRow",
    "PayRunReliefRow",
    "PayRunRow",
    "PayslipChargeRow",
    "PayslipLineRow",
    "PayslipRow",
]
from carecoop_desktop.work.payroll.absence import tables as _absence  # noqa: F401 (its tables are payroll's)
from carecoop_desktop.work.payroll.bank import tables as _bank  # noqa: F401 (its tables are payroll's)
from carecoop_desktop.work.payroll.orders import tables as _orders  # noqa: F401 (its tables are payroll's)
from carecoop_desktop.work.payroll.pensions import tables as _pensions  # noqa: F401 (its tables are payroll's)
from carecoop_desktop.work.payroll.rti.filings import tables as _filings  # noqa: F401 (its tables are payroll's)


class PayRunRow(Record):
    """One pay run over a pay period. ``state`` is draft, finished or withdrawn (reopened: ``note`` says why, and the
    run that stands in its place points at it by ``replaces_id``); ``rules`` is the version of the tax-year tables
    that it was worked out with. ``kind`` is regular or supplementary (hours approved later, somebody held back);
    ``added`` holds the employments that are paid in it although they have no hours, ``stands_on`` which finished runs
    its payslips go on from."""

    __tablename__ = "pay_run"
    label = "pay run"

    pay_period_id: Mapped[int] = mapped_column(ForeignKey("pay_period.id"), index=True)
    frequency: Mapped[Code]
    tax_year: Mapped[Code]
    number: Mapped[int]
    pay_date: Mapped[date] = mapped_column(index=True)
    state: Mapped[Code]
    rules: Mapped[Words]
    started_by: Mapped[Words]
    finished: Mapped[datetime | None] = mapped_column(UtcMoment)
    finished_by: Mapped[Words]
    kind: Mapped[Code] = mapped_column(default="regular", server_default="regular")
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("pay_run.id"))
    note: Mapped[Words]
    added: Mapped[Any | None] = mapped_column(JsonText)
    stands_on: Mapped[Words] = mapped_column(default="", server_default="")

    @classmethod
    def issued(cls, before: Values[str, Any]) -> bool:
        """A finished run stands, and so does one that was withdrawn."""
        return bool(before["state"] != "draft")

    @classmethod
    def thaws(cls, before: Values[str, Any], after: Values[str, Any]) -> bool:
        """The last run may be withdrawn while nothing of it was filed or paid; nothing else of it changes."""
        return before["state"] == "finished" and after["state"] == "withdrawn" and _same(before, after, "note")


class PayslipRow(Record):
    """One PA's pay in one run: all amounts in pence. ``inputs`` holds what the figures were worked out from (code,
    letter, pay to date before, ...), enough to work them out again. ``state`` is ready, problem, issued or withdrawn.
    ``orders`` is what attachment orders take, ``order_fees`` what the employer keeps for that.

    ``number`` is the payroll number of the employment. ``student_loans`` is both loans together, of which
    ``postgraduate_loan`` is the postgraduate one. ``at_lel``, ``lel_to_pt`` and ``pt_to_uel`` are the earnings between
    the limits of National Insurance as the FPS reports them; they and the postgraduate loan are None on payslips of
    the first version. ``relief`` says how the pension is relieved of tax, ``ni_relief`` what Employment Allowance takes
    off the members' charges. ``brought`` is what earlier payslips took beyond their pay (below zero), settled with
    this payment, and what the employer pays for now of the employee's National Insurance. ``leaving`` is the last day
    of the employment, on its last payslip. ``ni_arrears`` and ``er_ni_arrears``, within ``ee_ni`` and ``er_ni``, put
    earlier payslips of a wrong letter right; ``ni_taken`` is what the employee bears of such arrears with this payment.
    """

    __tablename__ = "payslip"
    __table_args__ = (
        UniqueConstraint("pay_run_id", "assistant_id", "employment_id"),
        Index("ix_payslip_assistant", "assistant_id", "id"),
    )
    label = "payslip"
    guard = "payroll.see"

    pay_run_id: Mapped[int] = mapped_column(ForeignKey("pay_run.id"))
    assistant_id: Mapped[int] = mapped_column(ForeignKey("assistant.id"))
    state: Mapped[Code]
    problem: Mapped[Words]
    tax_code: Mapped[Words]
    ni_letter: Mapped[Words]
    minutes: Mapped[MinutesCol]
    gross: Mapped[PenceCol]
    taxable: Mapped[PenceCol]
    niable: Mapped[PenceCol]
    tax: Mapped[PenceCol]
    ee_ni: Mapped[PenceCol]
    er_ni: Mapped[PenceCol]
    ee_pension: Mapped[PenceCol]
    er_pension: Mapped[PenceCol]
    student_loans: Mapped[PenceCol]
    orders: Mapped[PenceCol] = mapped_column(default=0, server_default="0", info=guarded("payroll.orders"))
    order_fees: Mapped[PenceCol] = mapped_column(default=0, server_default="0", info=guarded("payroll.orders"))
    expenses: Mapped[PenceCol]
    net: Mapped[PenceCol]
    employer_cost: Mapped[PenceCol]
    taxable_to_date: Mapped[PenceCol]
    tax_to_date: Mapped[PenceCol]
    ni_to_date: Mapped[PenceCol]
    inputs: Mapped[Json] = mapped_column(info=guarded("payroll.orders"))
    employment_id: Mapped[int | None] = mapped_column(ForeignKey("employment.id"), index=True)
    employer_id: Mapped[int | None] = mapped_column(ForeignKey("employer.id"), index=True)
    number: Mapped[Words]
    postgraduate_loan: Mapped[int | None] = mapped_column(BigInteger, info={"kind": "pence"})
    at_lel: Mapped[int | None] = mapped_column(BigInteger, info={"kind": "pence"})
    lel_to_pt: Mapped[int | None] = mapped_column(BigInteger, info={"kind": "pence"})
    pt_to_uel: Mapped[int | None] = mapped_column(BigInteger, info={"kind": "pence"})
    relief: Mapped[Words]
    ni_relief: Mapped[PenceCol] = mapped_column(default=0, server_default="0")
    brought: Mapped[PenceCol] = mapped_column(default=0, server_default="0")
    leaving: Mapped[date | None]
    ni_arrears: Mapped[PenceCol] = mapped_column(default=0, server_default="0")
    ni_taken: Mapped[PenceCol] = mapped_column(default=0, server_default="0")
    er_ni_arrears: Mapped[PenceCol] = mapped_column(default=0, server_default="0")

    @classmethod
    def issued(cls, before: Values[str, Any]) -> bool:
        """An issued payslip is never altered."""
        return bool(before["state"] in ("issued", "withdrawn"))

    @classmethod
    def thaws(cls, before: Values[str, Any], after: Values[str, Any]) -> bool:
        """Withdrawn with its run; or told which employment it was for, if it is older than employments."""
        if before["state"] == "issued" and after["state"] == "withdrawn":
            return _same(before, after)
        found_out = before["employment_id"] is None and after["state"] == before["state"]
        return found_out and _same(before, after, "employment_id", "employer_id", "number")


class PayslipLineRow(Record):
    """One line of a payslip's top half: hours by rate, nights, miles, expenses.

    ``quantity`` is minutes, nights, tenths of a mile or 0 by ``unit``; ``rate`` pence for an hour, night or mile;
    ``member_id`` None is the co-op's own cost. ``note`` is a reason that is printed with it, ``was`` what it came to
    before somebody set it by hand, ``corrects_id`` the issued payslip that it puts right.
    """

    __tablename__ = "payslip_line"
    label = "payslip line"
    guard = "payroll.see"

    payslip_id: Mapped[int] = mapped_column(ForeignKey("payslip.id"), index=True)
    position: Mapped[int]
    kind: Mapped[Code]
    label_text: Mapped[Words]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    unit: Mapped[Code]
    quantity: Mapped[int]
    rate: Mapped[PenceCol]
    pence: Mapped[PenceCol]
    note: Mapped[Words]
    was: Mapped[int | None] = mapped_column(BigInteger, info={"kind": "pence"})
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("payslip.id"), index=True)


class PayslipChargeRow(Record):
    """Whose money pays a payslip: the employer's cost shared between members and the co-op, to the penny."""

    __tablename__ = "payslip_charge"
    label = "charge"
    guard = "payroll.see"

    payslip_id: Mapped[int] = mapped_column(ForeignKey("payslip.id"), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    minutes: Mapped[MinutesCol]
    pay: Mapped[PenceCol]
    on_costs: Mapped[PenceCol]
    expenses: Mapped[PenceCol]
    pence: Mapped[PenceCol]


class PayRunHoursRow(Record):
    """Hours that a supplementary run pays: they share the pay period's lock with those of its regular run."""

    __tablename__ = "pay_run_hours"
    label = "hours of a supplementary run"

    pay_run_id: Mapped[int] = mapped_column(ForeignKey("pay_run.id"), index=True)
    timesheet_line_id: Mapped[int] = mapped_column(ForeignKey("timesheet_line.id"), index=True)


class PayRunMarkRow(Record):
    """Something of a finished run left the house: it was ``filed`` with HMRC or ``paid`` at the bank, for one employer.
    From then on the run is not reopened."""

    __tablename__ = "pay_run_mark"
    label = "mark on a pay run"

    pay_run_id: Mapped[int] = mapped_column(ForeignKey("pay_run.id"), index=True)
    employer_id: Mapped[int | None] = mapped_column(ForeignKey("employer.id"))
    kind: Mapped[Code]
    at: Mapped[Moment]
    by: Mapped[Words]
    note: Mapped[Words]


class PayRunReliefRow(Record):
    """What a finished run made an employer's debt to HMRC smaller by (below zero: larger again), by ``kind``: the
    Employment Allowance that is not passed on to members, and what is recovered of statutory pay. Kept so that the next
    run posts only what is new."""

    __tablename__ = "pay_run_relief"
    label = "relief of an employer"
    guard = "payroll.see"

    pay_run_id: Mapped[int] = mapped_column(ForeignKey("pay_run.id"), index=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    kind: Mapped[Code]
    pence: Mapped[PenceCol]


class PayOverrideRow(Record):
    """An amount of one line of a draft payslip that was set by hand, and why. ``line_key`` finds the line again when
    the run is worked out anew."""

    __tablename__ = "pay_override"
    label = "amount set by hand"
    guard = "payroll.see"

    pay_run_id: Mapped[int] = mapped_column(ForeignKey("pay_run.id"), index=True)
    employment_id: Mapped[int] = mapped_column(ForeignKey("employment.id"))
    line_key: Mapped[Words]
    pence: Mapped[PenceCol]
    reason: Mapped[Words]
    by: Mapped[Words]


class NiLetterRow(Record):
    """A job's NI letter that was wrong on the payslips of a tax year paid ``since`` a day, and the right ``letter``. It
    waits until a run puts them right (``pay_run_id``)."""

    __tablename__ = "ni_letter_correction"
    label = "correction of an NI letter"
    guard = "payroll.see"

    employment_id: Mapped[int] = mapped_column(ForeignKey("employment.id"), index=True)
    tax_year: Mapped[Code]
    since: Mapped[date]
    letter: Mapped[Code]
    reason: Mapped[Words]
    by: Mapped[Words]
    made: Mapped[date]
    pay_run_id: Mapped[int | None] = mapped_column(ForeignKey("pay_run.id"), index=True)


class NiLapseRow(Record):
    """What of an employee's arrears of National Insurance, of one tax year, a finished run found that cannot be taken
    any more: from then on it is the employer's cost (below zero: no longer, a later correction made it undue)."""

    __tablename__ = "ni_lapse"
    label = "lapsed arrears of National Insurance"
    guard = "payroll.see"

    pay_run_id: Mapped[int] = mapped_column(ForeignKey("pay_run.id"), index=True)
    employment_id: Mapped[int] = mapped_column(ForeignKey("employment.id"), index=True)
    tax_year: Mapped[Code]
    pence: Mapped[PenceCol]


class PayCorrectionRow(Record):
    """A line that puts an issued payslip (``corrects_id``) right, worked out by the rules of that time. It waits until
    a run pays it (``pay_run_id``). Quantity, rate and pence as on a payslip line; negative takes back."""

    __tablename__ = "pay_correction"
    label = "correction of a payslip"
    guard = "payroll.see"

    employment_id: Mapped[int] = mapped_column(ForeignKey("employment.id"), index=True)
    corrects_id: Mapped[int] = mapped_column(ForeignKey("payslip.id"), index=True)
    pay_run_id: Mapped[int | None] = mapped_column(ForeignKey("pay_run.id"), index=True)
    kind: Mapped[Code]
    label_text: Mapped[Words]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    unit: Mapped[Code]
    quantity: Mapped[int]
    rate: Mapped[PenceCol]
    pence: Mapped[PenceCol]
    reason: Mapped[Words]
    by: Mapped[Words]
    made: Mapped[date]


def _same(before: Values[str, Any], after: Values[str, Any], *apart: str) -> bool:
    """Whether nothing but the state, the version and what is named differs."""
    return all(before[key] == after[key] for key in before if key not in ("state", "version", *apart))
