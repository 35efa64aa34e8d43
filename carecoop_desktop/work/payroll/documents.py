"""What payroll prints and writes: the payslip with its working, and the payments file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.money import format_hours, format_money, plain_money
from carecoop_desktop.platform.kernel.worked import Line
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.paper.blocks import (
    Block,
    Heading,
    Keep,
    Note,
    PageBreak,
    Pair,
    Pairs,
    Paragraph,
    Tile,
    Tiles,
    Title,
)
from carecoop_desktop.platform.paper.document import Document
from carecoop_desktop.platform.paper.many import Order
from carecoop_desktop.platform.paper.naming import file_name
from carecoop_desktop.platform.paper.page import A4, LARGE_PRINT
from carecoop_desktop.platform.paper.tables import Column, Kind, Row, Table, figures
from carecoop_desktop.platform.paper.type import SMALL, Tone
from carecoop_desktop.work.payroll.absence.payslip import leave_pairs
from carecoop_desktop.work.payroll.absence.rules.kept import FIGURE_TITLES
from carecoop_desktop.work.payroll.orders.veil import order_rows
from carecoop_desktop.work.payroll.queries import PayslipView, payments
from carecoop_desktop.work.payroll.rules.lines import PayLine
from carecoop_desktop.work.payroll.rules.working import merged

WHY = {
    "gross": "Why is my pay this much?",
    **FIGURE_TITLES,
    "tax": "Why this income tax?",
    "ee_ni": "Why this National Insurance?",
    "ee_pension": "Why this pension contribution?",
    "student_loans": "Why this loan deduction?",
    "orders": "Why these deductions by order?",
    "expenses": "What was given back to me?",
    "net": "From pay to what reaches the bank",
}
COST = {
    "er_ni": "Employer's National Insurance",
    "er_pension": "Employer's pension contribution",
    "employer_cost": "What it costs",
}
"""The employer's side. Whose money pays it is left to the screen: members' accounts are no PA's business."""

DEDUCTIONS = (
    ("tax", "Income tax (PAYE)"),
    ("ee_ni", "National Insurance"),
    ("ee_pension", "Pension"),
    ("student_loans", "Student loan"),
)


def payslip_document(view: PayslipView, *, large_print: bool = False) -> Document:
    """The payslip: what the law asks on the first page, every figure's working on the second."""
    run = view.run
    front: list[Block] = [
        Title(view.name, f"Payslip · {run.title} · paid {format_date(run.pay_date)}"),
        Pairs(
            (
                Pair("Payroll number", view.number),
                Pair("NI number", view.ni_number or "not recorded"),
                Pair(
                    "Tax code",
                    view.tax_code
                    + (
                        " M1"
                        if view.non_cumulative and run.frequency == "monthly"
                        else " W1"
                        if view.non_cumulative
                        else ""
                    ),
                ),
                Pair("NI letter", view.ni_letter),
                Pair("Pay period", f"{format_date(run.first)} to {format_date(run.last)}"),
                Pair("Paid into", f"account ending {view.bank_end}" if view.bank_end else "no bank details recorded"),
                *_job_pairs(view),
                *leave_pairs(view.inputs),
            ),
            2,
        ),
        Keep((Heading("Pay"), _pay_table(view))),
        Keep((Heading("Deductions"), _deductions(view))),
        Tiles(
            (
                Tile("Pay and money given back", format_money(view.figures["gross"] + view.figures["expenses"])),
                Tile("Deductions", format_money(_deducted(view))),
                Tile(
                    "Net pay", format_money(view.figures["net"]), f"{format_hours(view.figures['minutes'])} hours paid"
                ),
            )
        ),
        *_settling(view),
        Keep((Heading("This tax year so far"), _to_date(view))),
    ]
    if view.state == "withdrawn":
        front.insert(1, Note("This payslip was withdrawn; another was issued in its place.", "Withdrawn", Tone.WARN))
    if view.allowed:
        front.append(
            Note(f"Let through although a check held it back. Reason: {view.allowed}", "Checked by an owner", Tone.WARN)
        )
    return Document(
        f"Payslip {view.name} {run.title}",
        (*front, *_back(view)),
        office=view.office,
        heading=f"Payslip · {view.name}",
        footer=f"{view.office} · {run.title}",
        page=LARGE_PRINT if large_print else A4,
        practice=view.practice,
    )


def _pay_table(view: PayslipView) -> Table:
    body = [Row((_label(line), _quantity(line), _rate(line), format_money(line.pence))) for line in merged(view.lines)]
    total = view.figures["gross"] + view.figures["expenses"]
    if view.figures["expenses"]:  # the law asks for the gross amount of wages, which money given back is none of
        body.append(Row(("Gross pay", "", "", format_money(view.figures["gross"]))))
    body.append(
        Row(
            (
                "Total pay and money given back" if view.figures["expenses"] else "Gross pay",
                "",
                "",
                format_money(total),
            ),
            Kind.TOTAL,
        )
    )
    return Table(
        (Column("What for", 5), figures("Hours, nights, miles"), figures("Rate"), figures("Amount")), tuple(body)
    )


def _label(line: PayLine) -> str:
    """What a line is for, with the reason where it was set by hand or puts an earlier payslip right."""
    if line.was is not None:
        return f"{line.label}. Set by hand, worked out as {format_money(line.was)}: {line.note}"
    return f"{line.label}: {line.note}" if line.note else line.label


