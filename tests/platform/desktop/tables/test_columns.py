"""Columns stay as the user left them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QMenu

from carecoop_desktop.platform.database.lists.reader import ListReader
from carecoop_desktop.platform.desktop.tables.source import Forgetful
from carecoop_desktop.platform.desktop.tables.view import RecordTable

KEY = "table.tests.shifts.columns"


@pytest.fixture
def make(qtbot: Any, shifts: Callable[[int], ListReader]) -> Callable[[Any], RecordTable]:
    reader = shifts(0)

    def table(memory: Any) -> RecordTable:
        made = RecordTable(reader, memory=memory)
        qtbot.addWidget(made)
        return made

    return table


def labels(table: RecordTable) -> list[str]:
    return [table.rows.shape.headings[place].key for place in table.columns.shown()]


def test_it_opens_as_the_list_describes_itself(make: Any) -> None:
    table = make(Forgetful())
    assert labels(table) == ["name", "day", "start", "hours", "pay", "visits", "state", "night"]
    header, unit = table.horizontalHeader(), table.fontMetrics().horizontalAdvance("n")
    assert header.sectionSize(0) == 22 * unit + 18


def test_order_width_and_hiding_are_remembered(make: Any) -> None:
    memory = Forgetful()
    first = make(memory)
    header = first.horizontalHeader()
    header.moveSection(4, 0)
    header.resizeSection(1, 222)
    first.columns.show(2, False)
    first.columns.show(8, True)
    first.columns.flush()
    second = make(memory)
    assert labels(second) == ["pay", "name", "day", "hours", "visits", "state", "night", "entered"]
    assert abs(second.horizontalHeader().sectionSize(1) - 222) <= 1
    assert second.horizontalHeader().isSectionHidden(2)


def test_changes_are_kept_a_moment_later_and_opening_keeps_nothing(make: Any, qtbot: Any) -> None:
    memory = Forgetful()
    table = make(memory)
    table.columns.flush()
    assert memory.get(KEY) is None
    table.horizontalHeader().resizeSection(0, 99)
    assert memory.get(KEY) is None
    qtbot.waitUntil(lambda: memory.get(KEY) is not None)
    assert set(memory.get(KEY)) == {"order", "shown", "widths"}


def test_leaving_the_screen_keeps_at_once(make: Any, qtbot: Any) -> None:
    memory = Forgetful()
    table = make(memory)
    table.show()
    table.horizontalHeader().resizeSection(0, 99)
    table.hide()
    assert memory.get(KEY)["widths"]["name"] > 0


def test_a_larger_font_gets_the_same_characters_in(make: Any) -> None:
    memory = Forgetful()
    first = make(memory)
    first.horizontalHeader().resizeSection(0, 10 * first.fontMetrics().horizontalAdvance("n") + 18)
    first.columns.remember()
    assert memory.get(KEY)["widths"]["name"] == 10


def test_a_column_can_be_ticked_off_but_never_the_last(make: Any) -> None:
    table = make(Forgetful())
    menu = QMenu(table)
    actions = {action.text(): action for action in table.columns.actions(menu)}
    assert actions["Date"].isChecked() and not actions["Entered"].isChecked()
    actions["Date"].toggle()
    assert "day" not in labels(table)
    for place in table.columns.shown()[1:]:
        table.columns.show(place, False)
    assert [action.text() for action in table.columns.actions(menu) if not action.isEnabled()] == ["Assistant"]


def test_back_to_how_it_was(make: Any) -> None:
    memory = Forgetful()
    table = make(memory)
    table.horizontalHeader().moveSection(4, 0)
    table.columns.show(0, False)
    table.columns.remember()
    table.columns.actions(table)[-1].trigger()
    assert labels(table) == ["name", "day", "start", "hours", "pay", "visits", "state", "night"]


@pytest.mark.parametrize(
    "kept", [None, [], "x", {"order": ["gone", "pay"], "widths": {"gone": 3}, "shown": {"gone": True}}]
)
def test_what_an_older_version_kept_does_no_harm(make: Any, kept: Any) -> None:
    memory = Forgetful()
    memory.set(KEY, kept)
    assert set(labels(make(memory))) == {"name", "day", "start", "hours", "pay", "visits", "state", "night"}


def test_the_header_has_a_menu(make: Any, qtbot: Any) -> None:
    table = make(Forgetful())
    table.show()
    table.horizontalHeader().customContextMenuRequested.emit(QPoint(3, 3))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()][:2] == ["Assistant", "Date"]
    menu.close()


def test_the_columns_fill_the_table(make: Any) -> None:
    table = make(Forgetful())
    table.resize(1800, 300)
    table.show()
    header = table.horizontalHeader()
    assert sum(header.sectionSize(place) for place in table.columns.shown()) == table.viewport().width()


def test_short_of_room_words_give_way_and_figures_do_not(make: Any) -> None:
    table = make(Forgetful())
    table.resize(300, 300)
    table.show()
    header, advance = table.horizontalHeader(), table.fontMetrics().horizontalAdvance
    headings = [heading.key for heading in table.rows.shape.headings]
    assert header.sectionSize(headings.index("name")) < 22 * advance("n")
    assert header.sectionSize(headings.index("pay")) > advance("£12,345.67")
    assert header.sectionSize(headings.index("day")) > advance("30 Nov 2026")


def test_a_table_a_little_too_narrow_cuts_words_before_it_moves_sideways(make: Any) -> None:
    table = make(Forgetful())
    table.resize(200, 300)
    table.show()
    header = table.horizontalHeader()
    needs, edge = header.length(), table.width() - table.viewport().width()
    table.resize(needs + edge - 4, 300)
    assert header.length() == table.viewport().width() == needs - 4
    table.resize(needs + edge - 150, 300)
    assert header.length() == needs  # cut words would not have been enough


def test_widths_that_the_user_set_stay(make: Any) -> None:
    memory = Forgetful()
    table = make(memory)
    table.resize(900, 300)
    table.show()
    table.horizontalHeader().resizeSection(0, 260)
    table.resize(500, 300)
    assert table.horizontalHeader().sectionSize(0) == 260
    table.columns.reset()
    assert table.horizontalHeader().sectionSize(0) != 260


def test_a_spare_column_stands_back_only_while_there_is_no_room(
    qtbot: Any, shifts: Callable[[int], ListReader]
) -> None:
    plain, memory = shifts(0), Forgetful()
    columns = tuple(replace(each, spare=each.key == "visits") for each in plain._list.columns)
    table = RecordTable(ListReader(replace(plain._list, columns=columns), plain._reading), memory=memory)
    qtbot.addWidget(table)
    table.resize(1800, 300)
    table.show()
    assert "visits" in labels(table)
    table.resize(300, 300)
    assert "visits" not in labels(table)
    table.columns.remember()
    assert memory.get(KEY)["shown"]["visits"]
    table.resize(1800, 300)
    assert "visits" in labels(table)


def test_hiding_a_column_lets_the_others_have_its_room(make: Any) -> None:
    memory = Forgetful()
    table = make(memory)
    table.resize(900, 300)
    table.show()
    before = table.horizontalHeader().sectionSize(0)
    table.columns.show(2, False)
    table.columns.remember()
    assert table.horizontalHeader().sectionSize(0) > before
    assert memory.get(KEY)["widths"] == {}
