"""A correction of an issued payslip: what it comes to by the rates and rules of the time it puts right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from carecoop_desktop.platform.kernel.errors import Issue
from carecoop_desktop.platform.kernel.money import divide_half_up, pay_for
from carecoop_desktop.work.payroll.rules.lines import HOURLY, LABELS, PayLine

BY_AMOUNT = {"adjustment": "Pay", "expenses": "Expenses"}
MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class Correction:
    """What was wrong. ``quantity`` is minutes, nights or tenths of a mile that were missing (negative: too many), or
    ``pence`` the amount where the kind is paid by amount."""

    kind: str
    member_id: int | None
    quantity: int = 0
    pence: int = 0
    reason: str = ""


def correction_issues(entry: Correction) -> list[Issue]:
    """What is wrong with a correction as entered."""
    found = []
    if entry.kind not in {**LABELS, **BY_AMOUNT}:
        found.append(Issue("kind", "Choose what was wrong.", ", ".join(LABELS.values())))
    elif entry.kind in BY_AMOUNT:
        if not entry.pence or abs(entry.pence) > MOST:
            found.append(Issue("pence", "How much too little, or with a minus too much?", "An amount such as 25.00."))
    elif not entry.quantity:
        found.append(Issue("quantity", "How much was missing, or with a minus too much?", "Hours, nights or miles."))
    if not entry.reason.strip():
        found.append(Issue("reason", "Say what was wrong; it is printed on the payslip.", "A sentence."))
    return found


def corrected_line(entry: Correction, rate: int, title: str) -> PayLine:
    """The line that puts it right; ``rate`` is that of the time and ``title`` the run it was paid in."""
    kind = entry.kind
    label = f"Correction of {title}: {(LABELS | BY_AMOUNT)[kind].lower()}"
    if kind in BY_AMOUNT:
        return PayLine(kind, label, entry.member_id, "pounds", 0, 0, entry.pence, entry.reason)
    unit, pence = _worth(kind, abs(entry.quantity), rate)
    signed = pence if entry.quantity > 0 else -pence
    return PayLine(kind, label, entry.member_id, unit, entry.quantity, rate, signed, entry.reason)


def _worth(kind: str, quantity: int, rate: int) -> tuple[str, int]:
    if kind in HOURLY:
        return "hours", int(pay_for(quantity, rate))
    if kind == "mileage":
        return "miles", divide_half_up(quantity * rate, 10)
    return "nights", quantity * rate


def holiday_on(line: PayLine, accrual: int, title: str) -> PayLine | None:
    """The rolled-up holiday pay that the corrected hours bring along, at the share of the time; None for no pay."""
    if not line.taxed or not line.pence:
        return None
    pence = divide_half_up(abs(line.pence) * accrual, 10_000)
    label = f"Correction of {title}: holiday pay at {accrual // 100}.{accrual % 100:02d}%"
    signed = pence if line.pence > 0 else -pence
    return PayLine("holiday", label, line.member_id, "pounds", 0, 0, signed, line.note) if signed else None


def rate_then(kind: str, member_id: int | None, lines: Sequence[PayLine]) -> int | None:
    """The rate that the payslip paid for such work, for the member if there were several; None if it paid none."""
    own = [line for line in lines if line.kind == kind and line.rate]
    fitting = [line for line in own if line.member_id == member_id] or own
    return fitting[0].rate if fitting else None
