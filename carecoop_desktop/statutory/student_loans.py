"""Student and postgraduate loan deductions from pay."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.kernel.worked import Line, Worked
from carecoop_desktop.statutory.figures import percent
from carecoop_desktop.statutory.tables.deductions import EarningsPeriod, StudentLoans

POSTGRADUATE = "postgrad"
_RULE = "Loan deduction on earnings for Class 1 National Insurance, whole pounds (SI 2009/470 reg. 44)"


def loan_due(table: StudentLoans, plan: str, period: EarningsPeriod, earnings: int, taken: int = 0) -> Worked:
    """The deduction for a plan (``1``, ``2``, ``4``, ``5`` or ``postgrad``), in pence but always whole pounds.

    ``earnings`` are all those of the earnings period, ``taken`` what earlier payments of it have already borne.
    """
    found = table.plans.get(plan)
    if found is None:
        raise Refusal(f"There is no loan plan “{plan}” in this tax year.", f"Use one of {', '.join(table.plans)}.")
    threshold = table.threshold(plan, period)
    due = (earnings - threshold) * found.rate // 1_000_000 * 100 if earnings > threshold else 0
    return Worked(due - taken, partial(_lines, table, plan, period, earnings, threshold, due, taken))


def _lines(
    table: StudentLoans, plan: str, period: EarningsPeriod, earnings: int, threshold: int, due: int, taken: int
) -> Iterator[Line]:
    source = table.origin.citation
    name = "Postgraduate loan" if plan == POSTGRADUATE else f"Student loan, plan {plan}"
    rate = table.plans[plan].rate
    yield Line(f"Earnings of the {period}", "Earnings that count for National Insurance", earnings, _RULE, source)
    text = f"{format_money(table.plans[plan].year)} a year, cut to the penny"
    yield Line(f"Threshold for a {period}", text, threshold, _RULE, source)
    over = max(earnings - threshold, 0)
    yield Line(f"{percent(rate)} of {format_money(over)}", "Pence are dropped", due, _RULE, source)
    if taken:
        yield Line("Already taken", "Earlier in the same earnings period", -taken, _RULE, source)
    yield Line(name, "For this payment", due - taken, _RULE, source)


def plan_to_take(table: StudentLoans, plans: tuple[str, ...]) -> str:
    """The one undergraduate plan to deduct for: the lowest threshold of several, the default of none known."""
    known = [plan for plan in plans if plan in table.plans and plan != POSTGRADUATE]
    return min(known, key=lambda plan: table.plans[plan].year) if known else table.default


def held_to(loan: int, postgraduate: int, room: int) -> tuple[int, int]:
    """Both deductions where only ``room`` pence may be taken (protected earnings): postgraduate first, whole pounds."""
    room = max(room, 0) // 100 * 100
    second = min(postgraduate, room)
    return min(loan, room - second), second
