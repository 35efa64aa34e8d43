"""The P60: an employee's end of year certificate, on plain paper with everything that the law asks."""

from __future__ import annotations

from carecoop_desktop.platform.kernel.dates import format_date, tax_year_end
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.paper.blocks import Block, Heading, Keep, Note, Pair, Pairs, Paragraph, Title
from carecoop_desktop.platform.paper.document import Document
from carecoop_desktop.platform.paper.page import A4, LARGE_PRINT
from carecoop_desktop.platform.paper.tables import Column, Kind, Row, Table, figures
from carecoop_desktop.platform.paper.type import SMALL, Tone
from carecoop_desktop.work.payroll.absence.rules.kinds import STATUTORY
from carecoop_desktop.work.payroll.papers.documents.certificate import (
    basis,
    employer_pairs,
    pounds,
    previous,
)
from carecoop_desktop.work.payroll.papers.queries.person import JobYear

_KEEP = (
    "Please keep this certificate in a safe place: you need it to fill in a tax return, to claim tax back, or to apply "
    "for tax credits, Universal Credit or a loan. By law you must tell HM Revenue and Customs about any income that is "
    "not fully taxed, even if you are not sent a tax return."
)
_INCLUDES = (
    "It shows your total pay for Income Tax purposes in this employment for the year. Overtime, bonus, holiday pay, "
    "Statutory Sick Pay and the statutory payments below are included."
)
_WIDE = 0.7
SUBSTITUTE = "Substitute P60 on plain paper"
"""It does not have the look of HMRC's own form, and says so."""


def p60_document(year: JobYear, *, large_print: bool = False) -> Document:
    """One job's certificate; before 6 April it says that it is none yet."""
    end = format_date(tax_year_end(year.tax_year))
    person = year.person
    blocks: list[Block] = [
        Title("P60 End of Year Certificate", f"Tax year to {end} · {SUBSTITUTE}"),
        *_not_yet(year, end),
        Heading("Employee"),
        Pairs(
            (
                Pair("Surname", person.surname),
                Pair("Forenames", person.forenames),
                Pair("National Insurance number", person.ni_number or "not recorded"),
                Pair("Payroll number", person.number),
            ),
            label_share=0.46,
        ),
        Heading("Pay and Income Tax"),
        _pay(year),
        Pairs((Pair("Final tax code", basis(year)),)),
        Heading("National Insurance contributions in this employment"),
        _insurance(year),
        *_statutory(year),
        *_loans(year),
        Keep((Heading("Employer"), Pairs(employer_pairs(year)))),
        Keep((Heading("To the employee"), Paragraph(f"{_INCLUDES} {_KEEP}", SMALL))),
    ]
    return Document(
        f"P60 {person.name} {year.tax_year}",
        tuple(blocks),
        office=year.employer.name or year.office.name,
        heading=f"P60 {year.tax_year} · {person.name}",
        footer=f"{SUBSTITUTE} · do not destroy",
        page=LARGE_PRINT if large_print else A4,
        practice=year.office.practice,
    )


def _not_yet(year: JobYear, end: str) -> list[Block]:
    if year.over:
        return []
    last = f" with the payslip of {format_date(year.figures.last_paid)}" if year.figures.last_paid else ""
    return [Note(f"The tax year runs until {end}. These are the figures so far{last}.", "Not a certificate yet",
                 Tone.WARN)]  # fmt: skip


def _pay(year: JobYear) -> Table:
    own, (pay, tax) = year.figures, previous(year)
    rows = [
        Row(("In previous employment(s)", format_money(pay), refund(tax))),
        Row(("In this employment", format_money(own.sums.taxable), refund(own.sums.tax))),
        Row(("Total for the year", format_money(pay + own.sums.taxable), refund(tax + own.sums.tax)), Kind.TOTAL),
    ]
    return Table((Column("", 4), figures("Pay"), figures("Tax deducted")), tuple(rows))


def refund(pence: int) -> str:
    """Tax; money given back has an R behind it, as on HMRC's form."""
    return format_money(pence) if pence >= 0 else f"{format_money(-pence)} R"


def _insurance(year: JobYear) -> Table:
    rows = tuple(
        Row((one.letter, pounds(one.at_lel), pounds(one.lel_to_pt), pounds(one.pt_to_uel), format_money(one.employee)))
        for _, one in sorted(year.figures.letters.items())
        if any((one.earnings, one.employee, one.employer))
    )
    columns = (
        Column("NI letter", 1),
        figures("At the lower limit (LEL)"),
        figures("Above LEL to PT"),
        figures("Above PT to UEL"),
        figures("Employee's contributions"),
    )
    return Table(columns, rows)


def _statutory(year: JobYear) -> list[Block]:
    paid = [(label, year.figures.statutory.get(kind, 0)) for kind, label in STATUTORY.items() if kind != "ssp"]
    pairs = Pairs(tuple(Pair(label, format_money(pence)) for label, pence in paid), label_share=_WIDE)
    return [Keep((Heading("Statutory payments included in the pay above"), pairs))]


def _loans(year: JobYear) -> list[Block]:
    sums = year.figures.sums
    pairs = (
        Pair("Student loan deductions", pounds(sums.loan)),
        Pair("Postgraduate loan deductions", pounds(sums.postgraduate)),
    )
    return [Keep((Heading("Student and postgraduate loans"), Pairs(pairs, label_share=_WIDE)))]
