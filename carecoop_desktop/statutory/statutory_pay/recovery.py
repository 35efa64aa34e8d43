"""What an employer gets back of family pay. Sick pay is never recovered."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from carecoop_desktop.platform.kernel.money import divide_half_up, format_money
from carecoop_desktop.platform.kernel.worked import Line, Worked
from carecoop_desktop.statutory.figures import percent
from carecoop_desktop.statutory.tables.absence import Recovery

_RULE = "Statutory Maternity Pay (Compensation of Employers) Regulations 1994, and those of the other kinds"


class Recovered(NamedTuple):
    """The two amounts that an EPS reports apart: what is recovered of the pay, and compensation on top."""

    pay: Worked
    compensation: Worked


def is_small_employer(table: Recovery, class_1_of_last_year: int) -> bool:
    """Whether gross Class 1 of the last complete tax year (before the allowance) is within the limit."""
    return class_1_of_last_year <= table.small_limit


def recover(table: Recovery, paid: int, small: bool) -> Recovered:
    """What is recovered of family pay; ``small`` for an employer with Small Employers' Relief."""
    rate, extra = (10_000, table.compensation) if small else (table.usual, 0)
    back, on_top = divide_half_up(paid * rate, 10_000), divide_half_up(paid * extra, 10_000)
    return Recovered(
        Worked(back, partial(_lines, table, paid, rate, back, "Recovered")),
        Worked(on_top, partial(_lines, table, paid, extra, on_top, "Compensation for National Insurance")),
    )


def _lines(table: Recovery, paid: int, rate: int, amount: int, label: str) -> Iterator[Line]:
    text = f"Small employer: Class 1 of the last complete tax year not above {format_money(table.small_limit)}"
    usual = rate == table.usual
    source = table.origin.citation
    yield Line("Family pay paid", "In this tax month", paid, _RULE, source)
    yield Line(f"{percent(rate)} of {format_money(paid)}", "Usual rate" if usual else text, amount, _RULE, source)
    yield Line(label, "Taken off what is due to HMRC", amount, _RULE, source)
