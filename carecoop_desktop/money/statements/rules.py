"""What a statement decides: which payments were to be expected, what is missing, what needs the member."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.money import divide_half_up, format_money

_EVERY = {"weekly": 7, "four-weekly": 28, "quarterly": 91}
_WEEKS = {"weekly": 1, "four-weekly": 4, "quarterly": 13}
_SOON = timedelta(days=60)


def due_dates(frequency: str, anchor: date, first: date, last: date) -> Iterator[date]:
    """The days between two days on which a payment was to come, reckoned from one that is known."""
    step = _EVERY.get(frequency)
    if step is None:
        if anchor <= last:
            yield max(first, anchor)
        return
    periods = max(0, -(-(first - anchor).days // step))
    day = anchor + timedelta(days=step * periods)
    while day <= last:
        yield day
        day += timedelta(days=step)


def each_payment(weekly: int, frequency: str) -> int:
    """What one payment of a weekly amount comes to."""
    weeks = _WEEKS.get(frequency)
    return weekly * weeks if weeks else divide_half_up(weekly * 52, 12)


def planned_minutes(weekly: int, first: date, last: date, since: date, until: date | None) -> int:
    """Minutes agreed for a run of days, of which the match may cover a part."""
    begin, end = max(first, since), min(last, until or last)
    return divide_half_up(weekly * max(0, (end - begin).days + 1), 7)


def accrued_holiday(pay: int, accrual: int) -> int:
    """Holiday pay that builds up on pay, at a rate in hundredths of a percent."""
    return divide_half_up(pay * accrual, 10_000)


def affordable(closing: int, coming: int, going: int) -> tuple[str, str, str]:
    """Whether next month can be paid: a word, its tone, and the sentence."""
    left = closing + coming - going
    if closing >= going:
        return "Yes", "met", f"The money for it ({format_money(going)}) is in the account."
    if left >= 0:
        return "If paid in time", "warn", f"It needs {format_money(going - closing)} of the money still to come."
    return "No", "bad", f"It would be {format_money(-left)} short even with the money still to come."


def needs_member(
    unsigned: int, queried: int, reviews: Sequence[tuple[str, date]], arrears: int, missing: Sequence[str], last: date
) -> Iterator[str]:
    """What a member has to do or to know, a sentence each."""
    if unsigned:
        words = "line of this month waits" if unsigned == 1 else "lines of this month wait"
        yield f"{unsigned} timesheet {words} for your signature."
    if queried:
        words = "line you asked about is" if queried == 1 else "lines you asked about are"
        yield f"{queried} timesheet {words} being looked into."
    if arrears > 0:
        yield f"Your contribution is {format_money(arrears)} behind. Please pay it in, or ring us if that is hard."
    for funder in missing:
        yield f"The payment from {funder} has not come. We are asking them; you need do nothing."
    for funder, review in reviews:
        if review < last:
            yield f"The review of your agreement with {funder} was due on {format_date(review)}."
        elif review <= last + _SOON:
            yield f"Your agreement with {funder} is to be reviewed on {format_date(review)}."
