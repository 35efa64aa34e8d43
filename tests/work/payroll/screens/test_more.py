"""A menu whose entries say why they cannot be chosen."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from carecoop_desktop.work.payroll.screens.more import Entry, MoreMenu


def test_an_entry_is_grey_with_its_reason_until_that_is_gone(qtbot: Any) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    done: list[str] = []
    reasons = ["Not yet."]
    menu = MoreMenu(owner, [Entry("Pay", lambda: done.append("paid"), lambda: reasons[0] if reasons else ""), None])
    action = menu.entry("Pay")
    assert not action.isEnabled() and action.toolTip() == "Not yet."
    reasons.clear()
    menu.aboutToShow.emit()
    action.trigger()
    assert action.isEnabled() and done == ["paid"]
    assert any(each.isSeparator() for each in menu.actions())
