"""Whether Employment Allowance may be claimed."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.statutory.tables import EmploymentAllowance, load_shelf
from carecoop_desktop.work.payroll.employers.rules import allowance_issues, concerns

QUESTIONS = load_shelf().year("2026-27").table(EmploymentAllowance, date(2026, 4, 6)).questions


def test_each_kind_of_employer_has_its_own_question() -> None:
    persons = [question for question in QUESTIONS if concerns(question, True)]
    companies = [question for question in QUESTIONS if concerns(question, False)]
    assert set(persons) | set(companies) == set(QUESTIONS)
    assert len(set(persons) & set(companies)) == len(QUESTIONS) - 2


@pytest.mark.parametrize("person", [True, False])
def test_every_question_that_concerns_it_must_be_yes(person: bool) -> None:
    yes = ["yes"] * len(QUESTIONS)
    assert allowance_issues(yes, QUESTIONS, person) == []
    for place, question in enumerate(QUESTIONS):
        for answer, word in (("no", "cannot be claimed"), ("", "not answered")):
            found = allowance_issues([*yes[:place], answer, *yes[place + 1 :]], QUESTIONS, person)
            wanted = [f"answer_{place}"] if concerns(question, person) else []
            assert [issue.field for issue in found] == wanted
            assert all(word in issue.message for issue in found)


def test_answers_that_were_never_given_are_missing() -> None:
    assert len(allowance_issues([], QUESTIONS, False)) == len(QUESTIONS) - 1
