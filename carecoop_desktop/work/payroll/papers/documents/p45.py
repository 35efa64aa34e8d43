"""The P45 of a leaver: part 1A to keep, parts 2 and 3 for the new employer. HMRC has part 1 from the FPS."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.paper.blocks import Block, Heading, Keep, PageBreak, Pair, Pairs, Paragraph, Title
from carecoop_desktop.platform.paper.document import Document
from carecoop_desktop.platform.paper.page import A4, LARGE_PRINT
from carecoop_desktop.platform.paper.type import SMALL
from carecoop_desktop.work.payroll.papers.documents.certificate import PLANS, basis, employer_pairs, previous
from carecoop_desktop.work.payroll.papers.queries.person import FEMALE, MALE, JobYear

SUBSTITUTE = "Substitute P45 on plain paper"
_TO_EMPLOYEE = (
    "Keep part 1A: copies are not given. You need it for a tax return. Give parts 2 and 3 to your new employer; to "
    "Jobcentre Plus if you claim Jobseeker's Allowance or Employment and Support Allowance. If you do not work again "
    "you may be able to claim tax back."
)
_TO_NEW_EMPLOYER = (
    "Enter these figures on the payroll record, ask for the details of part 3, and report the starter with the "
    "first Full Payment Submission. Keep part 3; nothing is sent to HMRC on paper."
)
_NEW_EMPLOYER_FIELDS = (
    "PAYE reference",
    "Date new employment started",
    "Job title",
    "Payroll number",
    "Tax code in use if different",
    "Tax deducted differs from part 2",
    "Signature and date",
)


def p45_document(year: JobYear, *, large_print: bool = False, today: date | None = None) -> Document:
    """Parts 1A, 2 and 3, a page each; Refusal where the job has no last day."""
    own, person = year.figures, year.person
    if own.leaving is None:
        raise Refusal("This job has no last day.", "Enter it first; then the P45 can be written.")
    blocks: list[Block] = [
        *_head("Part 1A", "Copy for the employee"),
        *_facts(year, own.leaving),
        *_person(year),
        Paragraph(_TO_EMPLOYEE, SMALL, before=14),
        PageBreak(),
        *_head("Part 2", "Copy for the new employer"),
        *_facts(year, own.leaving),
        Paragraph(_TO_NEW_EMPLOYER, SMALL, before=14),
        PageBreak(),
        *_head("Part 3", "For the new employer to complete"),
        *_facts(year, own.leaving),
        *_person(year),
        Keep((
            Heading("New employer"),
            Pairs(tuple(Pair(each, "_" * 34) for each in _NEW_EMPLOYER_FIELDS), 1),
        )),
    ]  # fmt: skip
    made = f" · {format_date(today)}" if today else ""
    return Document(
        f"P45 {person.name} {format_date(own.leaving)}",
        tuple(blocks),
        office=year.employer.name or year.office.name,
        heading=f"P45 · {person.name}",
        footer=f"{SUBSTITUTE}{made}",
        page=LARGE_PRINT if large_print else A4,
        practice=year.office.practice,
    )


def _head(part: str, whose: str) -> list[Block]:
    return [Title(f"P45 {part}", f"Details of employee leaving work · {whose} · {SUBSTITUTE}")]


def _facts(year: JobYear, leaving: date) -> list[Block]:
    """Boxes 1 to 8 of HMRC's form."""
    own, person = year.figures, year.person
    loans = ", ".join(PLANS.get(plan, plan) for plan in year.loans)
    unit = "Month" if own.frequency == "monthly" else "Week"
    return [
        Heading("Employment"),
        Pairs(
            (
                *employer_pairs(year),
                Pair("Payroll number", person.number),
                Pair("NI number", person.ni_number or "not recorded"),
                Pair("Leaving date", format_date(leaving)),
                Pair("Surname", person.surname),
                Pair("Forenames", person.forenames),
            )
        ),
        Heading("Pay and tax"),
        Pairs(
            (
                Pair("Tax code at leaving", basis(year)),
                Pair("Student loan", f"deductions go on ({loans})" if loans else "none to go on"),
                *_totals(year, unit),
                Pair("Pay in this employment", format_money(own.sums.taxable)),
                Pair("Tax in this employment", format_money(own.sums.tax)),
            ),
            label_share=0.46,
        ),
    ]


def _totals(year: JobYear, unit: str) -> tuple[Pair, ...]:
    """The last entries of a cumulative code; a week 1 or month 1 code has none."""
    own, (pay, tax) = year.figures, previous(year)
    if own.non_cumulative:
        return (Pair(f"{unit} 1 basis", "applies: no totals to date"),)
    return (
        Pair(f"{unit} number", str(own.last_number)),
        Pair("Total pay to date", format_money(pay + own.sums.taxable)),
        Pair("Total tax to date", format_money(tax + own.sums.tax)),
    )


def _person(year: JobYear) -> list[Block]:
    person = year.person
    address = ", ".join(line.strip() for line in [*person.address.splitlines(), person.postcode] if line.strip())
    pairs = (
        Pair("Sex", {MALE: "male", FEMALE: "female"}.get(person.sex, "not recorded")),
        Pair("Date of birth", format_date(person.born) if person.born else "not recorded"),
        Pair("Private address", address or "not recorded"),
    )
    return [Heading("Employee"), Pairs(pairs)]
