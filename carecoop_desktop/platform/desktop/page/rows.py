"""A small table for a few dozen rows inside a page. Long lists use the SQL-backed tables instead."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from carecoop_desktop.platform.desktop.page.buttons import allow, button
from carecoop_desktop.platform.desktop.page.cells import Cell, Column, Do, Tag, Tagged, cell_text, copied
from carecoop_desktop.platform.desktop.page.fitting import lines_in, share
from carecoop_desktop.platform.desktop.page.labels import row
from carecoop_desktop.platform.desktop.page.pill import paint_pill, pill_size
from carecoop_desktop.platform.desktop.tables.tips import show_whole
from carecoop_desktop.platform.desktop.theme import current

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = Qt.ItemDataRole.UserRole + 1
_LONGEST_WORD = 18
"""A column of words narrows to its longest word, but to so many characters even where one is longer."""
_WRAPPED_AT_MOST = 300
"""In tables of so many rows at most, rows are as high as their words need."""


class RowsModel(QAbstractTableModel):
    """Rows of cells under columns."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: list[tuple[Cell, ...]] = []

    def set_rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Show these rows instead of the ones before."""
        self.beginResetModel()
        self.rows = [tuple(each) for each in rows]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Rows at the top level only."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """As many as were given."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Headings stand as their columns do."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_align(self.columns[section].right))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's words, or the cell itself for the delegate."""
        if not index.isValid():
            return None
        shape = self.columns[index.column()]
        if role == CELL_ROLE:
            return self._cell(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cell_text(self._cell(index), shape.kind)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_align(shape.right))
        return None

    def _cell(self, index: Index) -> Cell:
        cells = self.rows[index.row()]
        return cells[index.column()] if index.column() < len(cells) else None


def _align(right: bool) -> int:
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return int((side | Qt.AlignmentFlag.AlignVCenter).value)


