"""Bar and table act as one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import Table, delete

from carecoop_desktop.platform.database.lists.reader import ListReader
from carecoop_desktop.platform.database.lists.shape import ListRequest, Sort
from carecoop_desktop.platform.desktop.tables.panel import RecordPanel


@pytest.fixture
def panel(qtbot: Any, shifts: Callable[[int], ListReader]) -> RecordPanel:
    made = RecordPanel(shifts(300))
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    return made


def test_it_opens_counted(panel: RecordPanel) -> None:
    assert panel.bar.count.text() == "300 rows"


def test_typing_filters_the_rows(qtbot: Any, panel: RecordPanel) -> None:
    qtbot.keyClicks(panel.bar.box, "RENE")
    qtbot.waitUntil(lambda: panel.table.rows.rowCount() == 75)
    assert {panel.table.rows.index(row, 0).data() for row in range(75)} == {"Renée Okafor"}
    assert panel.bar.count.text() == "75 rows"


def test_a_chip_filters_the_rows(panel: RecordPanel) -> None:
    panel.bar.chip("draft").click()
    assert panel.bar.count.text() == "100 rows"


def test_what_the_table_changes_shows_in_the_bar(panel: RecordPanel) -> None:
    panel.table.set_request(ListRequest((Sort("pay"),), search="ann").filtered("queried"))
    assert panel.bar.box.text() == "ann"
    assert panel.bar.chip("queried").isChecked()
    panel.bar.chip("queried").click()
    assert panel.table.request == ListRequest((Sort("pay"),), search="ann")


def test_down_goes_from_the_box_to_the_rows(qtbot: Any, panel: RecordPanel) -> None:
    panel.activateWindow()
    panel.bar.box.setFocus()
    qtbot.waitUntil(panel.bar.box.hasFocus)
    qtbot.keyClick(panel.bar.box, Qt.Key.Key_Down)
    assert panel.table.hasFocus()


def test_changes_reach_the_count(panel: RecordPanel, write: Any, shift: Table) -> None:
    write(delete(shift).where(shift.c.id > 100))
    assert panel.refresh_for({"shift"})
    assert panel.bar.count.text() == "100 rows"
    assert not panel.refresh_for({"member"})
