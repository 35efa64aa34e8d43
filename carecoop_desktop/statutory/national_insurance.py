"""Class 1 National Insurance by the exact percentage method, for employees and directors."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.kernel.worked import Line, Worked
from carecoop_desktop.statutory.figures import percent
from carecoop_desktop.statutory.tables.deductions import (
    WEEKS,
    EarningsPeriod,
    EmploymentAllowance,
    NationalInsurance,
    PeriodLetter,
    share_of_year,
)

_RULE = "Exact percentage method; half a penny or less is dropped (SSCR 2001 reg. 12)"


class Earlier(NamedTuple):
    """What was paid before in the same earnings period (a director: in the same tax year), loans taken included."""

    earnings: int = 0
    employee: int = 0
    employer: int = 0
    loan: int = 0
    postgraduate: int = 0


NOTHING_EARLIER = Earlier()


class NationalInsuranceDue:
    """National Insurance of one payment, and the earnings between the limits as the FPS reports them."""

    __slots__ = ("at_lel", "earnings", "employee", "employer", "lel_to_pt", "letter", "pt_to_uel")

    def __init__(self, case: _Case) -> None:
        _, self.letter, figures, _, self.earnings, earlier = case
        total = self.earnings + earlier.earnings
        employee, employer = contributions(figures, total)
        self.at_lel, self.lel_to_pt, self.pt_to_uel = limits(figures, total)
        if earlier is not NOTHING_EARLIER:
            employee -= earlier.employee
            employer -= earlier.employer
            self._take_off(limits(figures, earlier.earnings))
        self.employee = Worked(employee, case.employee_lines)
        self.employer = Worked(employer, case.employer_lines)

    def _take_off(self, before: tuple[int, int, int]) -> None:
        self.at_lel -= before[0]
        self.lel_to_pt -= before[1]
        self.pt_to_uel -= before[2]


class _Case(NamedTuple):
    """What both workings are told again from. It stands apart from the result, so that no circle keeps either alive."""

    table: NationalInsurance
    letter: str
    figures: PeriodLetter
    span: EarningsPeriod | str
    earnings: int
    earlier: Earlier

    def _opening(self) -> Line:
        total = self.earnings + self.earlier.earnings
        text = f"Letter {self.letter}: {self.table.letters[self.letter].who}"
        return Line(f"Earnings of the {self.span}", text, total, "Earnings for Class 1", self.table.origin.citation)

    def employee_lines(self) -> Iterator[Line]:
        """The employee's share."""
        source, figures = self.table.origin.citation, self.figures
        total = self.earnings + self.earlier.earnings
        yield self._opening()
        due = 0
        if not figures.main and not figures.upper:
            yield Line("Nothing to pay", f"Letter {self.letter} pays no employee's contributions", 0, _RULE, source)
        elif total <= figures.pt:
            text = f"Earnings do not go beyond the primary threshold of {format_money(figures.pt)}"
            yield Line("Nothing to pay", text, 0, _RULE, source)
        else:
            main = min(total, figures.uel) - figures.pt
            text = f"from {format_money(figures.pt)} up to {format_money(figures.uel)}"
            yield _band("Main rate", main, figures.main, text, source)
            due = _rounded(main, figures.main)
            if total > figures.uel:
                text = f"above {format_money(figures.uel)}"
                yield _band("Upper rate", total - figures.uel, figures.upper, text, source)
                due += _rounded(total - figures.uel, figures.upper)
        yield from self._closing("Employee's National Insurance", due, self.earlier.employee)

    def employer_lines(self) -> Iterator[Line]:
        """The employer's share."""
        source, figures = self.table.origin.citation, self.figures
        total = self.earnings + self.earlier.earnings
        start = self.table.letters[self.letter].employer_from
        yield self._opening()
        due = 0
        if not figures.employer:
            yield Line("Nothing to pay", f"Letter {self.letter} bears no employer's contributions", 0, _RULE, source)
        elif total <= figures.start:
            text = f"Earnings do not go beyond the threshold ({start}) of {format_money(figures.start)}"
            yield Line("Nothing to pay", text, 0, _RULE, source)
        else:
            lower = min(total, figures.uel) - figures.start
            if lower > 0:
                text = f"above the threshold ({start}) of {format_money(figures.start)}"
                yield _band("Employer's rate", lower, figures.employer, text, source)
                due = _rounded(lower, figures.employer)
            if total > figures.uel:
                text = f"above {format_money(figures.uel)}, rounded apart"
                yield _band("Employer's rate", total - figures.uel, figures.employer, text, source)
                due += _rounded(total - figures.uel, figures.employer)
        yield from self._closing("Employer's National Insurance", due, self.earlier.employer)

    def _closing(self, label: str, due: int, paid: int) -> Iterator[Line]:
        source = self.table.origin.citation
        if self.earlier != NOTHING_EARLIER:
            text = f"On {format_money(self.earlier.earnings)} earlier in the {self.span}"
            yield Line("Already taken", text, -paid, _RULE, source)
        yield Line(label, "For this payment", due - paid, _RULE, source)


