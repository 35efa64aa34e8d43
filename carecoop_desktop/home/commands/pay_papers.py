"""Commands that write payroll's papers: p60, p45, p32, year-card and the tables of a run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from carecoop_desktop.home.commands.context import Context, Subparsers
from carecoop_desktop.home.commands.papers import file_for_one, folder_for_several
from carecoop_desktop.platform.kernel.dates import tax_year_of
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.papers.report import Report

_YEAR = "like 2026-27; the present one where it is left out"
_EITHER = "a file whose name ends with .pdf or .csv"
_OF_RUN = {
    "gross-to-net": "everybody's pay from gross to net",
    "hours-by-member": "the hours and what is charged by member and PA",
    "payroll-journal": "the entries in the accounts",
}
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
    p32 = commands.add_parser("p32", help="write what an employer owes HMRC for each tax month, as PDF or CSV")
    p32.add_argument("--tax-year", help=_YEAR)
    p32.add_argument("--employer", type=int, help="the employer; the co-op's own where it is left out")
    p32.add_argument("--to", type=Path, required=True, help=_EITHER)
    p32.set_defaults(run=write_p32)
    card = commands.add_parser("year-card", help="write a PA's payments of a tax year with figures to date")
    card.add_argument("--tax-year", help=_YEAR)
    card.add_argument("--assistant", required=True, help=_WHOSE)
    card.add_argument("--to", type=Path, required=True, help=_EITHER)
    card.set_defaults(run=write_card)
    for name, what in _OF_RUN.items():
        table = commands.add_parser(name, help=f"write {what} of a pay run, as PDF or CSV")
        table.add_argument("--pay-run", type=int, required=True)
        table.add_argument("--to", type=Path, required=True, help=_EITHER)
        table.set_defaults(run=write_run_table)


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
    make_folder(context.to.parent if single else folder_for_several(context.to))
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
    make_folder(file_for_one(context.to).parent)
    write_pdf(p45_document(year, large_print=context.large_print, today=today), context.to)
    context.answer(f"P45 of {year.person.name} written to {context.to}",
                   {"to": str(context.to), "name": year.person.name, "leaving": year.figures.leaving})  # fmt: skip
    return 0


def write_p32(context: Context) -> int:
    """Write an employer's payment record."""
    from carecoop_desktop.work.payroll.papers.queries.months import payment_record

    with context.office() as office:
        made = office.read(payment_record, context.tax_year or tax_year_of(office.today), context.employer)
    return _report_written(context, made)


def write_card(context: Context) -> int:
    """Write a PA's year card."""
    from carecoop_desktop.work.payroll.papers.queries.card import year_card

    with context.office() as office:
        whose = assistant_of(office, context.assistant)
        made = office.read(year_card, context.tax_year or tax_year_of(office.today), whose)
    return _report_written(context, made)


def write_run_table(context: Context) -> int:
    """Write a table of a pay run."""
    from carecoop_desktop.money.ledger.queries.pay_journal import pay_journal
    from carecoop_desktop.work.payroll.papers.queries.run import gross_to_net, hours_by_member

    queries: dict[str, Callable[[Reader, int], Report]] = {
        "gross-to-net": gross_to_net, "hours-by-member": hours_by_member, "payroll-journal": pay_journal,
    }  # fmt: skip
    with context.office() as office:
        made = office.read(queries[context.command], context.pay_run)
    return _report_written(context, made)


def _report_written(context: Context, report: Report) -> int:
    from carecoop_desktop.home.practice.papers import make_folder
    from carecoop_desktop.work.payroll.papers.documents.report import write_report

    make_folder(file_for_one(context.to).parent)
    write_report(report, context.to)
    context.answer(f"{report.title}, {report.context}: {len(report.rows)} rows written to {context.to}",
                   {"to": str(context.to), "rows": len(report.rows), "totals": report.shown_totals()})  # fmt: skip
    return 0


def assistant_of(office: Office, wanted: str) -> int:
    """The PA with this number or name; Refusal where there is none, or more than one."""
    from carecoop_desktop.work.payroll.papers.queries.person import assistants_called

    found = office.read(assistants_called, wanted)
    if len(found) != 1:
        trouble = "There is no PA" if not found else "There is more than one PA called"
        raise Refusal(f"{trouble} {wanted}.", "Give the number that carecoop list assistants shows.")
    return found[0]
