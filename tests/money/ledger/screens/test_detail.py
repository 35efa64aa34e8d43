"""One account, on its page and on the member's."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.money.ledger.actions import pay_out, receive_money
from carecoop_desktop.money.ledger.screens.detail import AccountView, member_account


def test_the_newest_line_stands_first(desk, two, qtbot) -> None:
    desk.office.do(receive_money, two.ann, two.board, "phb", 90_000, date(2026, 10, 1), "October")
    desk.office.do(pay_out, two.ann, "training", 4_000, date(2026, 11, 1), "Course")
    view = AccountView(desk, lines=True)
    qtbot.addWidget(view)
    view.show_record(two.ann)
    assert view.budget.text() == "£500.00 a week · the funder lets 8 weeks’ money stand"
    assert view.chosen_line(0).text == "Course"
    assert view.chosen_line(1).text == "October"
    assert view.chosen_line(2) is view.chosen_line(-1) is None
    assert view.chart.accessibleDescription() == view.ahead.text()


def test_only_the_last_twelve_months_are_read(office, two) -> None:
    office.do(receive_money, two.ann, two.board, "phb", 90_000, date(2025, 11, 30))
    office.do(receive_money, two.ann, two.board, "phb", 10_000, date(2025, 12, 1))
    standing, series, lines = office.read(member_account, two.ann)
    assert [line.pence for line in lines] == [10_000]
    assert lines[0].balance == standing.balance == series.known[0] == 100_000


def test_no_account_yet(desk, qtbot) -> None:
    view = AccountView(desk, lines=True)
    qtbot.addWidget(view)
    view.show_record(4711)
    assert view.words.text() == "Account · nothing yet"
    assert view.chart.isHidden()
