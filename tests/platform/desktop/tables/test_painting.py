"""Rows painted by us look as Qt would paint them: pixel for pixel where there are words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage, QPaintEvent
from PySide6.QtWidgets import QTableView
from sqlalchemy import Table, update

from carecoop_desktop.platform.database.lists.reader import ListReader
from carecoop_desktop.platform.desktop.tables import painting
from carecoop_desktop.platform.desktop.tables.lanes import ExecutorLane
from carecoop_desktop.platform.desktop.tables.view import RecordTable
from carecoop_desktop.platform.desktop.theme import ThemeKeeper

Shifts = Callable[[int], ListReader]
STATE_COLUMN = 6
PILL_TOLERANCE = 12
"""A pill is painted on nothing and laid over the row, which rounds its soft edges otherwise."""


class PaintedByQt(RecordTable):
    """The same table without our painter."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QTableView.paintEvent(self, event)


@pytest.fixture
def pair(qtbot: Any, theme: ThemeKeeper, shifts: Shifts) -> Iterator[tuple[RecordTable, RecordTable]]:
    source = shifts(60)
    tables = RecordTable(source), PaintedByQt(source)
    for table in tables:
        qtbot.addWidget(table)
        table.resize(900, 300)
    yield tables


def seen(table: RecordTable) -> QImage:
    return table.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def differences(tables: tuple[RecordTable, RecordTable]) -> tuple[int, int]:
    """How many pixels differ where there are words, and how far any channel of a pill is off."""
    ours, qts = (seen(table) for table in tables)
    header = tables[0].horizontalHeader()
    left = header.sectionViewportPosition(STATE_COLUMN)
    pills = range(left, left + header.sectionSize(STATE_COLUMN))
    words, worst = 0, 0
    for y in range(ours.height()):
        if ours.constScanLine(y) == qts.constScanLine(y):
            continue
        for x in range(ours.width()):
            if ours.pixel(x, y) == qts.pixel(x, y):
                continue
            if x not in pills:
                words += 1
                continue
            one, other = ours.pixelColor(x, y), qts.pixelColor(x, y)
            pairs = zip(one.getRgb(), other.getRgb(), strict=True)
            worst = max(worst, *(abs(a - b) for a, b in pairs))
    return words, worst


@pytest.mark.parametrize(("mode", "percent"), [("light", 100), ("dark", 150), ("contrast", 200)])
def test_rows_look_as_qt_paints_them(
    pair: tuple[RecordTable, RecordTable], theme: ThemeKeeper, mode: Any, percent: int
) -> None:
    theme.apply(mode, percent)
    words, worst = differences(pair)
    assert words == 0
    assert worst <= PILL_TOLERANCE


def test_so_they_do_when_narrow_scrolled_and_moved(pair: tuple[RecordTable, RecordTable]) -> None:
    for table in pair:
        table.horizontalHeader().moveSection(0, 2)
        table.setColumnWidth(0, 60)  # names are cut
        table.setColumnHidden(3, True)
        table.verticalScrollBar().setValue(20)
    assert differences(pair) < (1, PILL_TOLERANCE)


def test_what_is_selected_or_holds_the_cursor_is_painted_by_qt(pair: tuple[RecordTable, RecordTable]) -> None:
    plain = seen(pair[0])
    for table in pair:
        table.selectRow(2)
        table.setCurrentIndex(table.rows.index(4, 1))
        table.selectRow(3)
    assert seen(pair[0]) != plain
    assert differences(pair) < (1, PILL_TOLERANCE)


def test_words_that_look_like_markup_are_shown_as_typed(
    pair: tuple[RecordTable, RecordTable], write: Callable[..., None], shift: Table
) -> None:
    write(update(shift).values(name="<b>Ann</b> & Co"))
    for table in pair:
        table.reload()
    assert differences(pair) < (1, PILL_TOLERANCE)


def test_a_change_of_the_rows_is_seen(
    pair: tuple[RecordTable, RecordTable], write: Callable[..., None], shift: Table
) -> None:
    before = seen(pair[0])
    write(update(shift).values(name="Somebody else", state="queried"))
    for table in pair:
        table.reload()
    assert seen(pair[0]) != before
    assert differences(pair) < (1, PILL_TOLERANCE)


def test_rows_that_are_not_here_yet_show_dots(qtbot: Any, shifts: Shifts, lane: ExecutorLane) -> None:
    table = RecordTable(shifts(3000), lane)
    qtbot.addWidget(table)
    table.resize(900, 300)
    with qtbot.waitSignal(table.counted):
        table.show()
    here = seen(table)
    lane.close()  # nothing arrives from here on
    table.verticalScrollBar().setValue(2000)
    assert table.rows.row_at(2000) is None
    away = seen(table)
    dark = [
        sum(QColor(image.pixel(x, y)).lightness() < 128 for x in range(800) for y in range(200))
        for image in (here, away)
    ]
    assert 0 < dark[1] < dark[0] / 4


def test_values_are_set_anew_once_there_are_too_many(
    pair: tuple[RecordTable, RecordTable], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(painting, "_KEPT", 3)
    for place in (0, 10, 30):
        for table in pair:
            table.verticalScrollBar().setValue(place)
        assert differences(pair) < (1, PILL_TOLERANCE)


def test_a_list_without_a_row_paints_its_empty_words(qtbot: Any, shifts: Shifts) -> None:
    table = RecordTable(shifts(0))
    qtbot.addWidget(table)
    table.resize(600, 200)
    blank = seen(table)
    table.set_empty_text("Shifts will appear here.")
    assert seen(table) != blank


def test_only_what_is_exposed_is_painted(qtbot: Any, pair: tuple[RecordTable, RecordTable]) -> None:
    asked: list[int] = []
    ours = pair[0]
    before = ours.rows.wanted_row
    ours.rows.wanted_row = lambda place: asked.append(place) or before(place)  # type: ignore[method-assign]
    height = ours.rowHeight(0)
    ours.viewport().grab(ours.viewport().rect().adjusted(0, 0, 0, -ours.viewport().height() + height))
    assert asked == [0]
