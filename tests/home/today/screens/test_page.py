"""Today in a new office: what needs it is in sight beside the first steps."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from carecoop_desktop.home.today.screens.page import TodayView
from carecoop_desktop.home.today.shown import Figure, Shown
from carecoop_desktop.platform.office.features import TodayItem

FOUR = tuple(Figure(str(n), "what", "note") for n in range(4))
ITEM = TodayItem("warn", "No backup yet", "No backup", "All may be lost", "Back up now", "settings", None, 10)


@pytest.mark.parametrize(
    ("items", "nobody", "seen"), [((ITEM,), True, True), ((), True, False), ((), False, True), ((ITEM,), False, True)]
)
def test_what_is_counted_above_stands_below(qtbot: Any, items: tuple[TodayItem, ...], nobody: bool, seen: bool) -> None:
    page = TodayView("Priya Shah", lambda *_: None)
    qtbot.addWidget(page)
    page.show()
    page.show_today(Shown(FOUR, items, nobody), date(2026, 11, 22))
    assert page._card.isVisible() is seen
    assert page._table.isVisible() is bool(items)
