"""The statement a PA is handed, read back from its PDF, and the leave on the payslip's front."""

from datetime import date
from pathlib import Path

import pytest

from carecoop_desktop.platform.kernel.errors import NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.platform.paper.write import write_pdf
from carecoop_desktop.work.payroll.absence.actions import set_earlier_earnings
from carecoop_desktop.work.payroll.absence.documents import statement_document
from carecoop_desktop.work.payroll.absence.payslip import leave_pairs
from carecoop_desktop.work.payroll.absence.queries.statutory import decision
from carecoop_desktop.work.payroll.documents import payslip_document
from tests.work.payroll.absence.conftest import Team


def text_of(path: Path) -> str:
    from pypdf import PdfReader

    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


@pytest.mark.parametrize("large", [False, True])
def test_the_statement_says_what_was_asked_and_what_it_comes_to(team: Team, tmp_path: Path, large: bool) -> None:
    number = team.away("Ann", "sickness", date(2026, 5, 18), date(2026, 5, 22))
    found = team.office.read(decision, number)
    write_pdf(statement_document(found, large_print=large), tmp_path / "s.pdf")
    text = text_of(tmp_path / "s.pdf")
    assert "Statutory Sick Pay: why you get it" in text and "£123.25" in text and "s.155" in text


def test_a_refusal_names_the_form_and_where_to_turn(team: Team, tmp_path: Path) -> None:
    for day in (date(2025, 10, 31), date(2025, 11, 28), date(2025, 12, 31)):
        team.office.do(set_earlier_earnings, team.who("Bea"), day, 45_000)
    number = team.away("Bea", "maternity", date(2026, 5, 4), event=date(2026, 6, 1))
    found = team.office.read(decision, number, date(2026, 5, 31))
    write_pdf(statement_document(found), tmp_path / "s.pdf")
    text = text_of(tmp_path / "s.pdf")
    assert "why you do not get it" in text and "SMP1" in text and "Maternity Allowance" in text
    assert "No evidence received" in text


def test_holiday_has_no_statutory_pay_to_decide(team: Team) -> None:
    number = team.away("Ann", "holiday", date(2026, 5, 4), date(2026, 5, 5), minutes=600)
    with pytest.raises(Refusal):
        team.office.read(decision, number)


def test_the_decision_is_not_for_everybody(team: Team) -> None:
    number = team.away("Ann", "sickness", date(2026, 5, 18), date(2026, 5, 22))
    with pytest.raises(NotAllowed):
        Office(team.office.database, User("Tom", Role.TREASURER)).read(decision, number)


def test_the_payslip_shows_leave_on_its_front_and_sick_pay_on_its_back(team: Team, tmp_path: Path) -> None:
    team.away("Ann", "sickness", date(2026, 5, 18), date(2026, 5, 22))
    run = team.pay(2026, 5, {"Ann": 100})
    write_pdf(payslip_document(team.slip(run, "Ann")), tmp_path / "p.pdf")
    text = text_of(tmp_path / "p.pdf")
    assert "Leave left" in text and "hours on 31 May 2026" in text
    assert "Statutory Sick Pay, 5 days" in text and "Why this statutory pay?" in text


def test_a_payslip_without_a_balance_shows_none() -> None:
    assert leave_pairs({}) == ()
    leave = {"left": 60, "taken": 0, "from": "1 Apr 2026", "on": "31 May 2026", "paid_with_hours": True}
    assert leave_pairs({"absence": {"leave": leave}})[0].value == "1.00 hours on 31 May 2026, paid with each hour"
