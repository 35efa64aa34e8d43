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

    def __init__(
        self,
        letter: str,
        earnings: int,
        employee: Worked,
        employer: Worked,
        at_lel: int,
        lel_to_pt: int,
        pt_to_uel: int,
    ) -> None:
        self.letter = letter
        self.earnings = earnings
        self.employee = employee
        self.employer = employer
        self.at_lel = at_lel
        self.lel_to_pt = lel_to_pt
        self.pt_to_uel = pt_to_uel


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
    return _due(table, letter, figures, f"the {period}", earnings, earlier)


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
    span = "the year to date" if weeks >= WEEKS else f"{weeks} weeks as director"
    figures = table.figures(letter, partial(_directors_threshold, table, min(weeks, WEEKS)))
    return _due(table, letter, figures, span, earnings, earlier)


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


def _due(
    table: NationalInsurance, letter: str, figures: PeriodLetter, span: str, earnings: int, earlier: Earlier
) -> NationalInsuranceDue:
    total = earnings + earlier.earnings
    employee, employer = contributions(figures, total)
    at_lel, lel_to_pt, pt_to_uel = limits(figures, total)
    if earlier is not NOTHING_EARLIER:
        employee -= earlier.employee
        employer -= earlier.employer
        before = limits(figures, earlier.earnings)
        at_lel, lel_to_pt, pt_to_uel = at_lel - before[0], lel_to_pt - before[1], pt_to_uel - before[2]
    return NationalInsuranceDue(
        letter,
        earnings,
        Worked(employee, partial(_employee_lines, table, letter, figures, span, total, earlier)),
        Worked(employer, partial(_employer_lines, table, letter, figures, span, total, earlier)),
        at_lel,
        lel_to_pt,
        pt_to_uel,
    )


def _rounded(earnings: int, rate: int) -> int:
    return (earnings * rate // 1000 + 4) // 10 if earnings > 0 else 0


def _opening(letter: str, who: str, span: str, total: int, source: str) -> Line:
    return Line(f"Earnings of {span}", f"Letter {letter}: {who}", total, "Earnings for Class 1", source)


def _band(label: str, earnings: int, rate: int, text: str, source: str) -> Line:
    return Line(
        f"{percent(rate)} of {format_money(earnings)}", f"{label}: {text}", _rounded(earnings, rate), _RULE, source
    )


def _employee_lines(
    table: NationalInsurance, letter: str, figures: PeriodLetter, span: str, total: int, earlier: Earlier
) -> Iterator[Line]:
    source = table.origin.citation
    yield _opening(letter, table.letters[letter].who, span, total, source)
    due = 0
    if not figures.main and not figures.upper:
        yield Line("Nothing to pay", f"Letter {letter} pays no employee's contributions", 0, _RULE, source)
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
    yield from _closing("Employee's National Insurance", due, earlier.employee, earlier, span, source)


def _employer_lines(
    table: NationalInsurance, letter: str, figures: PeriodLetter, span: str, total: int, earlier: Earlier
) -> Iterator[Line]:
    source = table.origin.citation
    one = table.letters[letter]
    yield _opening(letter, one.who, span, total, source)
    due = 0
    if not figures.employer:
        yield Line("Nothing to pay", f"Letter {letter} bears no employer's contributions", 0, _RULE, source)
    elif total <= figures.start:
        text = f"Earnings do not go beyond the threshold ({one.employer_from}) of {format_money(figures.start)}"
        yield Line("Nothing to pay", text, 0, _RULE, source)
    else:
        lower = min(total, figures.uel) - figures.start
        if lower > 0:
            text = f"above the threshold ({one.employer_from}) of {format_money(figures.start)}"
            yield _band("Employer's rate", lower, figures.employer, text, source)
            due = _rounded(lower, figures.employer)
        if total > figures.uel:
            text = f"above {format_money(figures.uel)}, rounded apart"
            yield _band("Employer's rate", total - figures.uel, figures.employer, text, source)
            due += _rounded(total - figures.uel, figures.employer)
    yield from _closing("Employer's National Insurance", due, earlier.employer, earlier, span, source)


def _closing(label: str, due: int, paid: int, earlier: Earlier, span: str, source: str) -> Iterator[Line]:
    if earlier != NOTHING_EARLIER:
        yield Line("Already taken", f"On {format_money(earlier.earnings)} earlier in {span}", -paid, _RULE, source)
    yield Line(label, "For this payment", due - paid, _RULE, source)


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
