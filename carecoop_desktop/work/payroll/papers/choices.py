"""Which papers there are and what each asks for; Qt-free."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.paper.naming import file_name
from carecoop_desktop.work.payroll.papers.queries.card import year_card
from carecoop_desktop.work.payroll.papers.queries.months import payment_record
from carecoop_desktop.work.payroll.papers.queries.person import JobYear, leavers, p60_years
from carecoop_desktop.work.payroll.papers.queries.run import gross_to_net, hours_by_member
from carecoop_desktop.work.payroll.papers.report import CODE, DAY, MONEY, Field, Report
from carecoop_desktop.work.payroll.queries.reading import OFFICE_NAME

YEAR, EMPLOYER, RUN, PA = "year", "employer", "run", "pa"
FOLDER, PDF, TABLE = "folder", "pdf", "table"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was chosen above the preview."""

    tax_year: str
    employer_id: int | None
    run_id: int | None
    assistant_id: int | None


@dataclass(frozen=True, slots=True)
class Paper:
    """One kind of paper: its words, what it asks for, its table, and how it is saved (``way``).

    A ``table`` is saved as PDF or CSV, a ``folder`` gets a file for each row, ``pdf`` is a file of the chosen row.
    """

    title: str
    what: str
    asks: tuple[str, ...]
    read: Callable[[Reader, Asked], Report]
    way: str = TABLE


_P60 = (
    Field("Number", CODE), Field("PA"), Field("Code", CODE), Field("Taxable pay", MONEY, True),
    Field("Income tax", MONEY, True), Field("National Insurance", MONEY, True),
)  # fmt: skip
_P45 = (Field("Job", CODE), Field("PA"), Field("Last day", DAY))


def _p60_list(reader: Reader, asked: Asked) -> Report:
    years = p60_years(reader, asked.tax_year)
    state = "" if years[0].over else "; the tax year is not over, they are no certificates yet"
    return Report(
        "P60", "P60s", f"{asked.tax_year} · {len(years)} certificates{state}", years[0].office.name,
        years[0].office.practice, _P60, tuple(_p60_row(year) for year in years),
    )  # fmt: skip


def _p60_row(year: JobYear) -> tuple[str | int, ...]:
    own = year.figures
    employee = sum(letter.employee for letter in own.letters.values())
    return (year.person.number, year.person.name, own.tax_code, own.sums.taxable, own.sums.tax, employee)


def _p45_list(reader: Reader, asked: Asked) -> Report:
    rows = tuple((str(job), name, day) for job, name, day in leavers(reader, asked.tax_year))
    office = str(reader.setting(OFFICE_NAME, ""))
    return Report("P45", "P45s", f"{asked.tax_year} · {len(rows)} left", office, reader.practice, _P45, rows)


def _card(reader: Reader, asked: Asked) -> Report:
    return year_card(reader, asked.tax_year, asked.assistant_id or 0)


def from_above(title: str, what: str, read: Callable[[Reader, int], Report]) -> Paper:
    """A table of a pay run that a higher room makes, such as the accounts' journal."""
    return Paper(title, what, (RUN,), lambda reader, asked: read(reader, asked.run_id or 0))


PAPERS = (
    Paper("P60", "Year's certificates, due by 31 May", (YEAR,), _p60_list, FOLDER),
    Paper("P45", "For PAs who left", (YEAR,), _p45_list, PDF),
    Paper("P32", "What is due to HMRC by tax month", (YEAR, EMPLOYER),
          lambda reader, asked: payment_record(reader, asked.tax_year, asked.employer_id)),
    Paper("Year card", "A PA's payments of a year", (YEAR, PA), _card),
    Paper("Gross to net", "A pay run on one line a PA", (RUN,),
          lambda reader, asked: gross_to_net(reader, asked.run_id or 0)),
    Paper("Hours by member", "Whose hours a pay run paid", (RUN,),
          lambda reader, asked: hours_by_member(reader, asked.run_id or 0)),
)  # fmt: skip


def proposed_name(report: Report) -> str:
    """What a file is called until somebody says otherwise, without its ending."""
    return file_name(report.name, report.context.split(" · ")[0])


def tax_years(known: Sequence[str], present: str) -> list[str]:
    """The tax years to choose from, newest first: those with runs, and the present one."""
    return sorted({*known, present}, reverse=True)


def sentence(report: Report) -> str:
    """What stands over the preview."""
    return f"{report.title} · {report.context}"
