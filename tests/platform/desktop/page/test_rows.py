"""The small table: words, pills, buttons, keys, widths and the clipboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from carecoop_desktop.platform.desktop.page import Column, Do, RowsTable, Tag, Tagged, why_grey
from carecoop_desktop.platform.desktop.page.cells import Cell
from carecoop_desktop.platform.desktop.page.rows import RowsModel
from carecoop_desktop.platform.desktop.theme import ThemeKeeper, current

Place = Callable[[QWidget], QWidget]
COLUMNS = [Column("PA", stretch=True), Column("Hours", "hours"), Column("Net pay", "money"), Column("State")]
ROWS: list[tuple[Cell, ...]] = [
    ("Marek Nowak", 8880, 167206, Tag("Ready", "met")),
    ("Siân Davies", 7590, 151852, Tag("2 queries", "warn")),
    (Tagged("Chloe Martin", Tag("New", "info")), None, 86400, Tag("Under NMW", "bad")),
]


@pytest.fixture
def table(place: Place) -> RowsTable:
    made = RowsTable(COLUMNS, ROWS, name="Payslips")
    made.resize(900, 400)
    place(made)
    return made


def said(table: RowsTable, row: int, column: int) -> object:
    return table.model().index(row, column).data()


def test_the_model_is_sound(theme: ThemeKeeper) -> None:
    model = RowsModel(COLUMNS)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_rows(ROWS)
    model.set_rows([])
    model.set_rows(ROWS[:1])
    assert (model.rowCount(), model.columnCount()) == (1, 4)
    assert model.rowCount(model.index(0, 0)) == 0


def test_cells_say_their_words(table: RowsTable) -> None:
    assert [said(table, 0, column) for column in range(4)] == ["Marek Nowak", "148.00", "£1,672.06", "Ready"]
    assert said(table, 2, 0) == "Chloe Martin (New)"
    assert said(table, 2, 1) == "–"


def test_a_short_row_leaves_the_rest_empty(place: Place) -> None:
    made = RowsTable(COLUMNS, [("Marek Nowak",)], name="Payslips")
    place(made)
    assert said(made, 0, 3) == ""


def test_headings_stand_as_their_columns(table: RowsTable) -> None:
    model = table.model()
    across = Qt.Orientation.Horizontal
    assert [model.headerData(at, across) for at in range(4)] == ["PA", "Hours", "Net pay", "State"]
    align = model.headerData(2, across, Qt.ItemDataRole.TextAlignmentRole)
    assert align & Qt.AlignmentFlag.AlignRight.value
    assert model.headerData(9, across) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_money_stands_at_the_right(table: RowsTable) -> None:
    index = table.model().index(0, 2)
    assert index.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight.value
    assert not table.model().index(0, 0).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight.value


def test_pills_are_painted(table: RowsTable) -> None:
    index = table.model().index(2, 3)
    rect = table.visualRect(index)
    image = table.viewport().grab().toImage()
    ground = current().state("bad")[0]
    found = sum(image.pixelColor(x, rect.center().y()) == ground for x in range(rect.left(), rect.right()))
    assert found > 5


def test_a_chosen_row_is_told(table: RowsTable, qtbot: QtBot) -> None:
    chosen: list[int] = []
    table.chosen.connect(chosen.append)
    table.choose(1)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert chosen == [1, 2]


def test_enter_and_double_click_open_a_row(table: RowsTable, qtbot: QtBot) -> None:
    opened: list[int] = []
    table.opened.connect(opened.append)
    table.choose(2)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    table.doubleClicked.emit(table.model().index(1, 0))
    assert opened == [2, 1]


def test_copy_takes_headings_and_every_row(table: RowsTable, qtbot: QtBot) -> None:
    table.choose(0)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0] == "PA\tHours\tNet pay\tState"
    assert lines[1] == "Marek Nowak\t148.00\t£1,672.06\tReady"
    assert len(lines) == 4


def test_copy_takes_only_the_chosen_rows_when_several_are(table: RowsTable) -> None:
    table.selectRow(0)
    select = table.selectionModel()
    flags = select.SelectionFlag.Select | select.SelectionFlag.Rows
    select.select(table.model().index(2, 0), flags)
    assert [line.split("\t")[0] for line in table.copy_text().splitlines()] == [
        "PA",
        "Marek Nowak",
        "Chloe Martin (New)",
    ]


def test_a_tab_in_a_cell_does_not_break_the_columns(place: Place) -> None:
    made = RowsTable([Column("A"), Column("B")], [("one\ttwo", "three")], name="T")
    place(made)
    assert made.copy_text().splitlines()[1] == "one two\tthree"


@pytest.mark.parametrize(
    ("cell", "copied"),
    [("=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1"), (" @SUM(1)", "'@SUM(1)"), ("one\n=two", "one =two"),
     ("-£3.20", "-£3.20"), ("+1,200", "+1,200"), (Tagged("=x", Tag("New")), "'=x (New)"), ("-", "-"),
     ("- by bus", "'- by bus")],
)  # fmt: skip
def test_no_copied_cell_is_a_formula_or_two(place: Place, cell: Cell, copied: str) -> None:
    made = RowsTable([Column("A"), Column("Pay", "money")], [(cell, -150)], name="T")
    place(made)
    assert made.copy_text().splitlines()[1:] == [f"{copied}\t-£1.50"]


def test_new_rows_keep_the_current_one(table: RowsTable) -> None:
    table.choose(1)
    table.set_rows(list(reversed(ROWS)))
    assert table.currentIndex().row() == 1
    table.set_rows([])
    assert (table.currentIndex().row(), table.row_count()) == (-1, 0)


def test_tab_leaves_the_table(table: RowsTable) -> None:
    assert not table.tabKeyNavigation()


def test_columns_fill_the_width(table: RowsTable) -> None:
    total = sum(table.columnWidth(column) for column in range(4))
    assert total == table.viewport().width()
    before = table.columnWidth(0)
    table.resize(1200, 400)
    assert table.columnWidth(0) > before
    assert sum(table.columnWidth(column) for column in range(4)) == table.viewport().width()


def test_a_narrow_table_keeps_its_names_readable(table: RowsTable) -> None:
    table.resize(200, 300)
    assert table.columnWidth(0) >= current().sizes.chars(10)
    assert table.columnWidth(2) >= table.fontMetrics().horizontalAdvance("£1,672.06")


def test_a_fixed_width_is_kept(place: Place) -> None:
    made = RowsTable([Column("When", width=20), Column("What", stretch=True)], [("a", "b")], name="T")
    made.resize(700, 200)
    place(made)
    assert made.columnWidth(0) == current().sizes.chars(20)


def test_a_fitting_table_is_as_tall_as_its_rows(place: Place) -> None:
    made = RowsTable(COLUMNS, ROWS, name="T", fit=True)
    made.resize(900, 200)
    place(made)
    three = made.sizeHint().height()
    made.set_rows(ROWS[:1])
    assert three - made.sizeHint().height() == 2 * current().sizes.row
    assert made.minimumSizeHint().height() == made.sizeHint().height()


def test_larger_text_makes_taller_rows(table: RowsTable, theme: ThemeKeeper) -> None:
    before = table.rowHeight(0)
    theme.apply(None, 200)
    QApplication.sendPostedEvents()
    assert table.rowHeight(0) > before * 1.6


class TestButtons:
    """Buttons in rows."""

    @pytest.fixture
    def done(self) -> list[str]:
        return []

    @pytest.fixture
    def table(self, place: Place, done: list[str]) -> RowsTable:
        rows = [
            ("DBS renewal", Do("Record check", lambda: done.append("recorded"))),
            ("Month 8", Do("Start pay run", lambda: done.append("started"), "Two timesheets wait.")),
        ]
        made = RowsTable([Column("What", stretch=True), Column("Do it")], rows, name="Needs you")
        made.resize(600, 300)
        place(made)
        return made

    def buttons(self, table: RowsTable) -> list[QPushButton]:
        found = [table.indexWidget(table.model().index(row, 1)) for row in range(2)]
        return [holder.findChild(QPushButton) for holder in found]

    def test_a_button_does_its_deed(self, table: RowsTable, done: list[str], qtbot: QtBot) -> None:
        qtbot.mouseClick(self.buttons(table)[0], Qt.MouseButton.LeftButton)
        assert done == ["recorded"]

    def test_a_grey_one_says_why(self, table: RowsTable, done: list[str], qtbot: QtBot) -> None:
        second = self.buttons(table)[1]
        qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
        assert (done, why_grey(second)) == ([], "Two timesheets wait.")

    def test_a_screen_reader_hears_which_row(self, table: RowsTable) -> None:
        found = QAccessible.queryAccessibleInterface(self.buttons(table)[0])
        assert found.text(QAccessible.Text.Name) == "Record check: DBS renewal"

    def test_no_button_is_cut(self, table: RowsTable) -> None:
        for each in self.buttons(table):
            assert each.width() >= each.sizeHint().width()

    def test_other_rows_bring_other_buttons(self, table: RowsTable, done: list[str], qtbot: QtBot) -> None:
        table.set_rows([("Rota", Do("Plan", lambda: done.append("planned"))), ("Nothing", None)])
        assert table.indexWidget(table.model().index(1, 1)) is None
        qtbot.mouseClick(table.indexWidget(table.model().index(0, 1)).findChild(QPushButton), Qt.MouseButton.LeftButton)
        assert done == ["planned"]

    def test_a_button_may_replace_the_rows_it_stands_in(self, place: Place, qtbot: QtBot) -> None:
        made = RowsTable([Column("What"), Column("Do")], name="T")
        made.set_rows([("One", Do("Clear", lambda: made.set_rows([("Two", None)])))])
        place(made)
        press = made.indexWidget(made.model().index(0, 1)).findChild(QPushButton)
        qtbot.mouseClick(press, Qt.MouseButton.LeftButton)
        assert said(made, 0, 0) == "Two"


def test_outside_the_table_is_nothing(theme: ThemeKeeper) -> None:
    assert RowsModel(COLUMNS).data(QModelIndex()) is None


def test_words_that_do_not_fit_go_on_below(place: Place) -> None:
    words = "A request for change that has been waiting for an answer since the first of the month"
    made = RowsTable(
        [Column("Why", stretch=True), Column("State")], [(words, Tag("late", "bad")), ("No", None)], name="T"
    )
    made.resize(300, 300)
    place(made)
    assert made.rowHeight(0) > made.rowHeight(1) == current().sizes.row
    made.resize(1200, 300)
    assert made.rowHeight(0) == current().sizes.row


def test_a_long_table_keeps_one_line_a_row(place: Place) -> None:
    made = RowsTable([Column("Why", stretch=True)], [("word " * 40,)] * 301, name="T")
    made.resize(300, 300)
    place(made)
    assert made.rowHeight(0) == current().sizes.row


def test_a_column_narrows_to_its_longest_word(place: Place) -> None:
    made = RowsTable([Column("PA", stretch=True), Column("Match")], [("Hywel Llewellyn", "Bird-watching")], name="T")
    made.resize(120, 200)
    place(made)
    assert made.columnWidth(1) >= made.fontMetrics().horizontalAdvance("Bird-watching")
    assert made.columnWidth(0) < made.fontMetrics().horizontalAdvance("Hywel Llewellyn") + current().sizes.units(2)
