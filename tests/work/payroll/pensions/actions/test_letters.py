"""Letters from the records: who is due one, what stands in it, and that it stays as it was issued."""

from datetime import date

import pytest

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.paper.write import render
from carecoop_desktop.work.payroll.pensions.actions import change_scheme, issue_letters, postpone_enrolment
from carecoop_desktop.work.payroll.pensions.documents import letter_document
from carecoop_desktop.work.payroll.pensions.queries.letters import assessments, letters, letters_due
from carecoop_desktop.work.payroll.pensions.queries.standing import pension_schemes, postponements
from carecoop_desktop.work.payroll.pensions.rules.dates import letter_due
from tests.work.payroll.pensions.conftest import Fund, a_scheme


@pytest.fixture
def paid(fund: Fund) -> Fund:
    """Ann enrolled, Bea an entitled worker put off, Cal too young, all paid in April."""
    fund.office.do(postpone_enrolment, fund.crew.ids["Bea"], date(2026, 4, 1), date(2026, 6, 1))
    fund.crew.pay(4, {"Ann": 100, "Bea": 20, "Cal": 100})
    return fund


def test_everybody_is_due_the_letter_that_fits(paid: Fund) -> None:
    due = {(each.name, each.kind): each.due for each in paid.office.read(letters_due)}
    after_payday = letter_due(paid.crew.period(4).pay_date)
    assert due == {
        ("Ann Ward", "enrolled"): date(2026, 5, 13),
        ("Bea Ward", "postponed"): date(2026, 5, 13),
        ("Bea Ward", "entitled"): after_payday,
        ("Cal Ward", "non-eligible"): after_payday,
    }


def test_issuing_starts_the_clocks_and_is_done_once(paid: Fund) -> None:
    ann = paid.crew.ids["Ann"]
    assert len(paid.office.do(issue_letters, [ann]).value) == 1
    assert len(paid.office.do(issue_letters).value) == 3
    assert paid.office.read(letters_due) == []
    assert paid.office.read(postponements)[0].told == paid.office.today
    with pytest.raises(Refusal, match="No pension letter"):
        paid.office.do(issue_letters)
    (letter,) = paid.office.read(letters, ann)
    facts = letter.facts
    assert (facts["since"], facts["closes"], facts["employee"]) == ("1 Apr 2026", "30 Dec 2026", "5%")


def test_a_letter_says_what_the_law_asks_and_never_changes(paid: Fund) -> None:
    paid.office.do(issue_letters)
    ann, cal = paid.crew.ids["Ann"], paid.crew.ids["Cal"]
    before = str(letter_document(paid.office.read(letters, ann)[0]))
    for wanted in ("1 Apr 2026", "30 Dec 2026", "opt out", "NEST", "5%", "3%", "relief at source", "Ann Ward"):
        assert wanted in before
    version = paid.office.read(pension_schemes)[0].version
    paid.office.do(change_scheme, paid.scheme, version, a_scheme(employee_rate=700))
    assert str(letter_document(paid.office.read(letters, ann)[0])) == before
    young = str(letter_document(paid.office.read(letters, cal)[0]))
    assert "under 22" in young and "opt in" in young
    for letter in paid.office.read(letters):
        assert render(letter_document(letter)).pages == 1
        assert render(letter_document(letter, large_print=True)).pages >= 1


def test_every_payday_keeps_its_assessment(paid: Fund) -> None:
    (found,) = paid.office.read(assessments, paid.crew.ids["Cal"])
    assert (found.standing, found.earnings, found.enrol) == ("non-eligible", 150_000, False)
    assert "under 22" in found.why
