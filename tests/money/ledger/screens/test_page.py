"""The page of members' accounts, driven as staff drive it."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.money.ledger.actions import receive_money
from carecoop_desktop.money.ledger.listening import charge_accounts
from carecoop_desktop.money.ledger.permissions import POST_MONEY
from carecoop_desktop.money.ledger.queries import balances
from carecoop_desktop.money.ledger.screens.page import MAY_NOT, AccountsPage, make_page
from carecoop_desktop.platform.desktop.page import why_grey
from carecoop_desktop.platform.office.actions import Action
from carecoop_desktop.platform.office.permissions import Role

DAY = date(2026, 11, 2)
CHARGE = Action("ledger.charge", "Charge", POST_MONEY, False, charge_accounts)


@pytest.fixture
def page(desk, two, qtbot) -> AccountsPage:
    """The page over James' money."""
    desk.office.do(receive_money, two.james, two.council, "direct-payment", 397_600, DAY, "BACS 4711")
    made = make_page(desk)
    qtbot.addWidget(made)
    made.resize(1180, 800)
    made.show()
    return made


def test_it_opens_on_the_first_account(page, two) -> None:
    assert page.title == "Member accounts"
    assert page.context == "2 accounts · £3,976.00 held for members · 1 under four weeks’ cover"
    assert page.proof_pill.text() == "Proved"
    assert page.view.words.text() == "Account · £0.00 · 0.0 weeks’ cover"
    page.go_to(record=two.james)
    assert page.view.words.text() == "Account · £3,976.00 · 7.9 weeks’ cover"
    assert page.view.table.row_count() == 1
    assert not page.view.chart.isHidden()


def test_receiving_money(page, two) -> None:
    page.go_to(record=two.ann)
    page.receive()
    assert page.form.form.values is not None
    page.form.form.set_values({"heading": "contribution", "funder_id": 0, "pence": 5_000})
    page.form.save.click()
    assert page.desk.office.read(balances, None)[two.ann] == 5_000
    assert page.view.words.text().startswith("Account · £50.00")
    assert page.desk.window.sentences[-1] == "Received £50.00 for Ann Dâfydd"


def test_what_cannot_be_paid_is_told(page, two) -> None:
    page.go_to(record=two.james)
    page.pay()
    page.form.form.set_values({"pence": 397_601})
    page.form.save.click()
    assert "holds only £3,976.00" in str(page.desk.window.troubles[-1])
    assert page.desk.office.read(balances, None)[two.james] == 397_600


def test_correcting_a_line(page, two) -> None:
    page.go_to(record=two.james)
    assert why_grey(page.correct_button) == "Choose a line of the account first."
    page.view.table.choose(0)
    assert why_grey(page.correct_button) == ""
    page.correct()
    page.form.form.set_values({"reason": "Paid for Ann"})
    page.form.save.click()
    assert page.desk.office.read(balances, None)[two.james] == 0
    assert page.view.table.row_count() == 2


def test_a_line_of_a_pay_run_is_grey(page, two, run_of) -> None:
    page.desk.office.do(CHARGE, run_of)
    page.reload()
    page.go_to(record=two.ann)
    page.view.table.choose(0)
    assert why_grey(page.correct_button) == "A pay run is put right in the next pay run."
    assert page.view.pill.text() == "Overdrawn"


def test_who_may_not_sees_why(desk, two, as_role, qtbot) -> None:
    as_role(Role.READ_ONLY)
    page = make_page(desk)
    qtbot.addWidget(page)
    page.show()
    assert why_grey(page.receive_button) == why_grey(page.pay_button) == MAY_NOT


def test_an_empty_office(desk, qtbot) -> None:
    page = make_page(desk)
    qtbot.addWidget(page)
    page.show()
    assert page.context == "0 accounts · £0.00 held for members"
    assert desk.window.troubles == []


def test_it_opens_the_member(page, two) -> None:
    page.go_to(record=two.james)
    page.open_member.click()
    assert page.desk.window.opened[-1] == ("members", two.james)
