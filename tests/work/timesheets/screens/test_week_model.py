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


def _one_row() -> list[GridRow]:
    cells = tuple(Cell(SUNDAY - timedelta(days=6 - place), 0, ()) for place in range(7))
    return [GridRow(kind="standard", cells=cells, assistant_id=1, member_id=2, assistant="Ann", member="Bob")]


def test_what_is_being_saved_stays_until_it_is_saved_and_read_again(qapp: Any) -> None:
    model, monday = WeekModel(), (1, 2, "standard", date(2026, 11, 16))
    model.show_rows(_one_row(), SUNDAY)
    index = model.index(0, form.FIRST_DAY)
    model.expect({monday: "5.0"})
    model.show_rows(_one_row(), SUNDAY)
    assert index.data() == "5.0" and not model.flags(index) & Qt.ItemFlag.ItemIsEditable
    model.landed([monday])
    assert index.data() == "5.0"
    model.show_rows(_one_row(), SUNDAY)
    assert index.data() == "–" and model.flags(index) & Qt.ItemFlag.ItemIsEditable


def test_what_was_refused_or_settled_shows_what_stands(qapp: Any) -> None:
    model, monday = WeekModel(), (1, 2, "standard", date(2026, 11, 16))
    model.show_rows(_one_row(), SUNDAY)
    index = model.index(0, form.FIRST_DAY)
    model.expect({monday: "5.0"})
    model.forget_pending([monday])
    assert index.data() == "–"
    model.dispute({monday: "5.0"})
    assert index.data() == "5.0" and "Choose below the grid" in index.data(Qt.ItemDataRole.ToolTipRole)
    model.dispute({})
    assert index.data() == "–"
