"""Writes certificates of many people into a folder."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from carecoop_desktop.platform.paper.many import Order, write_many
from carecoop_desktop.platform.paper.naming import file_name
from carecoop_desktop.work.payroll.papers.documents.p60 import p60_document
from carecoop_desktop.work.payroll.papers.queries.person import JobYear


def write_p60s(years: Sequence[JobYear], folder: Path, *, large_print: bool = False) -> int:
    """A P60 for each job, named by tax year, payroll number and name. Returns how many; the first trouble is raised."""
    orders = [Order(year, folder / p60_name(year)) for year in years]
    made = write_many(partial(p60_document, large_print=large_print), orders)
    if made.faults:
        raise made.faults[0][1]
    return len(made.written)


def p60_name(year: JobYear) -> str:
    """The name of the file."""
    return f"{file_name('P60', year.tax_year, year.person.number, year.person.name)}.pdf"