def _job_pairs(view: PayslipView) -> tuple[Pair, ...]:
    found = []
    if view.employer and view.employer != view.office:
        found.append(Pair("Employer", view.employer))
    if view.leaving is not None:
        found.append(Pair("Last day of employment", format_date(view.leaving)))
    return tuple(found)


def _settling(view: PayslipView) -> list[Block]:
    """What earlier payslips took beyond the pay, and what that leaves for the bank."""
    net = format_money(view.figures["net"])
    if correction := view.inputs.get("ni_correction"):
        return _arrears(view, correction)
    if view.brought:
        owed, paid = format_money(-view.brought), format_money(view.to_pay)
        return [Note(f"Earlier payslips came to {owed} less than nothing. Of {net}, {paid} is paid.", "Settled now")]
    if view.figures["net"] < 0:
        return [Note("Nothing is paid. What is less than nothing is settled with the next payslip.", "To be settled")]
    return []


def _arrears(view: PayslipView, correction: Mapping[str, Any]) -> list[Block]:
    """What National Insurance of earlier payslips is put right, and what of it the PA bears with this one."""
    said = []
    if correction["moved"]:
        first = correction["moved"][0]
        why = f"Earlier payslips had NI letter {first['from']} where {first['to']} was right."
        difference = correction["employee"]
        way = "too little" if difference > 0 else "too much"
        said.append(f"{why} {format_money(abs(difference))} {way} was taken from you." if difference else why)
    if correction["taken"] > 0:
        said.append(f"{format_money(correction['taken'])} of it is taken with this payslip.")
    if correction["left"] and correction.get("ended"):
        said.append(f"{format_money(correction['left'])} is not taken from you any more: your employer bears it.")
    elif correction["left"]:
        said.append(f"{format_money(correction['left'])} is left for later ones.")
    owed = view.brought - correction["advanced"]
    if owed:
        said.append(f"Earlier payslips came to {format_money(-owed)} less than nothing.")
    return [Note(f"{' '.join(said)} {format_money(view.to_pay)} is paid.", "National Insurance put right")]


def _quantity(line: PayLine) -> str:
    return {
        "hours": format_hours(line.quantity),
        "nights": str(line.quantity),
        "miles": f"{line.quantity // 10}.{line.quantity % 10}",
    }.get(line.unit, "")


def _rate(line: PayLine) -> str:
    return format_money(line.rate) if line.unit != "pounds" else ""


def _deductions(view: PayslipView) -> Table:
    rows = [
        Row((label, format_money(view.figures[name])))
        for name, label in DEDUCTIONS
        if view.figures[name] or name in ("tax", "ee_ni")
    ]
    rows += [Row((label, format_money(pence))) for label, pence in order_rows(view)]
    total = _deducted(view)
    return Table(
        (Column("Deduction", 5), figures("Amount")), (*rows, Row(("Total deductions", format_money(total)), Kind.TOTAL))
    )


def _deducted(view: PayslipView) -> int:
    named = sum(view.figures[name] for name, _ in DEDUCTIONS)
    return named + view.figures["orders"] + view.figures["order_fees"]


def _to_date(view: PayslipView) -> Pairs:
    named = (("Taxable pay", "taxable_to_date"), ("Income tax", "tax_to_date"), ("National Insurance", "ni_to_date"))
    return Pairs(tuple(Pair(label, format_money(view.figures[name])) for label, name in named), 3)


def _back(view: PayslipView) -> list[Block]:
    if not view.workings:
        return []
    blocks: list[Block] = [PageBreak(), Title("How each figure was worked out", view.name)]
    for name, title in WHY.items():
        blocks += _working(title, view.workings.get(name, ()))
    blocks += [Heading("What the employer pays besides")]
    for name, title in COST.items():
        blocks += _working(title, view.workings.get(name, ()), 2)
    return blocks


def _working(title: str, lines: Sequence[Line], level: int = 1) -> list[Block]:
    if not lines:
        return []
    rows = tuple(Row((line.label, line.text, "" if line.pence is None else format_money(line.pence))) for line in lines)
    sources = list(dict.fromkeys(line.source or line.rule for line in lines if line.source or line.rule))
    table = Table((Column("Step", 3), Column("Working", 5), figures("Amount")), rows)
    blocks: list[Block] = [Keep((Heading(title, level), table))]
    if sources:
        blocks.append(Paragraph("Rule: " + "; ".join(sources) + ".", SMALL))
    return blocks


def payslip_orders(views: Iterable[PayslipView], folder: Path) -> list[Order[PayslipView]]:
    """The papers of a run: a file for each payslip that is not held back, named by payroll number and name."""
    paid = (view for view in views if view.state != "problem")
    return [Order(view, folder / f"{file_name(view.number, view.name)}.pdf") for view in paid]


def payments_rows(reader: Reader, run_id: int) -> list[tuple[str, ...]]:
    """The payments file: a heading row, then one row for each PA with money to come and bank details."""
    rows = payments(reader, run_id)
    return [
        ("Name", "Sort code", "Account number", "Amount", "Reference"),
        *(
            (name[:18], sort_code, account, plain_money(pence), reference)
            for name, sort_code, account, pence, reference in rows
        ),
    ]
