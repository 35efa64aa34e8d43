"""The week grid says its cells in plain words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt

from carecoop_desktop.work.timesheets.queries import Cell, GridRow
from carecoop_desktop.work.timesheets.screens import grid_form as form
from carecoop_desktop.work.timesheets.screens.week_model import WeekModel

SUNDAY = date(2026, 11, 22)
HOSTILE = "<b>Bobby</b> & Tables"


def test_a_name_like_markup_is_never_read_as_markup(qapp: Any) -> None:
    cells = tuple(Cell(SUNDAY - timedelta(days=6 - place), 0, ()) for place in range(7))
    model = WeekModel()
    model.show_rows(
        [GridRow(kind="standard", cells=cells, assistant_id=1, member_id=2, assistant=HOSTILE, member="Ann")], SUNDAY
    )
    index = model.index(0, form.FIRST_DAY)
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;Bobby&lt;/b&gt; &amp; Tables" in tip
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith(HOSTILE)
    assert model.index(0, 0).data() == HOSTILE
