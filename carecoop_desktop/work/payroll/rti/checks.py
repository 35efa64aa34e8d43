"""What is missing or wrong on a PA before a file to HMRC can be made: plain sentences, all at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from carecoop_desktop.platform.kernel.errors import Invalid, Issue
from carecoop_desktop.statutory.tax_codes import TaxCode, parse_code
from carecoop_desktop.work.payroll.rti.names import address_lines, plain_line, split_name
from carecoop_desktop.work.payroll.rti.queries import PersonPaid, RunPaid

NI_NUMBER = re.compile(
    r"([ACEHJLMOPRSWXY][A-CEGHJ-NPR-TW-Z]|B[A-CEHJ-NPR-TW-Z]|G[ACEGHJ-NPR-TW-Z]|[KT][A-CEGHJ-MPR-TW-Z]"
    r"|N[A-CEGHJL-NPR-SW-Z]|Z[A-CEGHJ-NPR-TW-Y])\d{6}[A-D ]"
)
OF_A_PLACE = frozenset("FILSNEDK")
"""NI letters of freeports and investment zones, reported with the postcode of the workplace."""
_OF_WOMEN = "BEIT"
_LAST_BORN = date(1961, 4, 5)
_MOST_LETTERS = 4
_TWO_LINES = 2


def ni_number(text: str | None) -> str:
    """An NI number as HMRC takes it, without spaces between; empty where there is none or it cannot be one."""
    bare = re.sub(r"\s+", "", (text or "").upper())
    padded = bare.ljust(9)
    return padded if NI_NUMBER.fullmatch(padded) else ""


def start_statement(person: PersonPaid, tax_year: str) -> str:
    """A, B or C: the starter's own statement, or what the P45 says; empty where there is neither."""
    if person.terms.starter_statement in ("A", "B", "C"):
        return person.terms.starter_statement
    p45 = person.terms.p45
    if p45 is None:
        return ""
    if parse_code(person.payment.tax_code).step is not None:
        return "C"
    return "B" if p45.tax_year == tax_year else "A"


def check_people(paid: RunPaid) -> None:
    """Refuse with every sentence about every PA, each under the PA's name."""
    found = [
        Issue(f"assistant {person.terms.assistant_id}", f"{person.terms.name}: {sentence}")
        for person in paid.people
        for sentence in missing(person, paid.run.tax_year)
    ]
    if found:
        raise Invalid(found)


def missing(person: PersonPaid, tax_year: str) -> list[str]:
    """What keeps one PA out of the file."""
    return [*_about(person), *_home(person), *_employment(person, tax_year), *_letters(person)]


def _about(person: PersonPaid) -> Iterator[str]:
    terms = person.terms
    fores, surname = split_name(terms.name)
    if not fores or not surname:
        yield "HMRC needs a forename and a surname, in letters."
    if terms.born is None:
        yield "No date of birth is recorded."
    if terms.sex not in ("M", "F"):
        yield "No gender (M or F, as HMRC holds it) is recorded."
    if terms.ni_number and not ni_number(terms.ni_number):
        yield f"{terms.ni_number} is not an NI number."
    if not plain_line(terms.number):
        yield "No number is recorded."


def _home(person: PersonPaid) -> Iterator[str]:
    if len(address_lines(person.address)) >= _TWO_LINES:
        return
    if not person.terms.ni_number:
        yield "Without an NI number, the address must have two lines."
    elif person.starter:
        yield "Somebody new needs an address of two lines."


def _employment(person: PersonPaid, tax_year: str) -> Iterator[str]:
    if person.starter and not start_statement(person, tax_year):
        yield "Somebody new needs a starter statement (A, B or C) or a P45."
    if person.year.taxable < 0:
        yield "Taxable pay to date is below zero."
    if any(pence < 0 for pence in person.statutory.values()):
        yield "Statutory pay to date is below zero."
    if not _accepted(parse_code(person.payment.tax_code)):
        yield f"HMRC takes no tax code {person.payment.tax_code}."
    if person.payment.loan_plan == "5" and tax_year < "2026-27":
        yield "Student loan plan 5 begins in 2026-27."


def _accepted(code: TaxCode) -> bool:
    return re.fullmatch(r"[1-9]\d{0,5}[LMNPTY]|BR|0T|NT|D[0-8]|K[1-9]\d{0,5}", code.unprefixed) is not None


def _letters(person: PersonPaid) -> Iterator[str]:
    letters = "".join(sorted(person.letters))
    if len(letters) > _MOST_LETTERS:
        yield "HMRC takes four NI letters in a tax year at most."
    for letter in letters:
        if letter in OF_A_PLACE and not person.workplace:
            yield f"NI letter {letter} needs the postcode of the workplace: Employers, Workplace of the job."
        if letter in _OF_WOMEN and not _may_pay_less(person):
            yield f"NI letter {letter} is for women born before 6 Apr 1961 only."


def _may_pay_less(person: PersonPaid) -> bool:
    born = person.terms.born
    return person.terms.sex != "M" and (born is None or born <= _LAST_BORN)
