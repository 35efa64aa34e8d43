"""One member's statement, or everybody's: the same figures."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.money.ledger.actions import charge_monthly_fees, pay_out, receive_money
from carecoop_desktop.money.ledger.listening import charge_accounts
from carecoop_desktop.money.ledger.permissions import POST_MONEY
from carecoop_desktop.money.ledger.queries import balances
from carecoop_desktop.money.statements.actions import issue_statements
from carecoop_desktop.money.statements.queries import statement, statements
from carecoop_desktop.people.members.actions import record_information_need
from carecoop_desktop.people.members.entries import NewNeed
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.actions import Action

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
CHARGE = Action("ledger.charge", "Charge", POST_MONEY, False, charge_accounts)


@pytest.fixture
def november(office, two, run_of):
    """James' and Ann's November: payments, a pay run, fees and an invoice."""
    office.do(receive_money, two.james, two.council, "direct-payment", 192_000, date(2026, 10, 5))
    office.do(receive_money, two.james, None, "contribution", 8_000, date(2026, 10, 8))
    office.do(receive_money, two.james, two.council, "direct-payment", 192_000, date(2026, 11, 2))
    office.do(receive_money, two.ann, two.council, "direct-payment", 160_000, date(2026, 11, 2))
    office.do(CHARGE, run_of)
    office.do(charge_monthly_fees, LAST)
    office.do(pay_out, two.james, "activity", 2_450, date(2026, 11, 12), "Swimming lane")
    return office


def test_the_figures_at_a_glance(november, two) -> None:
    found = november.read(statement, two.james, FIRST, LAST)
    assert (found.opening, found.coming, found.closing) == (200_000, 192_000, 392_000 - 33_500 - 999 - 2_450)
    assert found.opening + found.coming - found.going == found.closing
    assert found.closing == november.read(balances, LAST)[two.james]
    assert (found.number, found.name, found.weekly, found.month) == ("014", "James Hollis", 50_000, "November 2026")
    assert found.tenths == 71
    assert found.office == "Dee Valley Care Co-operative"


def test_money_in_beside_what_was_to_come(november, two) -> None:
    found = november.read(statement, two.james, FIRST, LAST)
    council, own = found.money_in
    assert (council.funder, council.expected, council.received, council.variance) == (
        "Cheshire West and Chester", 384_000, 192_000, -192_000
    )  # fmt: skip
    assert (own.funder, own.expected, own.received) == ("You", 8_000, 0)
    assert found.arrears == 8_000
    assert "Your contribution is £80.00 behind. Please pay it in, or ring us if that is hard." in found.needs_you
    assert "Your agreement with Cheshire West and Chester is to be reviewed on 20 Dec 2026." in found.needs_you


def test_a_payment_that_did_not_come(november, two) -> None:
    found = november.read(statement, two.ann, FIRST, LAST)
    board = next(line for line in found.money_in if line.stream == "Personal health budget")
    assert (board.expected, board.received) == (43_333, 0)
    assert (
        "The payment from NHS Cheshire and Merseyside ICB has not come. We are asking them; you need do nothing."
        in (found.needs_you)
    )


def test_money_out_by_heading(november, two) -> None:
    found = november.read(statement, two.james, FIRST, LAST)
    assert [(line.heading, line.pence) for line in found.money_out] == [
        ("Wages of PAs", 30_000),
        ("Employer's NI and pension", 3_000),
        ("PAs' mileage and expenses", 500),
        ("Account and payroll fees", 999),
        ("Activities and outings", 2_450),
    ]
    assert sum(line.pence for line in found.money_out) == found.going
    assert found.transactions[-1].balance == found.closing


def test_the_surplus_test_carries_its_working(november, two) -> None:
    (test,) = november.read(statement, two.james, FIRST, LAST).surplus
    assert (test.weeks, test.limit, test.surplus) == (8, 400_000, 0)
    assert test.available == 355_051 - 200_000
    assert test.lines[0] == ("Balance", "in the account", 355_051)
    november.do(receive_money, two.james, two.council, "one-off", 400_000, date(2026, 11, 20))
    (over,) = november.read(statement, two.james, FIRST, LAST).surplus
    assert over.surplus == 155_051


def test_needs_large_print_and_set_asides(november, two) -> None:
    november.do(record_information_need, NewNeed(two.james, "large-print", "18 point"))
    found = november.read(statement, two.james, FIRST, LAST)
    assert found.large_print
    assert found.information_needs == ("Large print, 18 point",)
    assert {line.label: line.pence for line in found.set_aside} == {
        "Holiday of PAs": 0, "Redundancy": 0, "HMRC and pension": 0, "Contingency": 200_000
    }  # fmt: skip


def test_everybodys_statements_are_the_single_ones(november, two) -> None:
    found = november.read(statements, FIRST, LAST)
    assert [each.name for each in found] == ["Ann Dâfydd", "James Hollis"]
    assert [november.read(statement, each.member_id, FIRST, LAST) for each in found] == found
    assert november.read(statements, FIRST, LAST, [two.ann]) == found[:1]


def test_nobody_there(office) -> None:
    assert office.read(statements, FIRST, LAST) == []
    with pytest.raises(Refusal, match="no longer there"):
        office.read(statement, 4711, FIRST, LAST)


def test_a_member_without_money_has_an_empty_statement(office, two) -> None:
    found = office.read(statement, two.ann, date(2026, 1, 1), date(2026, 1, 31))
    assert (found.opening, found.closing, found.weekly, found.tenths) == (0, 0, 0, None)
    assert found.transactions == found.money_in == found.surplus == ()
    assert found.outlook.word == "Yes"


def test_what_is_issued_says_so(november, two) -> None:
    november.do(issue_statements, FIRST, LAST, [two.ann])
    found = november.read(statement, two.ann, FIRST, LAST)
    assert found.issued is not None
    assert (found.issued.on, found.issued.by) == (november.today, "Priya Shah")
    assert november.read(statement, two.james, FIRST, LAST).issued is None


def test_every_statement_of_the_demo_adds_up(demo_office) -> None:
    found = demo_office.read(statements, FIRST, LAST)
    held = demo_office.read(balances, LAST)
    for each in found:
        assert each.opening + each.coming - each.going == each.closing == held.get(each.member_id, 0)
        assert sum(line.received for line in each.money_in) == each.coming
        assert sum(line.pence for line in each.money_out) == each.going
        assert each.outlook.known[-1] == each.closing
    assert sum(each.minutes for each in found) > 0
    assert any(each.arrears for each in found)
    assert all(each.issued for each in found)