class CellDelegate(QStyledItemDelegate):
    """Paints tags as pills and leaves everything else to the style."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """A pill or a button stands where the cell's words would."""
        super().initStyleOption(option, index)
        cell = index.data(CELL_ROLE)
        if isinstance(cell, (Tag, Tagged, Do)):
            option.text = cell.text if isinstance(cell, Tagged) else ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground first, then the pill over it."""
        super().paint(painter, option, index)
        cell = index.data(CELL_ROLE)
        if isinstance(cell, (Tag, Tagged)):
            tag = cell.tag if isinstance(cell, Tagged) else cell
            place = self._place(option, cell.text if isinstance(cell, Tagged) else "")
            paint_pill(painter, place, tag.text, tag.state, option.font)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for the pill beside the text."""
        cell = index.data(CELL_ROLE)
        hint = super().sizeHint(option, index)
        if isinstance(cell, (Tag, Tagged)):
            tag = cell.tag if isinstance(cell, Tagged) else cell
            before = _text_width(option, cell.text) + current().sizes.unit if isinstance(cell, Tagged) else 0
            hint.setWidth(before + pill_size(tag.text, option.font).width() + current().sizes.units(2.5))
        return hint

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """A button has the whole cell, not only what the stylesheet leaves for text."""
        editor.setGeometry(option.rect)

    def _place(self, option: QStyleOptionViewItem, text: str) -> QRect:
        unit = current().sizes.unit
        before = _text_width(option, text) + round(unit * 0.75) if text else 0
        return QRect(option.rect).adjusted(unit + before, 0, -unit // 2, 0)


def _text_width(option: QStyleOptionViewItem, text: str) -> int:
    return QFontMetrics(option.font).horizontalAdvance(text)


class RowsTable(QTableView):
    """A few dozen rows with pills, figures and buttons.

    ``opened`` (Enter or double click) and ``chosen`` (the current row moved) carry the row's number. ``fit`` makes the
    table exactly as tall as its rows, for tables that stand above other things on a page.
    """

    opened = Signal(int)
    chosen = Signal(int)

    def __init__(
        self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]] = (), *, name: str, fit: bool = False
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._fit = fit
        self._natural: list[int] = []
        self._model = RowsModel(columns, self)
        self._delegate = CellDelegate(self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self._quieten()
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self.selectionModel().currentRowChanged.connect(lambda now, _old: self.chosen.emit(now.row()))
        self.set_rows(rows)

    def set_rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Show these rows; the current row stays where it was, if it still exists."""
        at = self.currentIndex().row()
        self._model.set_rows(rows)
        self._place_buttons()
        self._set_heights()
        self._set_widths()
        if 0 <= at < len(rows):
            self.setCurrentIndex(self._model.index(at, 0))

    def row_count(self) -> int:
        """How many rows it shows."""
        return self._model.rowCount()

    def choose(self, row: int) -> None:
        """Make a row the current one."""
        self.setCurrentIndex(self._model.index(row, 0))

    def copy_text(self) -> str:
        """The chosen rows, or all when at most one is chosen, with headings, tab separated as Excel wants them."""
        chosen = sorted({index.row() for index in self.selectionModel().selectedRows()})
        numbers = chosen if len(chosen) > 1 else range(self._model.rowCount())
        lines = ["\t".join(column.title for column in self._model.columns)]
        lines += ["\t".join(self._words(number)) for number in numbers]
        return "\n".join(lines) + "\n"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row, Ctrl+C copies with headings."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.copy_text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As tall as its rows when it fits them."""
        hint = super().sizeHint()
        if self._fit:
            hint.setHeight(self._full_height())
        return hint

    def minimumSizeHint(self) -> QSize:
        """A fitting table does not shrink below its rows."""
        hint = super().minimumSizeHint()
        if self._fit:
            hint.setHeight(self._full_height())
        return hint

    def _words(self, number: int) -> list[str]:
        cells = self._model.rows[number]
        return [copied(c, k.kind) for c, k in zip(cells, self._model.columns, strict=False)]

    def _quieten(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        across.setSectionsClickable(False)
        across.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if self._fit:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _set_heights(self) -> None:
        sizes = current().sizes
        tall = any(isinstance(cell, Do) for cells in self._model.rows for cell in cells)
        upright = self.verticalHeader()
        upright.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        upright.setMinimumSectionSize(1)
        upright.setDefaultSectionSize(sizes.row + (sizes.unit if tall else 0))
        self.updateGeometry()

    def _set_widths(self) -> None:
        self._natural = [self._natural_width(number) for number in range(self._model.columnCount())]
        self._share_width()

    def _share_width(self) -> None:
        """Stretching columns share what the others leave; where nothing is left words narrow and go on below."""
        columns = self._model.columns
        stretching = [number for number, column in enumerate(columns) if column.stretch] or [len(columns) - 1]
        least = [self._least_width(number) for number in range(len(columns))]
        widths = share(self._natural, least, stretching, self.viewport().width())
        for number, width in enumerate(widths):
            self.horizontalHeader().resizeSection(number, width)
        self._wrap(widths)

    def _least_width(self, number: int) -> int:
        """Figures, pills and buttons keep their width; words keep a readable part of theirs."""
        column, natural = self._model.columns[number], self._natural[number]
        cells = [cells[number] for cells in self._model.rows if number < len(cells)]
        if column.kind != "text" or any(isinstance(cell, (Tag, Tagged, Do)) for cell in cells):
            return natural
        measure = self.fontMetrics().horizontalAdvance
        longest = max((measure(word) for cell in cells for word in str(cell or "").split()), default=0)
        named = self.horizontalHeader().sectionSizeHint(number)
        word = min(longest + current().sizes.units(2) + 10, current().sizes.chars(_LONGEST_WORD))
        return min(natural, max(word, named))

    def _wrap(self, widths: Sequence[int]) -> None:
        """A row whose words do not fit in one line is higher; long tables keep one line a row."""
        if len(self._model.rows) > _WRAPPED_AT_MOST:
            return
        upright, line = self.verticalHeader(), current().sizes.line
        before = self._full_height()
        for at, cells in enumerate(self._model.rows):
            upright.resizeSection(at, upright.defaultSectionSize() + (self._lines(cells, widths) - 1) * line)
        if self._fit and self._full_height() != before:
            self.updateGeometry()

    def _lines(self, cells: Sequence[Cell], widths: Sequence[int]) -> int:
        edge = current().sizes.units(2) + 8
        measure = self.fontMetrics().horizontalAdvance
        shown = zip(cells, widths, strict=False)
        return max((lines_in(cell, width - edge, measure) for cell, width in shown if type(cell) is str), default=1)

    def viewportEvent(self, event: QEvent) -> bool:
        """Words that are cut are shown whole under the mouse."""
        return show_whole(self, event) or super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share the new width."""
        super().resizeEvent(event)
        self._share_width()

    def showEvent(self, event: QShowEvent) -> None:
        """Buttons know their true size only now."""
        super().showEvent(event)
        self._set_widths()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size changes heights and widths."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._natural:
            self._set_heights()
            self._set_widths()

    def _natural_width(self, number: int) -> int:
        column = self._model.columns[number]
        if column.width:
            return current().sizes.chars(column.width)
        widest = max(self.horizontalHeader().sectionSizeHint(number), self.sizeHintForColumn(number))
        return max(widest, self._buttons_width(number)) + 2

    def _buttons_width(self, number: int) -> int:
        widest = 0
        for at in range(self._model.rowCount()):
            holder = self.indexWidget(self._model.index(at, number))
            if holder is not None:
                widest = max(widest, holder.sizeHint().width())
        return widest + current().sizes.unit if widest else 0

    def _place_buttons(self) -> None:
        for at, cells in enumerate(self._model.rows):
            for across, cell in enumerate(cells):
                if isinstance(cell, Do):
                    self.setIndexWidget(self._model.index(at, across), self._button(cell, at))

    def _button(self, cell: Do, at: int) -> QWidget:
        made = button(cell.text, cell.do, role="small")
        words = ", ".join(w for w in self._words(at) if w != cell.text)
        made.setAccessibleName(f"{cell.text}: {words}")
        allow(made, cell.why_not)
        made.ensurePolished()
        holder = QWidget()
        row(made, None, owner=holder).setContentsMargins(current().sizes.unit // 2, 0, 0, 0)
        holder.setFocusProxy(made)
        return holder

    def _full_height(self) -> int:
        below = self.horizontalScrollBar()
        bar = below.sizeHint().height() if below.maximum() > 0 else 0
        return self.verticalHeader().length() + self.horizontalHeader().sizeHint().height() + bar + 2
