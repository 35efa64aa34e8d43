"""A National Insurance letter that was wrong on earlier payslips: what the right one comes to, and what of it may still
be taken from the employee.

Too little: the employer owes HMRC all of it at once, and may take the employee's share from later pay only within the
limits of the Social Security (Contributions) Regulations 2001, Schedule 4 paragraph 7 (HMRC's CWG2 tells the same): in
the tax year of the mistake and the next, and from each payment no more again than the contributions due on it. Too much
is given back with the next payment. Known from these texts, not compared with them on the web: ``CHECKED`` says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.kernel.worked import Line, Worked
from carecoop_desktop.statutory.national_insurance import Earlier, ni_due
from carecoop_desktop.statutory.pay import PayResult
from carecoop_desktop.statutory.periods import pay_period
from carecoop_desktop.statutory.tables import NationalInsurance

RULE = "Social Security (Contributions) Regulations 2001 Sch. 4 para. 7"
CHECKED = "unchecked"
NAMES = ("earnings", "at_lel", "lel_to_pt", "pt_to_uel", "employer", "employee")
Amounts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Stood:
    """National Insurance of an issued payslip as it was reported last: ``amounts`` by ``NAMES``, in pence."""

    payslip_id: int
    paid_on: date
    frequency: str
    number: int
    letter: str
    amounts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Moved:
    """A payslip's National Insurance moved from one letter to another."""

    stood: Stood
    letter: str
    amounts: Mapping[str, int]

    @property
    def employee(self) -> int:
        """What the employee should have paid more (below zero: less)."""
        return self.amounts["employee"] - self.stood.amounts["employee"]

    @property
    def employer(self) -> int:
        """The same of the employer."""
        return self.amounts["employer"] - self.stood.amounts["employer"]

    def kept(self) -> dict[str, Any]:
        """As plain values of the payslip that puts it right."""
        return {
            "payslip": self.stood.payslip_id,
            "paid_on": self.stood.paid_on.isoformat(),
            "from": self.stood.letter,
            "to": self.letter,
            "was": [self.stood.amounts[name] for name in NAMES],
            "now": [self.amounts[name] for name in NAMES],
        }


def moved(stood: Sequence[Stood], letter: str, since: date, table: Callable[[date], NationalInsurance]) -> list[Moved]:
    """What changes where the letter should have been this one on every payday from a day on.

    Payments of one earnings period count together, as they did when they were made.
    """
    before: dict[tuple[str, int], Earlier] = {}
    found = []
    for one in sorted(stood, key=lambda each: (each.paid_on, each.payslip_id)):
        key = (one.frequency, one.number)
        earlier = before.get(key, Earlier())
        now = one.amounts
        if one.paid_on >= since:
            now = _due(table(one.paid_on), letter, one, earlier)
            if one.letter != letter:
                found.append(Moved(one, letter, now))
        before[key] = Earlier(
            earlier.earnings + now["earnings"], earlier.employee + now["employee"], earlier.employer + now["employer"]
        )
    return found


def _due(table: NationalInsurance, letter: str, one: Stood, earlier: Earlier) -> Amounts:
    earnings = one.amounts["earnings"]
    due = ni_due(table, letter, pay_period(one.frequency).earnings, earnings, earlier)
    bands = {"at_lel": due.at_lel, "lel_to_pt": due.lel_to_pt, "pt_to_uel": due.pt_to_uel}
    return {"earnings": earnings, **bands, "employer": due.employer.pence, "employee": due.employee.pence}


def told(changes: Sequence[Moved]) -> str:
    """What a correction does, in sentences, before it is done."""
    employee, employer = sum(one.employee for one in changes), sum(one.employer for one in changes)
    first, last = changes[0].stood, changes[-1].stood
    letters = " and ".join(sorted({one.stood.letter for one in changes}))
    earnings = sum(one.amounts["earnings"] for one in changes)
    many = f"{len(changes)} payslip{'s' if len(changes) != 1 else ''}"
    moves = (
        f"{many} paid from {format_date(first.paid_on)} to {format_date(last.paid_on)}: {format_money(earnings)} of "
        f"earnings move from letter {letters} to {changes[0].letter} in the figures to date of the next FPS."
    )
    return f"{moves} {_share(employee)} {_employers(employer)}"


def _share(pence: int) -> str:
    if pence < 0:
        return f"{format_money(-pence)} is given back to the employee with the next payslip."
    if not pence:
        return "The employee's contributions stay as they are."
    return (
        f"The employee paid {format_money(pence)} too little: HMRC is owed it at once. From each later payment no more "
        "is taken than the contributions due on it, this tax year and the next; what is left then the employer bears."
    )


def _employers(pence: int) -> str:
    if not pence:
        return "The employer's contributions stay as they are."
    way = "owes HMRC" if pence > 0 else "is owed by HMRC"
    return f"The employer {way} {format_money(abs(pence))}."


