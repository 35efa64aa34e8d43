"""What Today says of pensions."""

from datetime import date

from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.pensions.actions import change_scheme, declare_compliance, issue_letters, opt_out
from carecoop_desktop.work.payroll.pensions.queries.waiting import today
from tests.work.payroll.pensions.conftest import Fund, a_scheme


def said(fund: Fund) -> list[tuple[str, str]]:
    """What Today lists, with the tones."""
    return [(item.what, item.tone) for item in fund.office.read(today)]


def test_letters_and_the_declaration_are_named_until_they_are_done(fund: Fund) -> None:
    assert said(fund) == [("Declare compliance with pension duties", "bad")]
    fund.office.do(declare_compliance, fund.scheme, date(2026, 9, 1), date(2026, 8, 20), "DOC-1")
    fund.crew.pay(4, {"Ann": 100, "Bea": 20})
    assert said(fund) == [("2 pension letters to send", "bad")]
    fund.office.do(issue_letters)
    assert said(fund) == []


def test_an_open_window_asks_for_the_date(fund: Fund) -> None:
    fund.office.do(change_scheme, fund.scheme, 1, a_scheme(duties_start=date(2023, 12, 1)))
    whats = [what for what, _ in said(fund)]
    assert "Choose the pension re-enrolment date" in whats


def test_a_refund_that_nobody_gave_is_named_after_a_month(fund: Fund) -> None:
    fund.office.do(declare_compliance, fund.scheme, date(2026, 9, 1), date(2026, 8, 20), "DOC-1")
    fund.crew.pay(4, {"Ann": 100})
    fund.office.do(opt_out, fund.crew.ids["Ann"], date(2026, 4, 29))
    assert ("Give Ann Ward a pension refund", "warn") in said(fund)
    fund.crew.pay(5, {"Ann": 100})
    assert not any("refund" in what for what, _ in said(fund))


def test_others_see_nothing_of_it(fund: Fund) -> None:
    assert Office(fund.office.database, User("Sam", Role.OFFICE)).read(today) == []
