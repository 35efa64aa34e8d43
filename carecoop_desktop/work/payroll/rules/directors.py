"""Directors' National Insurance: over how many weeks of the tax year, and on which payday it is settled."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Protocol

from carecoop_desktop.platform.kernel.dates import add_months, tax_week, tax_year_end, tax_year_start
from carecoop_desktop.statutory.periods import pay_period

WEEKS = 52


class Directorship(Protocol):
    """When somebody is a director, and by which method their NI is worked out."""

    @property
    def director_since(self) -> date | None: ...
    @property
    def director_until(self) -> date | None: ...
    @property
    def director_method(self) -> str: ...


def is_director(job: Directorship, tax_year: str, payday: date) -> bool:
    """Whether NI goes by a director's rules; they hold to the end of the tax year in which the office ends."""
    since, until = job.director_since, job.director_until
    if since is None or not job.director_method or since > payday:
        return False
    return until is None or until >= tax_year_start(tax_year)


def director_weeks(job: Directorship, tax_year: str, payday: date, frequency: str) -> int:
    """The weeks of the earnings period, 0 where this payday is worked out like anybody's.

    The annual method counts on every payday, the alternative one only on the last of the tax year. Somebody appointed
    in the year has the weeks from the week of the appointment.
    """
    if not is_director(job, tax_year, payday):
        return 0
    if job.director_method == "alternative" and not is_last_payday(tax_year, payday, frequency):
        return 0
    since = job.director_since
    if since is None or since <= tax_year_start(tax_year):
        return WEEKS
    return max(WEEKS + 1 - tax_week(since), 1)


def letter_changed(before: Collection[str], now: str) -> list[str]:
    """A sentence where a director's NI letter is not that of the earlier payslips of the tax year."""
    others = sorted({*before} - {now})
    if not others:
        return []
    return [
        f"A director’s NI letter changed from {' and '.join(others)} to {now} in this tax year. Contributions over the "
        f"year are not divided between letters here: all of it would be worked out by {now}. Check it by hand first."
    ]


def is_last_payday(tax_year: str, payday: date, frequency: str) -> bool:
    """Whether the next payday would lie in the next tax year."""
    period = pay_period(frequency)
    after = add_months(payday, period.length) if period.unit == "month" else payday + timedelta(weeks=period.length)
    return after > tax_year_end(tax_year)
