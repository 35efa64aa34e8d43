"""Plain sentences about what is missing on a PA."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from carecoop_desktop.people.assistants.queries import P45
from carecoop_desktop.platform.kernel.errors import Invalid
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.queries import RunView
from carecoop_desktop.work.payroll.rti.checks import check_people, missing, ni_number, start_statement
from carecoop_desktop.work.payroll.rti.queries import Letter, PersonPaid, RunPaid, run_paid

YEAR = "2026-27"


@pytest.fixture
def paid(living: Office, run: RunView) -> RunPaid:
    return living.read(run_paid, run.id)


@pytest.fixture
def person(paid: RunPaid) -> PersonPaid:
    """Somebody with letter A, of whom nothing is missing."""
    found = next(p for p in paid.people if p.payment.ni.letter == "A" and not p.payment.loan_plan)
    assert missing(found, YEAR) == []
    return found


def with_terms(person: PersonPaid, **changes: Any) -> list[str]:
    person.terms = replace(person.terms, **changes)
    return missing(person, YEAR)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"born": None}, "date of birth"),
        ({"sex": ""}, "gender"),
        ({"name": "Madonna"}, "forename"),
        ({"name": "李 明"}, "forename"),
        ({"ni_number": "QQ123456C"}, "is not an NI number"),
        ({"number": ""}, "No number"),
    ],
)
def test_what_is_missing_is_one_sentence(person: PersonPaid, changes: dict[str, Any], sentence: str) -> None:
    (said,) = with_terms(person, **changes)
    assert sentence in said


def test_without_an_ni_number_two_lines_of_address_are_enough(person: PersonPaid) -> None:
    assert with_terms(person, ni_number=None) == []
    person.address = "14 Heol y Parc"
    assert missing(person, YEAR) == ["Without an NI number, the address must have two lines."]


def test_somebody_new_needs_an_address_and_a_statement(person: PersonPaid) -> None:
    person.starter, person.address = True, ""
    said = " ".join(with_terms(person, starter_statement="", p45=None))
    assert "two lines" in said and "starter statement" in said
    person.address = "14 Heol y Parc, Llangollen"
    assert with_terms(person, starter_statement="B") == []


@pytest.mark.parametrize(
    ("statement", "p45", "code", "sent"),
    [
        ("C", None, "1257L", "C"),
        ("", P45(1, 0, "2026-27"), "1257L", "B"),
        ("", P45(1, 0, "2025-26"), "1257L", "A"),
        ("", P45(1, 0, "2026-27"), "SBR", "C"),
        ("", None, "1257L", ""),
    ],
)
def test_the_statement_follows_the_p45_where_none_was_given(
    person: PersonPaid, statement: str, p45: P45 | None, code: str, sent: str
) -> None:
    person.terms = replace(person.terms, starter_statement=statement, p45=p45)
    person.payment = replace(person.payment, tax_code=code)
    assert start_statement(person, YEAR) == sent


@pytest.mark.parametrize(("code", "taken"), [("0L", False), ("0T", True), ("K475", True), ("SD0", True), ("NT", True)])
def test_a_code_outside_hmrcs_list_is_named(person: PersonPaid, code: str, taken: bool) -> None:
    person.payment = replace(person.payment, tax_code=code)
    assert (missing(person, YEAR) == []) is taken


def test_letters_that_the_rules_forbid_are_named(person: PersonPaid) -> None:
    person.letters["F"] = Letter("F")
    assert "postcode of the workplace" in " ".join(missing(person, YEAR))
    person.workplace = "CH1 2AB"
    assert missing(person, YEAR) == []
    person.letters.update({letter: Letter(letter) for letter in "BCDE"})
    said = " ".join(with_terms(person, sex="M"))
    assert "four NI letters" in said and "B is for women" in said


def test_plan_5_and_pay_below_zero_are_named(person: PersonPaid) -> None:
    person.payment = replace(person.payment, loan_plan="5")
    assert missing(person, YEAR) == [] and "plan 5" in " ".join(missing(person, "2025-26"))
    person.year.taxable = -1
    assert "below zero" in " ".join(missing(person, YEAR))


def test_all_people_are_told_at_once_by_name(paid: RunPaid) -> None:
    check_people(paid)
    for one in paid.people[:2]:
        one.terms = replace(one.terms, born=None, sex="")
    with pytest.raises(Invalid) as told:
        check_people(paid)
    assert len(told.value.issues) == 4
    assert all(paid.people[0].terms.name in issue.message for issue in told.value.issues[:2])


@pytest.mark.parametrize(
    ("written", "sent"),
    [("xa 12 34 56 c", "XA123456C"), ("AB123456", "AB123456 "), ("DA123456A", ""), ("XX12345A", ""), (None, "")],
)
def test_ni_numbers_are_sent_as_hmrc_takes_them(written: str | None, sent: str) -> None:
    assert ni_number(written) == sent


def test_the_letter_b_is_for_those_born_by_5_april_1961(person: PersonPaid) -> None:
    person.letters["B"] = Letter("B")
    assert with_terms(person, sex="F", born=date(1961, 4, 5)) == []
    assert "B is for women" in " ".join(with_terms(person, born=date(1961, 4, 6)))