Lapsed = Mapping[tuple[str, str], int]
"""Arrears that runs of a tax year found lapsed, by that year and the year that they arose in."""


def still_open(years: Iterable[tuple[str, int, int]], lapsed: Lapsed | None = None) -> dict[str, int]:
    """What of the arrears of each tax year was neither taken nor lapsed. Below zero: lapsed, but not due after all.

    ``years`` are, oldest first, the tax year of payslips, the arrears that arose and what was taken of any.
    """
    sums = {year: (arose, taken) for year, arose, taken in years}
    gone = lapsed or {}
    open_: dict[str, int] = {}
    for year in sorted({*sums, *(run for run, _ in gone)}):
        arose, taken = sums.get(year, (0, 0))
        if arose > 0:
            open_[year] = arose
        else:
            taken -= arose
        for one in sorted(open_):
            part = min(max(open_[one], 0), max(taken, 0)) if may_take(one, year) else 0
            open_[one] -= part
            taken -= part
        for (run, one), pence in gone.items():
            if run == year:
                open_[one] = open_.get(one, 0) - pence
    return {year: pence for year, pence in open_.items() if pence}


def may_take(arose: str, tax_year: str) -> bool:
    """Whether arrears of a tax year may be taken from pay of another: of the year itself and the one after."""
    return int(arose[:4]) >= int(tax_year[:4]) - 1


def outstanding(years: Iterable[tuple[str, int, int]], tax_year: str, lapsed: Lapsed | None = None) -> int:
    """What of arrears may still be taken in a tax year."""
    return sum(max(pence, 0) for year, pence in still_open(years, lapsed).items() if may_take(year, tax_year))


def lapsing(open_: Mapping[str, int], tax_year: str, last: bool) -> dict[str, int]:
    """What of open arrears the employer bears from now on, by the year that they arose in: what is too old for a tax
    year, all of it with a job's ``last`` payslip. Below zero: no longer."""
    return {year: pence for year, pence in open_.items() if last or pence < 0 or not may_take(year, tax_year)}


def told_of(changes: Sequence[Moved], taken: int, left: int, last: bool) -> list[str]:
    """What a draft payslip tells the office of it, a sentence each."""
    found = [told(changes)] if changes else []
    if taken > 0:
        found.append(f"{format_money(taken)} of National Insurance that was not taken before is taken now.")
    if left and last:
        found.append(f"{format_money(left)} of it cannot be taken from later pay any more: the employer bears it.")
    elif left:
        found.append(f"{format_money(left)} of it is left for later payslips.")
    return found


@dataclass(frozen=True, slots=True)
class Settled:
    """How a payslip settles arrears: ``arrears`` arise with it (below zero: too much was paid), ``taken`` is what the
    employee bears of them now, besides the contributions of this payment."""

    arrears: int
    taken: int

    @property
    def advanced(self) -> int:
        """What the employer pays for the employee for now; below zero: takes back."""
        return self.arrears - self.taken


def settled(arrears: int, before: int, due_now: int, borne: int = 0) -> Settled:
    """Settle new arrears and those of ``before`` with a payment on which ``due_now`` of contributions are due. Of what
    is given back, what the employer has ``borne`` for good is the employer's."""
    owed = before + arrears
    if owed < 0:
        owed = min(owed + borne, 0)
    return Settled(arrears, owed if owed <= 0 else min(owed, max(due_now, 0)))


def put_right(result: PayResult, correction: Mapping[str, Any]) -> None:
    """Add to a payslip's result the contributions of earlier ones that it puts right, with their lines."""
    employee, employer = int(correction["employee"]), int(correction["employer"])
    if correction["moved"]:
        result.ee_ni = _with(result.ee_ni, [*_lines(correction["moved"], "employee")], employee)
        result.er_ni = _with(result.er_ni, [*_lines(correction["moved"], "employer")], employer)
        text = "Worked out again by the right letter"
        line = Line("National Insurance of earlier payslips", text, -employee, RULE)
        result.net = _with(result.net, [line], -employee)


def _with(figure: Worked, more: list[Line], pence: int) -> Worked:
    """A figure with lines before its last, which tells the whole."""
    whole = figure.pence + pence

    def lines() -> list[Line]:
        first, last = figure.lines[:-1], figure.lines[-1] if figure.lines else Line("National Insurance", "", 0)
        return [*first, *more, Line(last.label, last.text, whole, last.rule, last.source)]

    return Worked(whole, lines)


def _lines(changes: Iterable[Mapping[str, Any]], share: str) -> Iterable[Line]:
    place = NAMES.index(share)
    for one in changes:
        was, now = one["was"][place], one["now"][place]
        paid = format_date(date.fromisoformat(one["paid_on"]))
        text = f"{format_money(now)} by letter {one['to']} instead of {format_money(was)} by letter {one['from']}"
        yield Line(f"Paid on {paid}", text, now - was, RULE)
