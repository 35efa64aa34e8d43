"""From locked hours to the lines of a payslip: hours by rate, nights, miles, expenses and rolled-up holiday."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.money import divide_half_up, pay_for, share_out

LABELS = {
    "standard": "Standard hours",
    "waking-night": "Waking nights",
    "sleep-in": "Sleep-in nights",
    "travel": "Travel between visits",
    "training": "Training",
    "mileage": "Mileage",
    "expenses": "Expenses",
}
HOURLY = ("standard", "waking-night", "travel", "training")
UNTAXED = ("mileage", "expenses")
RateOf = Callable[[str, date], int | None]


class Piece(Protocol):
    """A locked timesheet line."""

    @property
    def member_id(self) -> int | None: ...
    @property
    def day(self) -> date: ...
    @property
    def kind(self) -> str: ...
    @property
    def minutes(self) -> int: ...
    @property
    def nights(self) -> int: ...
    @property
    def miles(self) -> int: ...
    @property
    def expenses(self) -> int: ...


@dataclass(frozen=True, slots=True)
class PayLine:
    """One line of pay for one member (None: the co-op's own cost). ``quantity`` is minutes, nights or tenths of a mile
    by ``unit`` (hours, nights, miles, pounds); ``rate`` pence for one hour, night or mile; ``pence`` the amount.
    ``note`` is printed with it: why somebody set it by hand (it came to ``was`` before), or why it puts the issued
    payslip ``corrects`` right."""

    kind: str
    label: str
    member_id: int | None
    unit: str
    quantity: int
    rate: int
    pence: int
    note: str = ""
    was: int | None = None
    corrects: int | None = None

    @property
    def key(self) -> str:
        """What finds this line again when the payslip is worked out anew."""
        return f"{self.kind}|{self.member_id or ''}|{self.rate}|{self.label}|{self.corrects or ''}"

    @property
    def taxed(self) -> bool:
        """Whether it is pay, rather than money given back."""
        return self.kind not in UNTAXED


def pay_lines(pieces: Iterable[Piece], rate_of: RateOf) -> tuple[list[PayLine], list[str]]:
    """Lines summed by kind, rate and member, and a sentence for each piece of work without a rate."""
    sums: dict[tuple[str, int, int | None], int] = {}
    missing: list[str] = []
    for piece in pieces:
        for kind, quantity in _amounts(piece):
            rate = 1 if kind == "expenses" else rate_of(kind, piece.day)
            if rate is None:
                missing.append(f"There is no pay rate for {LABELS[kind].lower()} on {format_date(piece.day)}.")
                continue
            key = (kind, rate, piece.member_id)
            sums[key] = sums.get(key, 0) + quantity
    ordered = sorted(sums.items(), key=lambda item: (list(LABELS).index(item[0][0]), -item[0][1], item[0][2] or 0))
    return [_line(kind, rate, member, quantity) for (kind, rate, member), quantity in ordered], missing


def _amounts(piece: Piece) -> list[tuple[str, int]]:
    """What one timesheet line pays for, by kind."""
    found = [(piece.kind, piece.minutes)] if piece.kind in HOURLY and piece.minutes else []
    if piece.nights:
        found.append(("sleep-in", piece.nights))
    if piece.miles:
        found.append(("mileage", piece.miles))
    if piece.expenses:
        found.append(("expenses", piece.expenses))
    return found


def _line(kind: str, rate: int, member: int | None, quantity: int) -> PayLine:
    label = LABELS[kind]
    if kind in HOURLY:
        return PayLine(kind, label, member, "hours", quantity, rate, pay_for(quantity, rate))
    if kind == "sleep-in":
        return PayLine(kind, label, member, "nights", quantity, rate, quantity * rate)
    if kind == "mileage":
        return PayLine(kind, label, member, "miles", quantity, rate, divide_half_up(quantity * rate, 10))
    return PayLine(kind, label, member, "pounds", 0, 0, quantity)


def holiday_lines(lines: Sequence[PayLine], accrual: int) -> list[PayLine]:
    """Rolled-up holiday pay on all pay for work done, shared between those whose work it was.

    ``accrual`` is in hundredths of a percent (1207). One amount to the nearest penny, then shared to the penny.
    """
    by_member: dict[int | None, int] = {}
    for line in lines:
        if line.taxed:
            by_member[line.member_id] = by_member.get(line.member_id, 0) + line.pence
    total = divide_half_up(sum(by_member.values()) * accrual, 10_000)
    if not total:
        return []
    label = f"Holiday pay, rolled up at {accrual // 100}.{accrual % 100:02d}%"
    shares = share_out(total, list(by_member.values()))
    return [
        PayLine("holiday", label, member, "pounds", 0, 0, share)
        for member, share in zip(by_member, shares, strict=True)
        if share
    ]
