"""Gathers what every part of payroll adds to the payslips of a pay period."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from carecoop_desktop.people.assistants.queries import PayTerms
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.absence.queries.source import absence_additions
from carecoop_desktop.work.payroll.employers.job_sets import JobSet
from carecoop_desktop.work.payroll.orders.source import orders_due
from carecoop_desktop.work.payroll.pensions.queries.source import pensions_due
from carecoop_desktop.work.payroll.rules.additions import Addition, together
from carecoop_desktop.work.timesheets.queries import PayPeriod

Source = Callable[[Reader, PayPeriod, Mapping[int, PayTerms], JobSet | None], Mapping[int, Addition]]
"""Reads one part's additions for a pay period, by PA; the terms are those of everybody paid in it. With a set of jobs
only what belongs to them."""

SOURCES: tuple[Source, ...] = (absence_additions, orders_due, pensions_due)
"""Every part that adds to payslips, in the order in which their lines stand on them."""


def additions(reader: Reader, span: PayPeriod, sets: Sequence[JobSet]) -> dict[int, Addition]:
    """What all parts add to the payslips of a pay period, by job (``Job.key``); jobs without any are left out."""
    found: dict[int, list[Addition]] = {}
    for own in sets:
        terms = own.terms
        for source in SOURCES:
            for person, addition in source(reader, span, terms, own).items():
                found.setdefault(own.jobs[person].key, []).append(addition)
    return {job: together(parts) for job, parts in found.items()}