def ni_due(
    table: NationalInsurance,
    letter: str,
    period: EarningsPeriod,
    earnings: int,
    earlier: Earlier = NOTHING_EARLIER,
) -> NationalInsuranceDue:
    """National Insurance of a payment; payments of one earnings period are added together through ``earlier``."""
    try:
        figures = table.of(letter, period)
    except KeyError:
        raise _unknown(letter) from None
    return NationalInsuranceDue(_Case(table, letter, figures, period, earnings, earlier))


def director_due(
    table: NationalInsurance,
    letter: str,
    earnings: int,
    earlier: Earlier,
    weeks: int = WEEKS,
) -> NationalInsuranceDue:
    """A director's contributions by the annual method: on earnings of the year to date, less what was paid.

    ``weeks`` counts from the week of appointment to the end of the tax year. The alternative method is ``ni_due``
    each payday and this on the last payday of the year.
    """
    if letter not in table.letters:
        raise _unknown(letter)
    if not 1 <= weeks <= WEEKS + 1:
        raise Refusal(f"A directorship of {weeks} weeks does not fit into a tax year.", "Check the day of appointment.")
    span = "year to date" if weeks >= WEEKS else f"{weeks} weeks as director"
    figures = table.figures(letter, partial(_directors_threshold, table, min(weeks, WEEKS)))
    return NationalInsuranceDue(_Case(table, letter, figures, span, earnings, earlier))


def _directors_threshold(table: NationalInsurance, weeks: int, name: str) -> int:
    return share_of_year(table.published[name][2], weeks, WEEKS)


def _unknown(letter: str) -> Refusal:
    return Refusal(f"“{letter}” is not a National Insurance letter of this tax year.", "Choose one from the list.")


def contributions(figures: PeriodLetter, earnings: int) -> tuple[int, int]:
    """Employee's and employer's contributions in pence on all earnings of an earnings period."""
    _, pt, uel, start, main, upper, rate, _ = figures
    if earnings <= uel:
        employee = ((earnings - pt) * main // 1000 + 4) // 10 if earnings > pt else 0
        employer = ((earnings - start) * rate // 1000 + 4) // 10 if earnings > start else 0
        return employee, employer
    above = earnings - uel
    employee = ((uel - pt) * main // 1000 + 4) // 10 + (above * upper // 1000 + 4) // 10
    employer = ((uel - start) * rate // 1000 + 4) // 10 + (above * rate // 1000 + 4) // 10
    return employee, employer


def limits(figures: PeriodLetter, earnings: int) -> tuple[int, int, int]:
    """Earnings at the lower earnings limit, from there to the primary threshold, and to the upper earnings limit."""
    lel, pt, uel, *_ = figures
    if earnings < lel or not figures.counted:
        return 0, 0, 0
    if earnings <= pt:
        return lel, earnings - lel, 0
    return lel, pt - lel, (earnings if earnings < uel else uel) - pt


def _rounded(earnings: int, rate: int) -> int:
    return (earnings * rate // 1000 + 4) // 10 if earnings > 0 else 0


def _band(label: str, earnings: int, rate: int, text: str, source: str) -> Line:
    return Line(
        f"{percent(rate)} of {format_money(earnings)}", f"{label}: {text}", _rounded(earnings, rate), _RULE, source
    )


def use_allowance(table: EmploymentAllowance, used: int, employer_ni: int) -> Worked:
    """Employment Allowance set against a PAYE scheme's employer contributions of one tax month."""
    taken = max(min(table.amount - used, employer_ni), 0)
    return Worked(taken, partial(_allowance_lines, table, used, employer_ni, taken))


def _allowance_lines(table: EmploymentAllowance, used: int, employer_ni: int, taken: int) -> Iterator[Line]:
    source, rule = table.origin.citation, "Employment Allowance, National Insurance Contributions Act 2014 s.1"
    yield Line("Employer's National Insurance", "Of all employees of the PAYE scheme", employer_ni, rule, source)
    text = f"{format_money(table.amount)} a tax year, of which {format_money(used)} is used"
    yield Line("Allowance still unused", text, max(table.amount - used, 0), rule, source)
    yield Line("Allowance used now", "The smaller of both", taken, rule, source)
