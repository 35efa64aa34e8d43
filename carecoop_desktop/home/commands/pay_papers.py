"""Commands that write payroll's papers: p60, p45."""

from __future__ import annotations

from pathlib import Path

from carecoop_desktop.home.commands.context import Context, Subparsers
from carecoop_desktop.platform.kernel.dates import tax_year_of
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.office import Office

_YEAR = "like 2026-27; the present one where it is left out"
_WHOSE = "the PA's number or name"


def add_to(commands: Subparsers) -> None:
    """Add the sub-commands."""
    p60 = commands.add_parser("p60", help="write the P60 (year's certificate) of one PA, or everybody's, as PDF")
    p60.add_argument("--tax-year", help=_YEAR)
    p60.add_argument("--assistant", help=f"{_WHOSE}; without it, everybody who gets one")
    p60.add_argument("--to", type=Path, required=True, help="a file for one PA, a folder for all")
    p60.add_argument("--large-print", action="store_true")
    p60.set_defaults(run=write_p60)
    p45 = commands.add_parser("p45", help="write the P45 (parts 1A, 2 and 3) of a leaver as PDF")
    p45.add_argument("--tax-year", help=_YEAR)
    p45.add_argument("--assistant", required=True, help=_WHOSE)
    p45.add_argument("--to", type=Path, required=True)
    p45.add_argument("--large-print", action="store_true")
    p45.set_defaults(run=write_p45)


def write_p60(context: Context) -> int:
    """Write P60s."""
    from carecoop_desktop.home.practice.papers import make_folder
    from carecoop_desktop.platform.paper.write import write_pdf
    from carecoop_desktop.work.payroll.papers.documents.p60 import p60_document
    from carecoop_desktop.work.payroll.papers.documents.writing import write_p60s
    from carecoop_desktop.work.payroll.papers.queries.person import p60_years

    with context.office() as office:
        whose = assistant_of(office, context.assistant) if context.assistant else None
        years = office.read(p60_years, context.tax_year or tax_year_of(office.today), whose)
    single = whose is not None and len(years) == 1 and context.to.suffix.casefold() == ".pdf"
    make_folder(context.to.parent if single else context.to)
    if single:
        write_pdf(p60_document(years[0], large_print=context.large_print), context.to)
    else:
        write_p60s(years, context.to, large_print=context.large_print)
    unfinished = "" if years[0].over else f"\nThe tax year {years[0].tax_year} is not over: no certificates yet."
    context.answer(f"{len(years)} P60{'s' if len(years) != 1 else ''} written to {context.to}{unfinished}",
                   {"written": len(years), "to": str(context.to), "tax_year": years[0].tax_year,
                    "final": years[0].over})  # fmt: skip
    return 0


def write_p45(context: Context) -> int:
    """Write a leaver's P45."""
    from carecoop_desktop.home.practice.papers import make_folder
    from carecoop_desktop.platform.paper.write import write_pdf
    from carecoop_desktop.work.payroll.papers.documents.p45 import p45_document
    from carecoop_desktop.work.payroll.papers.queries.person import job_years, p45_year

    with context.office() as office:
        tax_year = context.tax_year or tax_year_of(office.today)
        jobs = [one for one in office.read(job_years, tax_year, assistant_of(office, context.assistant))
                if one.figures.leaving is not None]  # fmt: skip
        if not jobs:
            raise Refusal(f"{context.assistant} did not leave in {tax_year}, or the last payslip is not issued yet.")
        year, today = office.read(p45_year, jobs[-1].figures.job), office.today
    make_folder(context.to.parent)
    write_pdf(p45_document(year, large_print=context.large_print, today=today), context.to)
    context.answer(f"P45 of {year.person.name} written to {context.to}",
                   {"to": str(context.to), "name": year.person.name, "leaving": year.figures.leaving})  # fmt: skip
    return 0


def assistant_of(office: Office, wanted: str) -> int:
    """The PA with this number or name; Refusal where there is none, or more than one."""
    from carecoop_desktop.work.payroll.papers.queries.person import assistants_called

    found = office.read(assistants_called, wanted)
    if len(found) != 1:
        trouble = "There is no PA" if not found else "There is more than one PA called"
        raise Refusal(f"{trouble} {wanted}.", "Give the number that carecoop list assistants shows.")
    return found[0]
