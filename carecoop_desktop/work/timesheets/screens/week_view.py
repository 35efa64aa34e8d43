"""The week grid as a table that is typed into like a spreadsheet."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from carecoop_desktop.platform.desktop.page.fitting import share
from carecoop_desktop.platform.desktop.page.pill import paint_pill, pill_size
from carecoop_desktop.platform.desktop.plain_tip import plain_tip
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.work.timesheets.rules.entry import Unread
from carecoop_desktop.work.timesheets.screens import grid_form as form
from carecoop_desktop.work.timesheets.screens.week_model import MUTED, PILLS, Index, WeekModel

Key = Qt.Key
_STEPS = {
    int(Key.Key_Return): "down",
    int(Key.Key_Enter): "down",
    int(Key.Key_Tab): "right",
    int(Key.Key_Backtab): "left",
    int(Key.Key_Down): "below",
    int(Key.Key_Up): "above",
}
_WIDTHS = {0: 18, 1: 19, 2: 12, form.TOTAL: 11, form.STATE: 24}
_DAY = 8
_NAMES = [0, 1, 2]
_LEAST = {0: 14, 1: 14, 2: 12, form.STATE: 14}
"""Characters that stay where there is too little room: a first name and the beginning of another, one state."""
_ROW_SHADE = 0.55


class CellDelegate(QStyledItemDelegate):
    """Paints pills, and edits with a plain line that Enter, Tab and the arrows leave like a spreadsheet's cell."""

    left = Signal(str)
    """The editor was left by a key, after what was typed was taken: down, right, left, below or above."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell as the style draws it, with pills instead of text where it has some."""
        cell: Any = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        pills = index.data(PILLS) or []
        if pills:
            cell.text = ""
        elif index.data(MUTED):
            cell.palette.setColor(cell.palette.ColorRole.Text, current().colour("secondary"))
            cell.palette.setColor(cell.palette.ColorRole.HighlightedText, current().colour("secondary"))
        view = self.parent()
        if isinstance(view, WeekView) and index.row() == view.currentIndex().row():
            ground = QColor(current().colour("selection"))
            ground.setAlphaF(_ROW_SHADE)
            painter.fillRect(cell.rect, ground)
        style = cell.widget.style() if cell.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
        if pills:
            self._paint_pills(painter, cell, pills, form.day_of(index.column()) is not None)

    def _paint_pills(self, painter: QPainter, cell: Any, pills: list[tuple[str, str]], right: bool) -> None:
        unit = current().sizes.unit
        room = QRect(cell.rect).adjusted(unit // 2, 0, -unit // 2, 0)
        if right:
            room.setLeft(max(room.left(), room.right() - pill_size(pills[0][0], cell.font).width()))
        for word, tone in pills:
            if room.width() > unit * 3:
                paint_pill(painter, room, word, tone, cell.font)
            room.setLeft(room.left() + pill_size(word, cell.font).width() + unit // 2)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line over the cell."""
        editor = QLineEdit(parent)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        editor.setStyleSheet("padding: 0 2px; border-radius: 0;")
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: Any, index: Index) -> None:
        """Wide enough for times, growing to the left where the cell is narrow."""
        wide = max(option.rect.width(), current().sizes.chars(18))
        editor.setGeometry(option.rect.right() - wide + 1, option.rect.top(), wide, option.rect.height())

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What could be typed to get the same again, all of it chosen so that typing replaces it."""
        words = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QLineEdit) and not editor.isModified() and editor.text() != words:
            editor.setText(words)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        """Hand what was typed to the model."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Leave by key only with something that can be taken; else stay and say what would be."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(editor, QLineEdit):
            step = _STEPS.get(int(event.key()))
            if step is not None:
                self._leave(editor, step)
                return True
        return super().eventFilter(editor, event)

    def _leave(self, editor: QLineEdit, step: str) -> None:
        view = self.parent()
        trouble = view.trouble_with(editor.text()) if isinstance(view, WeekView) else ""
        if trouble and isinstance(view, WeekView):
            editor.setProperty("wrong", "true")
            editor.style().polish(editor)
            QToolTip.showText(editor.mapToGlobal(QPoint(0, editor.height())), plain_tip(trouble), editor)
            view.told.emit(trouble)
            return
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.left.emit(step)


class WeekView(QTableView):
    """Typing starts editing, Enter goes down, Tab on, F2 edits, Ctrl+D fills down, Ctrl+C and Ctrl+V as in Excel."""

    told = Signal(str)
    """A sentence for the status line: why something is not taken."""
    week_asked = Signal(int)
    """Ctrl+PgUp and Ctrl+PgDn: so many weeks on."""
    choice_asked = Signal()
    """F8: to the choice between two desks' hours."""
    row_asked = Signal()
    """Ins: another row."""
    answered = Signal()
    """The current cell is another one."""
    editor_left = Signal()
    """What was being typed is taken, or given up."""

    def __init__(self, model: WeekModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = model
        self._run_from = -1
        self.setModel(model)
        self.setAccessibleName("Hours of the week")
        delegate = CellDelegate(self)
        delegate.left.connect(self._step)
        self.setItemDelegate(delegate)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(current().sizes.row)
        self.verticalHeader().setMinimumSectionSize(current().sizes.row)
        self._set_widths()

    def _set_widths(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(current().sizes.chars(5))
        header.setStretchLastSection(True)
        self._share_width()

    def _share_width(self) -> None:
        """Fill the table's width: names and days take what is left over; the states, then the names, give."""
        needed = [self._needed(column) for column in range(form.COLUMNS)]
        chars = current().sizes.chars
        least = [min(width, chars(_LEAST[n])) if n in _LEAST else width for n, width in enumerate(needed)]
        room = self.viewport().width()
        takers = [form.STATE] if sum(needed) > room else [*_NAMES, *range(form.FIRST_DAY, form.TOTAL)]
        for column, width in enumerate(share(needed, least, takers, room)):
            self.setColumnWidth(column, width)

    def _needed(self, column: int) -> int:
        """The usual width of a column, and no less than its heading takes."""
        header, sizes = self.horizontalHeader(), current().sizes
        usual = sizes.chars(_WIDTHS.get(column, _DAY)) + sizes.units(1)
        heading = self._grid.headerData(column, Qt.Orientation.Horizontal) or ""
        return max(usual, header.fontMetrics().horizontalAdvance(heading) + sizes.units(2.5))

    # -- typing ----------------------------------------------------------------------------------------------------

    @property
    def typing(self) -> bool:
        """Whether an editor is open over a cell: nothing is put in its place under somebody's fingers."""
        return self.state() == QAbstractItemView.State.EditingState

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tell that the cell can change again."""
        super().closeEditor(editor, hint)
        self.editor_left.emit()

    # -- moving ----------------------------------------------------------------------------------------------------

    def go(self, row: int, column: int) -> None:
        """Make a cell the current one."""
        index = self._grid.index(row, column)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def currentChanged(self, now: QModelIndex | Any, before: QModelIndex | Any) -> None:
        """Tell those who show what is found on the cell."""
        super().currentChanged(now, before)
        self.viewport().update()
        self.answered.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The current cell stays in sight when the strip below grows."""
        super().resizeEvent(event)
        self._share_width()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _step(self, step: str) -> None:
        here = self.currentIndex()
        row, column = here.row(), here.column()
        if step == "right":
            self._run_from = column if self._run_from < 0 else self._run_from
            row, column = (row + 1, form.FIRST_DAY) if column >= form.TOTAL - 1 else (row, column + 1)
        elif step == "left":
            row, column = (row - 1, form.TOTAL - 1) if column <= form.FIRST_DAY else (row, column - 1)
        elif step == "above":
            row -= 1
        else:
            back = self._run_from if step == "down" and self._run_from >= 0 else column
            row, column, self._run_from = row + 1, back, -1
        if 0 <= row < self._grid.rowCount():
            self.go(row, max(column, form.FIRST_DAY) if step == "right" else column)

    # -- keys ------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A spreadsheet's keys; everything else as any table."""
        if self._deed(event):
            event.accept()
            return
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
            return
        if event.key() in (Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End):
            self._run_from = -1
        super().keyPressEvent(event)

    def _deed(self, event: QKeyEvent) -> bool:
        key = int(event.key())
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return self._deed_with_control(key)
        elif key in (int(Key.Key_Delete), int(Key.Key_Backspace)):
            self.clear_cells()
        elif key in (int(Key.Key_Insert), int(Key.Key_F8)):
            (self.row_asked if key == int(Key.Key_Insert) else self.choice_asked).emit()
        elif key in _STEPS and _STEPS[key] in ("down", "right", "left"):
            return self._step_out(event, _STEPS[key])
        else:
            return False
        return True

    def _deed_with_control(self, key: int) -> bool:
        if key == int(Key.Key_D):
            self.fill_down()
        elif key in (int(Key.Key_PageUp), int(Key.Key_PageDown)):
            self.week_asked.emit(-1 if key == int(Key.Key_PageUp) else 1)
        else:
            return False
        return True

    def _step_out(self, event: QKeyEvent, step: str) -> bool:
        """Tab on the last cell, and back from the first, leave the grid for what comes next."""
        here = self.currentIndex()
        last = self._grid.rowCount() - 1
        ends = step == "right" and here.row() == last and here.column() >= form.TOTAL - 1
        begins = step == "left" and here.row() <= 0 and here.column() <= form.FIRST_DAY
        if not here.isValid() or ends or begins:
            return False
        self._step(step)
        return True

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab moves inside the grid, except at its ends."""
        event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Tab if forward else Key.Key_Backtab, Qt.KeyboardModifier(0))
        if self.hasFocus() and self._step_out(event, "right" if forward else "left"):
            return True
        return super().focusNextPrevChild(forward)

    # -- deeds -----------------------------------------------------------------------------------------------------

    def trouble_with(self, typed: str) -> str:
        """Why what stands in the editor cannot be taken; empty where it can."""
        found = self._grid.cell(self.currentIndex())
        place = form.day_of(self.currentIndex().column())
        if found is None or place is None:
            return ""
        try:
            form.plan_cell(found[0], place, typed)
        except Unread as error:
            return str(error)
        return ""

    def chosen(self) -> list[tuple[int, int]]:
        """The chosen cells, by row and column."""
        return sorted((index.row(), index.column()) for index in self.selectionModel().selectedIndexes())

    def copy(self) -> None:
        """Put the chosen cells on the clipboard with headings."""
        if chosen := self.chosen():
            QGuiApplication.clipboard().setText(form.copy_text(self._grid.rows, chosen, self._grid.days))

    def paste(self) -> None:
        """Fill in a block from the clipboard, its top left at the current cell."""
        here = self.currentIndex()
        text = QGuiApplication.clipboard().text()
        if here.isValid() and text:
            self._offer(form.plan_paste(self._grid.rows, here.row(), here.column(), text, self._grid.days))

    def fill_down(self) -> None:
        """Copy the top row of the choice down, or the cell above into the current one."""
        if chosen := self.chosen():
            rows, columns = [row for row, _ in chosen], sorted({column for _, column in chosen})
            self._offer(form.plan_fill_down(self._grid.rows, min(rows), max(rows), columns))

    def clear_cells(self) -> None:
        """Take out what the chosen cells hold."""
        self._offer(form.plan_clear(self._grid.rows, self.chosen()))

    def _offer(self, plan: form.Plan) -> None:
        if self._grid.read_only:
            self.told.emit(self._grid.read_only)
            return
        if plan.told:
            self.told.emit(plan.told)
        if plan.cells:
            self._grid.planned.emit(plan)

    def choose_only(self, row: int, column: int) -> None:
        """Make a cell current and the only chosen one."""
        index = self._grid.index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
