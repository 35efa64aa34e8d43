"""The answer to "Why?": the lines behind each figure of a payslip, in plain English with their sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from carecoop_desktop.platform.kernel.money import format_hours, format_money
from carecoop_desktop.platform.kernel.worked import Line
from carecoop_desktop.work.payroll.absence.rules.kept import absence_workings, rule_of
from carecoop_desktop.work.payroll.absence.rules.wage import wage_working
from carecoop_desktop.work.payroll.orders.rules import orders_working
from carecoop_desktop.work.payroll.rules.lines import PayLine
from carecoop_desktop.work.payroll.rules.slip import Slip

CONTRACT = "The contract's pay rates"
SHARING = "Each member pays for their own hours; on-costs follow pay"


def workings_of(slip: Slip, members: Mapping[int, str]) -> dict[str, tuple[Line, ...]]:
    """Every figure that a payslip explains, in reading order."""
    result = slip.result
    found = {
        "gross": tuple(_merged(line for line in slip.lines if line.taxed)),
        **absence_workings(slip.inputs),
        "minimum_wage": wage_working(slip.inputs, slip.lines, _sacrificed(slip)),
        "tax": result.tax.lines,
        "ee_ni": result.ee_ni.lines,
        "ee_pension": result.pension_ee.lines,
        "student_loans": (*result.loan.lines, *result.postgraduate.lines),
        "orders": orders_working(result.orders),
        "expenses": tuple(_merged(line for line in slip.lines if not line.taxed)),
        "net": result.net.lines,
        "er_ni": result.er_ni.lines,
        "er_pension": result.pension_er.lines,
        "employer_cost": _cost(slip),
        "charges": tuple(_charges(slip, members)),
    }
    return {figure: lines for figure, lines in found.items() if lines}


def _sacrificed(slip: Slip) -> int:
    """Pay given up for a pension: it was not paid, so it cannot count for the minimum wage."""
    return slip.result.pension_ee.pence if slip.inputs.get("pension") == "salary-sacrifice" else 0


def merged(lines: Iterable[PayLine]) -> list[PayLine]:
    """Lines of the same work at the same rate as one, whoever it was for; the whole is the sum of its parts."""
    found: dict[tuple[str, str, int, str, int | None], PayLine] = {}
    for line in lines:
        key = (line.label, line.unit, line.rate, line.note, line.corrects)
        known = found.get(key)
        found[key] = (
            line
            if known is None
            else replace(
                known, member_id=None, quantity=known.quantity + line.quantity, pence=known.pence + line.pence,
                was=None if known.was is None else known.was + (line.pence if line.was is None else line.was),
            )
        )
    return list(found.values())


def _merged(lines: Iterable[PayLine]) -> list[Line]:
    return [Line(line.label, line_text(line), line.pence, _rule(line)) for line in merged(lines)]


def line_text(line: PayLine) -> str:
    """How a line came about, with the reason where somebody set it by hand or it puts an earlier payslip right."""
    text = quantity_text(line)
    if line.was is not None:
        return f"{text or 'The amount'} came to {format_money(line.was)}; set by hand: {line.note}"
    return "; ".join(part for part in (text, line.note) if part)


def _rule(line: PayLine) -> str:
    if line.was is not None:
        return "Set by hand, with the reason"
    if line.corrects is not None:
        return "Correction of an earlier payslip, by the rules of its time"
    return rule_of(line.kind, CONTRACT)


def quantity_text(line: PayLine) -> str:
    """How a line came about: ``37.50 h × £13.50``, ``2 nights × £65.00``, ``48.0 miles × £0.45``."""
    if line.unit == "hours":
        return f"{format_hours(line.quantity)} h × {format_money(line.rate)}"
    if line.unit == "nights":
        return f"{line.quantity} night{'s' if line.quantity != 1 else ''} × {format_money(line.rate)}"
    if line.unit == "miles":
        return f"{line.quantity // 10}.{line.quantity % 10} miles × {format_money(line.rate)}"
    return ""


def _cost(slip: Slip) -> tuple[Line, ...]:
    rows = (
        ("Gross pay", slip.gross),
        ("Employer's National Insurance", slip.result.er_ni.pence),
        ("Employment Allowance passed on", -slip.ni_relief),
        ("Employer's pension contribution", slip.result.pension_er.pence),
        ("Money given back", slip.expenses),
    )
    lines = [Line(label, "", pence) for label, pence in rows if pence]
    return (*lines, Line("What this payslip costs", "", slip.employer_cost))


def _charges(slip: Slip, members: Mapping[int, str]) -> list[Line]:
    found = []
    for share in slip.shares:
        who = members.get(share.member_id, "") if share.member_id is not None else "The co-op"
        parts = [f"pay {format_money(share.pay)}"]
        parts += [f"on-costs {format_money(share.on_costs)}"] if share.on_costs else []
        parts += [f"money given back {format_money(share.expenses)}"] if share.expenses else []
        found.append(Line(who, " + ".join(parts), share.pence, SHARING))
    return found
