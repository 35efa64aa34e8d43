"""The minimum wage of a pay reference period: time that counts, pay that counts, and the sentence when it falls short.

Travel between visits, training and time awake in sleep-ins count as time. Holiday pay, money given back and the part of
a night rate above the basic rate do not count as pay; what is given up for a pension is not paid at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from carecoop_desktop.platform.kernel.money import divide_half_up, format_money
from carecoop_desktop.platform.kernel.worked import Line
from carecoop_desktop.statutory.minimum_wage import CountedPay, Rate, WageCheck, WorkingTime, check_period, rate_for
from carecoop_desktop.statutory.tables import MinimumWage, load_shelf
from carecoop_desktop.work.payroll.rules.lines import HOURLY, PayLine


def wage_check(
    table: MinimumWage, rate: Rate, lines: Sequence[PayLine], awake: int = 0, sacrificed: int = 0
) -> WageCheck | None:
    """The check of a payslip's lines; None where no time counts. Corrections of earlier payslips are left out."""
    worked = [line for line in lines if line.kind in HOURLY and line.corrects is None]
    time = WorkingTime(
        _minutes(worked, "standard", "waking-night"), _minutes(worked, "travel"), awake, _minutes(worked, "training")
    )
    if not time.minutes:
        return None
    nights = sum(line.pence for line in lines if line.kind == "sleep-in" and line.corrects is None) if awake else 0
    gross = sum(line.pence for line in worked) + nights
    return check_period(table, rate, time, CountedPay(gross, _premium(worked), sacrificed=sacrificed))


def _minutes(worked: Sequence[PayLine], *kinds: str) -> int:
    return sum(line.quantity for line in worked if line.kind in kinds)


def _premium(worked: Sequence[PayLine]) -> int:
    """What night hours are paid above the basic rate: the lowest that the payslip pays for standard hours."""
    basic = min((line.rate for line in worked if line.kind == "standard" and line.rate), default=0)
    nights = [line for line in worked if line.kind == "waking-night" and 0 < basic < line.rate]
    return sum(divide_half_up(line.quantity * (line.rate - basic), 60) for line in nights)


def too_low(check: WageCheck | None, rate: Rate, lines: Sequence[PayLine]) -> str:
    """Why pay may not be paid like this; empty where it may. A line's rounding to the penny is no underpayment."""
    rounding = sum(1 for line in lines if line.kind in HOURLY) // 2 + 1
    if check is None or check.missing <= rounding:
        return ""
    return (
        f"Under the minimum wage: {format_money(check.hourly)} an hour on average, and {format_money(rate.hourly)} is "
        f"the least at this age. {format_money(check.missing)} is missing."
    )


def wage_inputs(born: date | None, begins: date, table: MinimumWage) -> dict[str, Any]:
    """What the working needs to know of the PA, as it is kept with a payslip."""
    if born is None:
        return {}
    rate = rate_for(table, born, begins)
    return {"wage": [begins.isoformat(), rate.hourly, rate.why]}


def wage_working(inputs: Mapping[str, Any], lines: Sequence[PayLine], sacrificed: int) -> tuple[Line, ...]:
    """The check as lines, for a payslip that kept what it needs."""
    if "wage" not in inputs:
        return ()
    begins, hourly, why = inputs["wage"]
    table = load_shelf().on(MinimumWage, date.fromisoformat(begins))
    check = wage_check(table, Rate(hourly, why), lines, inputs.get("awake_minutes", 0), sacrificed)
    if check is None:
        return ()
    outcome = Line("Outcome", check.sentence, None, "National Minimum Wage Act 1998 s.1", table.origin.citation)
    return (*check.required.lines, *check.counted.lines, outcome)
