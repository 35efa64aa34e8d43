"""What payroll looks at before somebody is paid: what holds a payslip back, and what staff should know."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.statutory.minimum_wage import rate_for
from carecoop_desktop.statutory.tables import MinimumWage, StatePensionAge, TaxYear
from carecoop_desktop.work.payroll.absence.rules.wage import too_low, wage_check
from carecoop_desktop.work.payroll.rules import letters
from carecoop_desktop.work.payroll.rules.slip import Slip


class Person(letters.Person, Protocol):
    """What the checks need to know of a PA: what decides the letter, and where pay goes."""

    @property
    def bank(self) -> object: ...


def held_back(person: Person, begins: date, slip: Slip, wages: MinimumWage) -> str:
    """A sentence where the pay for hours worked is below the minimum wage; empty where it is not.

    The rate is that of the age on the first day of the pay period (``begins``). Of sleep-in nights only the time awake
    for work counts; holiday pay and money given back do not count as pay.
    """
    if person.born is None:
        return ""
    rate = rate_for(wages, person.born, begins)
    sacrificed = slip.result.pension_ee.pence if slip.inputs.get("pension") == "salary-sacrifice" else 0
    check = wage_check(wages, rate, slip.lines, slip.inputs.get("awake_minutes", 0), sacrificed)
    return too_low(check, rate, slip.lines)


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
    due = letters.letter_proposal(person, paid_on, year.table(StatePensionAge, paid_on))
    if due is None:
        return []
    return [
        f"NI letter {person.ni_letter} does not fit the date of birth {format_date(born)}: {due.why} "
        f"Letter {due.letter} is expected."
    ]
