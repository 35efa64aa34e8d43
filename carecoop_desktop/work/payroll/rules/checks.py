"""What payroll looks at before somebody is paid: what holds a payslip back, and what staff should know."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from carecoop_desktop.platform.kernel.dates import age_on, format_date
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.statutory.ni_letters import LetterFacts, letter_on
from carecoop_desktop.statutory.tables import MinimumWage, StatePensionAge, TaxYear
from carecoop_desktop.work.payroll.rules.lines import HOURLY
from carecoop_desktop.work.payroll.rules.slip import Slip


class Person(Protocol):
    """What the checks need to know of a PA."""

    @property
    def born(self) -> date | None: ...
    @property
    def ni_letter(self) -> str: ...
    @property
    def bank(self) -> object: ...


def held_back(person: Person, begins: date, slip: Slip, wages: MinimumWage) -> str:
    """A sentence where the pay for hours worked is below the minimum wage; empty where it is not.

    The rate is that of the age on the first day of the pay period (``begins``). Sleep-in nights count in neither pay
    nor time (only time awake for work would); holiday pay and money given back do not count as pay.
    """
    minutes = sum(line.quantity for line in slip.lines if line.kind in HOURLY)
    pay = sum(line.pence for line in slip.lines if line.kind in HOURLY)
    if not minutes or person.born is None:
        return ""
    age = age_on(person.born, begins)
    least = next((rate.hourly for rate in wages.rates if age >= rate.from_age), 0)
    average = pay * 60 // minutes
    if average >= least:
        return ""
    return (
        f"Under the minimum wage: {format_money(average)} an hour on average, and {format_money(least)} is the "
        f"least at this age."
    )


def findings(person: Person, paid_on: date, slip: Slip, year: TaxYear) -> list[str]:
    """What staff should know before finishing; none of it stops the payslip."""
    found = []
    if person.bank is None:
        found.append("No bank details are recorded: this PA is not in the payments file.")
    if person.born is None:
        found.append("No date of birth is recorded, so the minimum wage and the NI letter cannot be checked.")
    else:
        found += _letter(person, person.born, paid_on, year)
    if slip.result.tax.pence < 0:
        found.append(f"A tax refund of {format_money(-slip.result.tax.pence)} is paid with this payslip.")
    if slip.result.net.pence < 0:
        found.append("Deductions are larger than the pay.")
    return found


def _letter(person: Person, born: date, paid_on: date, year: TaxYear) -> list[str]:
    try:
        choice = letter_on(LetterFacts(born), paid_on, year.table(StatePensionAge, paid_on))
    except Refusal:
        return []
    wrong = choice.letter in ("C", "X", "M") and person.ni_letter not in _FITTING[choice.letter]
    outgrown = choice.letter == "A" and person.ni_letter in ("M", "Z", "C", "X")
    if not (wrong or outgrown):
        return []
    return [
        f"NI letter {person.ni_letter} does not fit the date of birth {format_date(born)}: {choice.why} "
        f"Letter {choice.letter} is expected."
    ]


_FITTING = {"C": ("C", "S", "K"), "X": ("X",), "M": ("M", "Z", "H", "F", "N", "V")}
