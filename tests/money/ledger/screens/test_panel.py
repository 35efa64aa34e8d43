"""What the ledger brings to a member's page."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.money.ledger.actions import receive_money
from carecoop_desktop.money.ledger.screens.panel import AccountPanel, AccountTab
from carecoop_desktop.people.members.screens.page import MembersPage


def test_the_overview_shows_balance_and_chart_and_the_tab_the_lines(desk, two, qtbot) -> None:
    desk.office.do(receive_money, two.james, two.council, "direct-payment", 397_600, date(2026, 11, 2))
    for kind, lines in ((AccountPanel, False), (AccountTab, True)):
        panel = kind(desk)
        qtbot.addWidget(panel)
        panel.show_record(two.james)
        assert panel.words.text() == "Account · £3,976.00 · 7.9 weeks’ cover"
        assert panel.table.isHidden() != lines
        assert not panel.chart.isHidden()


def test_it_stands_on_the_members_page(desk, two, qtbot) -> None:
    desk.office.do(receive_money, two.james, two.council, "direct-payment", 397_600, date(2026, 11, 2))
    page = MembersPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.show_record(two.james)
    found = page.findChildren(AccountPanel)
    assert [panel.words.text() for panel in found] == ["Account · £3,976.00 · 7.9 weeks’ cover"]
    assert desk.window.troubles == []
