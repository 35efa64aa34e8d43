"""The list of payslips of a run, read page by page from the database."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from carecoop_desktop.people.assistants.tables import AssistantRow
from carecoop_desktop.platform.database.lists.definition import ListColumn, ListFilter, RecordList
from carecoop_desktop.platform.database.lists.shape import Kind, Sort, StateWord, Tone
from carecoop_desktop.work.payroll.employers.tables import EmployerRow
from carecoop_desktop.work.payroll.tables import PayslipRow

STATES = {
    "ready": StateWord("Ready", Tone.MET),
    "problem": StateWord("Held back", Tone.BAD),
    "issued": StateWord("Paid", Tone.QUIET),
    "withdrawn": StateWord("Withdrawn", Tone.WARN),
}

PAYSLIPS = RecordList(
    name="payroll.payslips",
    label="Payslips of this pay run",
    base=lambda: select(PayslipRow.id).join(AssistantRow, AssistantRow.id == PayslipRow.assistant_id),
    id=PayslipRow.id,
    columns=(
        ListColumn("pa", "PA", AssistantRow.name, sort_expr=AssistantRow.name_key, width=14),
        ListColumn("code", "Tax code", PayslipRow.tax_code, width=7),
        ListColumn("letter", "NI", PayslipRow.ni_letter, width=2, spare=True),
        ListColumn("hours", "Hours", PayslipRow.minutes, Kind.HOURS, width=6),
        ListColumn("gross", "Gross", PayslipRow.gross, Kind.MONEY, width=8),
        ListColumn("tax", "Tax", PayslipRow.tax, Kind.MONEY, width=7),
        ListColumn("ee_ni", "NI (ee)", PayslipRow.ee_ni, Kind.MONEY, width=7),
        ListColumn("pension", "Pension", PayslipRow.ee_pension, Kind.MONEY, width=7),
        ListColumn("loans", "Loans", PayslipRow.student_loans, Kind.MONEY, width=9, hidden=True),
        ListColumn("net", "Net pay", PayslipRow.net, Kind.MONEY, width=8),
        ListColumn("cost", "Cost", PayslipRow.employer_cost, Kind.MONEY, width=10, hidden=True),
        ListColumn("state", "State", PayslipRow.state, Kind.STATE, states=STATES, width=9),
    ),
    default_sort=(Sort("pa"),),
    filters=(
        ListFilter("held", "Held back", lambda: PayslipRow.state == "problem"),
        ListFilter("run", "Pay run", lambda value: PayslipRow.pay_run_id == value, takes_value=True),
    ),
    search=(AssistantRow.name_key,),
)

JOB_PAYSLIPS = replace(
    PAYSLIPS,
    name="payroll.job_payslips",
    base=lambda: (
        select(PayslipRow.id)
        .join(AssistantRow, AssistantRow.id == PayslipRow.assistant_id)
        .outerjoin(EmployerRow, EmployerRow.id == PayslipRow.employer_id)
    ),
    columns=(
        PAYSLIPS.columns[0],
        ListColumn("employer", "Employer", EmployerRow.name, width=12),
        *PAYSLIPS.columns[1:],
    ),
    default_sort=(Sort("pa"), Sort("employer")),
)
"""The same with the employer, for runs in which several pay."""
