"""The tables of one pay run: from gross to net, and hours by member."""

from __future__ import annotations

from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.papers.report import CODE, HOURS, MONEY, Field, Report
from carecoop_desktop.work.payroll.permissions import SEE_PAY
from carecoop_desktop.work.payroll.queries import PayslipView, payslips, run_view
from carecoop_desktop.work.payroll.queries.reading import OFFICE_NAME
from carecoop_desktop.work.payroll.queries.views import RunView

_DRAFT = "This run is a draft: its figures may still change."
_GROSS_TO_NET = (
    Field("Number", CODE, short="No."),
    Field("PA"),
    Field("Hours", HOURS, True),
    Field("Gross pay", MONEY, True, "Gross"),
    Field("Money given back", MONEY, True, "Expenses"),
    Field("Income tax", MONEY, True, "Tax"),
    Field("Employee's National Insurance", MONEY, True, "NI"),
    Field("Employee's pension", MONEY, True, "Pension"),
    Field("Student and postgraduate loans", MONEY, True, "Loans"),
    Field("Other deductions", MONEY, True, "Other"),
    Field("Net pay", MONEY, True, "Net"),
    Field("Employer's National Insurance", MONEY, True, "Their NI"),
    Field("Employer's pension", MONEY, True, "Their pension"),
    Field("What it costs", MONEY, True, "Cost"),
)
_NAMED = ("minutes", "gross", "expenses", "tax", "ee_ni", "ee_pension", "student_loans")
_HOURS = (
    Field("Member"),
    Field("PA"),
    Field("Hours", HOURS, True),
    Field("Charged", MONEY, True),
)


def gross_to_net(reader: Reader, run_id: int) -> Report:
    """Every payslip of a run on one line, those that are held back left out."""
    reader.require(SEE_PAY)
    run, slips = run_view(reader, run_id), payslips(reader, run_id)
    held = sum(view.state == "problem" for view in slips)
    notes = [_DRAFT] if run.state == "draft" else []
    notes += [f"{held} held back and not in this table."] if held else []
    rows = tuple(_slip_row(view) for view in slips if view.state != "problem")
    return _report(reader, run, ("Gross to net", "Gross to net"), _GROSS_TO_NET, rows, tuple(notes))


def _slip_row(view: PayslipView) -> tuple[str | int, ...]:
    own = view.figures
    other = own["orders"] + own["order_fees"]
    costs = (own["net"], own["er_ni"], own["er_pension"], own["employer_cost"])
    return (view.number, view.name, *(own[name] for name in _NAMED), other, *costs)


def hours_by_member(reader: Reader, run_id: int) -> Report:
    """Whose hours a run paid, by member and PA, and what is charged for them."""
    reader.require(SEE_PAY)
    run = run_view(reader, run_id)
    rows = sorted(
        (charge.member, view.name, charge.minutes, charge.pence)
        for view in payslips(reader, run_id)
        if view.state != "problem"
        for charge in view.charges
    )
    notes = (_DRAFT,) if run.state == "draft" else ()
    return _report(reader, run, ("Hours by member", "Hours by member"), _HOURS, tuple(rows), notes)


def _report(
    reader: Reader, run: RunView, names: tuple[str, str], fields: tuple[Field, ...],
    rows: tuple[tuple[str | int, ...], ...], notes: tuple[str, ...],
) -> Report:  # fmt: skip
    context = f"{run.title} · paid {format_date(run.pay_date)}"
    return Report(*names, context, str(reader.setting(OFFICE_NAME, "")), reader.practice, fields, rows, notes)
