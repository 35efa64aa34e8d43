"""What certificates of pay and tax share: boxes of figures, and who stands on them."""

from __future__ import annotations

from carecoop_desktop.platform.paper.blocks import Pair
from carecoop_desktop.work.payroll.papers.queries.person import JobYear
from carecoop_desktop.work.payroll.rti.employer import Employer

PLANS = {"1": "plan 1", "2": "plan 2", "4": "plan 4", "5": "plan 5", "postgrad": "postgraduate"}


def pounds(pence: int) -> str:
    """Whole pounds, as P60 and FPS give earnings between limits and loans: pence are cut off."""
    return f"£{abs(pence) // 100:,}" if pence >= 0 else f"-£{abs(pence) // 100:,}"


def paye_reference(employer: Employer) -> str:
    """Office number and reference, as on HMRC's letters."""
    if not employer.paye_reference:
        return "not entered yet"
    return f"{employer.office_number}/{employer.paye_reference}"


def employer_pairs(year: JobYear) -> tuple[Pair, ...]:
    """The employer's name, address and PAYE reference."""
    employer = year.employer
    lines = [*employer.address.splitlines(), employer.postcode]
    address = ", ".join(line.strip() for line in lines if line.strip())
    return (
        Pair("Employer", employer.name or year.office.name),
        Pair("PAYE reference", paye_reference(employer)),
        Pair("Address", address or "not entered yet"),
    )


def basis(year: JobYear) -> str:
    """The tax code as certificates give it: an X behind it where it is not cumulative."""
    own = year.figures
    if not own.non_cumulative:
        return own.tax_code
    return f"{own.tax_code} {'M1' if own.frequency == 'monthly' else 'W1'}"


def previous(year: JobYear) -> tuple[int, int]:
    """Pay and tax of an earlier employer that the code went on from; nothing under a week 1 or month 1 code."""
    return year.figures.brought_pay, year.figures.brought_tax
