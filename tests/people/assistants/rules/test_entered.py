"""What is wrong with what was entered, every issue at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from carecoop_desktop.people.assistants.entries import (
    Contract,
    Dbs,
    Person,
    Reference,
    RightToWork,
    Supervision,
    Support,
    Tax,
    Training,
    VettingItem,
)
from carecoop_desktop.people.assistants.rules import entered

TODAY = date(2026, 11, 30)
PERSON = Person("Siân Davies", born=date(1990, 3, 4), started=date(2025, 5, 6))
TAX = Tax(date(2025, 5, 6), "1257L", "A")
CONTRACT = Contract(date(2025, 5, 6))
DBS = Dbs("001234567890", date(2025, 4, 10))


def fields(issues: list[entered.Issue]) -> list[str]:
    return [issue.field for issue in issues]


def test_a_plain_person_has_no_issue() -> None:
    assert entered.person_issues(PERSON, TODAY) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "  "}, "name"),
        ({"status": "retired"}, "status"),
        ({"sex": "X"}, "sex"),
        ({"born": date(2012, 1, 1)}, "born"),
        ({"born": date(1900, 1, 1)}, "born"),
        ({"started": date(1940, 1, 1)}, "started"),
        ({"started": date(2040, 1, 1)}, "started"),
        ({"started": None}, "started"),
    ],
)
def test_each_wrong_answer_of_a_person_is_told_at_its_field(change: dict[str, object], field: str) -> None:
    assert field in fields(entered.person_issues(replace(PERSON, **change), TODAY))


def test_work_before_sixteen_is_told() -> None:
    young = replace(PERSON, born=date(2010, 1, 1), started=date(2025, 5, 6))
    assert [issue.message for issue in entered.person_issues(young, TODAY)] == ["This is before the age of 16."]


def test_an_applicant_needs_no_start_date() -> None:
    assert entered.person_issues(replace(PERSON, status="applicant", started=None), TODAY) == []


def test_all_issues_come_at_once() -> None:
    wrong = Person("", sex="?", status="?", started=None)
    assert fields(entered.person_issues(wrong, TODAY)) == ["name", "status", "sex"]


def test_a_birth_date_s_issue_says_the_age_and_what_is_allowed() -> None:
    (issue,) = entered.person_issues(replace(PERSON, born=date(2015, 3, 4), started=None, status="applicant"), TODAY)
    assert issue.message == "4 Mar 2015 would be an age of 11." and issue.accepted == "A date up to 28 Nov 2010."


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"since": None}, "since"),
        ({"kind": "zero"}, "kind"),
        ({"pay_frequency": "daily"}, "pay_frequency"),
        ({"holiday": "none"}, "holiday"),
        ({"weekly_minutes": 101 * 60}, "weekly_minutes"),
        ({"weekly_minutes": -1}, "weekly_minutes"),
        ({"until": date(2025, 5, 5)}, "until"),
    ],
)
def test_a_contract_s_issues(change: dict[str, object], field: str) -> None:
    assert fields(entered.contract_issues(replace(CONTRACT, **change), TODAY)) == [field]


def test_a_contract_may_last_one_day_and_have_no_fixed_hours() -> None:
    assert entered.contract_issues(replace(CONTRACT, until=CONTRACT.since, weekly_minutes=None), TODAY) == []


@pytest.mark.parametrize("code", ["1257L", "s1257l", "C1257L M1", "K475", "BR", "D0", "0T", "NT", "1257L W1/M1"])
def test_codes_of_hmrc_are_taken(code: str) -> None:
    assert entered.tax_issues(replace(TAX, tax_code=code), TODAY) == []


@pytest.mark.parametrize("code", ["", "12Z7L", "L1257", "1257"])
def test_other_codes_are_told(code: str) -> None:
    (issue,) = entered.tax_issues(replace(TAX, tax_code=code), TODAY)
    assert issue.field == "tax_code" and "is not a tax code" in issue.message


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"since": None}, "since"),
        ({"ni_letter": "Q"}, "ni_letter"),
        ({"basis": "weekly"}, "basis"),
        ({"loans": "3"}, "loans"),
        ({"starter_statement": "D"}, "starter_statement"),
        ({"pension": "final-salary"}, "pension"),
        ({"pension_base": "some"}, "pension_base"),
        ({"employee_rate": None}, "employee_rate"),
        ({"employee_rate": 10_001}, "employee_rate"),
        ({"employer_rate": -1}, "employer_rate"),
        ({"p45_pay": -1}, "p45_pay"),
        ({"p45_pay": 100}, "p45_tax_year"),
        ({"p45_tax": 100, "p45_tax_year": "2019-20"}, "p45_tax_year"),
    ],
)
def test_tax_issues(change: dict[str, object], field: str) -> None:
    assert field in fields(entered.tax_issues(replace(TAX, **change), TODAY))


def test_figures_of_a_p45_of_this_year_or_the_last_are_taken() -> None:
    for year in ("2026-27", "2025-26"):
        assert entered.tax_issues(replace(TAX, p45_pay=5, p45_tax=1, p45_tax_year=year), TODAY) == []


@pytest.mark.parametrize(
    ("code", "basis", "kept"),
    [("1257 L", "cumulative", ("1257L", "cumulative")), ("s1257lx", "cumulative", ("S1257L", "week1month1")),
     ("BR", "week1month1", ("BR", "week1month1")), ("0500T M1", "cumulative", ("500T", "week1month1"))],
)  # fmt: skip
def test_a_mark_in_the_code_becomes_the_basis(code: str, basis: str, kept: tuple[str, str]) -> None:
    assert entered.stored_code(replace(TAX, tax_code=code, basis=basis)) == kept


def test_a_vetting_item_that_is_complete_says_what_is_held_and_when() -> None:
    items = {"identity": "Identity"}
    assert fields(entered.vetting_issues(VettingItem("identity", "", None), items, TODAY)) == ["held", "checked"]
    assert entered.vetting_issues(VettingItem("identity", "", None, complete=False), items, TODAY) == []
    assert fields(entered.vetting_issues(VettingItem("shoe", "x", TODAY), items, TODAY)) == ["item"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"issued_on": None}, "issued_on"),
        ({"issued_on": date(2026, 12, 1)}, "issued_on"),
        ({"level": "super"}, "level"),
        ({"barred_lists": "dogs"}, "barred_lists"),
        ({"seen": date(2025, 4, 9)}, "seen"),
        ({"seen": date(2027, 1, 1)}, "seen"),
        ({"status_checked": date(2027, 1, 1)}, "status_checked"),
        ({"renew_by": date(2025, 1, 1)}, "renew_by"),
    ],
)
def test_a_certificate_s_issues(change: dict[str, object], field: str) -> None:
    assert fields(entered.dbs_issues(replace(DBS, **change), TODAY)) == [field]


def test_checks_lie_in_the_past_and_their_next_look_after_them() -> None:
    later = RightToWork("Passport", date(2026, 12, 1))
    assert fields(entered.right_to_work_issues(later, TODAY)) == ["checked"]
    turned = RightToWork("Passport", date(2026, 1, 2), follow_up=date(2026, 1, 1))
    assert fields(entered.right_to_work_issues(turned, TODAY)) == ["follow_up"]
    assert entered.right_to_work_issues(RightToWork("Passport", TODAY), TODAY) == []


def test_a_reference_is_asked_for_before_it_comes() -> None:
    early = Reference("", asked=date(2026, 2, 2), received=date(2026, 2, 1))
    assert fields(entered.reference_issues(early, TODAY)) == ["referee", "received"]
    assert entered.reference_issues(Reference("Oak Care"), TODAY) == []


def test_training_is_a_known_course_on_a_past_day() -> None:
    known = {"medicines": "Medicines"}
    assert entered.training_issues(Training("medicines", TODAY), known, TODAY) == []
    wrong = Training("cooking", None, renew_by=None)
    assert fields(entered.training_issues(wrong, known, TODAY)) == ["course", "done"]


def test_supervision_and_support_are_checked() -> None:
    assert fields(entered.supervision_issues(Supervision("chat", None), TODAY)) == ["kind", "held"]
    assert fields(entered.support_issues(Support(1, None, 0), TODAY)) == ["since", "weekly_minutes"]
    assert entered.support_issues(Support(1, TODAY, 30), TODAY) == []


@pytest.mark.parametrize(
    ("day", "message"),
    [(date(1949, 12, 31), "31 Dec 1949 is too long ago."), (date(2026, 12, 1), "1 Dec 2026 is still to come.")],
)
def test_days_out_of_bounds_are_told_in_words(day: date, message: str) -> None:
    (issue,) = entered.day_issues("since", day, TODAY)
    assert issue.message == message
