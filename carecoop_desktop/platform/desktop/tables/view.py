"""The table that staff see: one line a row, sorted by the database, everything within reach of the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QRegion,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QMenu, QTableView, QWidget

from carecoop_desktop.platform.database.lists.shape import ListRequest, ListRow
from carecoop_desktop.platform.desktop.tables.columns import ColumnKeeper
from carecoop_desktop.platform.desktop.tables.dressing import dress, fit_rows, keep_headings_still
from carecoop_desktop.platform.desktop.tables.formats import as_clipboard
from carecoop_desktop.platform.desktop.tables.lanes import Lane
from carecoop_desktop.platform.desktop.tables.model import SqlTableModel
from carecoop_desktop.platform.desktop.tables.opening import Opening
from carecoop_desktop.platform.desktop.tables.painting import RowPainter
from carecoop_desktop.platform.desktop.tables.picking import Picking
from carecoop_desktop.platform.desktop.tables.sorting import as_plain, clicked, from_plain
from carecoop_desktop.platform.desktop.tables.source import Forgetful, ListSelection, Memory, RowSource
from carecoop_desktop.platform.desktop.tables.staying import Standing
from carecoop_desktop.platform.desktop.tables.tips import show_whole
from carecoop_desktop.platform.desktop.tables.type_ahead import TypeAhead, searched_column
from carecoop_desktop.platform.kernel.errors import Fault, Refusal

Index = QModelIndex | QPersistentModelIndex
RowMenu = Callable[[ListSelection], Sequence[QAction]]

COPIED_AT_MOST = 20_000


class RecordTable(QTableView):
    """A list of records.

    ``opened`` gives the id of the record to open, ``current_changed`` the id under the cursor or None, ``chosen``
    comes when another selection is made, ``said`` gives a sentence for the status bar, ``counted`` the number of rows,
    ``failed`` the Fault or Refusal that reading ended in.
    """

    opened = Signal(int)
    current_changed = Signal(object)
    chosen = Signal()
    said = Signal(str)
    counted = Signal(int)
    failed = Signal(object)
    request_changed = Signal()

    def __init__(
        self, source: RowSource, lane: Lane | None = None, memory: Memory | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._memory = memory or Forgetful()
        self._rows = SqlTableModel(source, lane, parent=self)
        self._row_menu: RowMenu = lambda _: ()
        self._empty_text = ""
        self._trouble = ""
        self._stale = False
        self._standing = Standing(self, self._rows)
        dress(self, self._rows.shape)
        self.setModel(self._rows)
        keep_headings_still(self)
        self._typing = TypeAhead(self)
        self._picking = Picking(self._rows, self.selectionModel(), self)
        self._columns = ColumnKeeper(self, self._rows.shape, self._memory)
        self._painter = RowPainter(self, self._rows)
        self._connect()
        self._open(ListRequest(from_plain(self._rows.shape, self._memory.get(self._sort_key))))

    # What screens call

    @property
    def request(self) -> ListRequest:
        """Which rows are shown, in which order."""
        return self._rows.request

    @property
    def columns(self) -> ColumnKeeper:
        """The columns as the user has arranged them."""
        return self._columns

    @property
    def rows(self) -> SqlTableModel:
        """The model behind the table."""
        return self._rows

    def set_request(self, request: ListRequest) -> None:
        """Show other rows, or the same in another order; the record under the cursor stays in sight if it is there."""
        if request == self.request:
            return
        if request.sort != self.request.sort:
            self._memory.set(self._sort_key, as_plain(request.sort))
        self._open(request)
        self.request_changed.emit()

    def reload(self) -> None:
        """Read the rows again and stay at the same place, with the same records selected."""
        self._stale = False
        self._open(self.request, same_place=True)

    def refresh_for(self, tables: set[str] | frozenset[str]) -> bool:
        """Reload if the list shows any of these tables: at once when in sight, otherwise when next shown."""
        if self._rows.shape.tables.isdisjoint(tables):
            return False
        if self.isVisible():
            self.reload()
        else:
            self._stale = True
        return True

    def current_id(self) -> int | None:
        """The record under the cursor."""
        return self._standing.record

    def selection(self) -> ListSelection:
        """What is selected: ids, or everything that the request has."""
        return self._picking.now()

    def selected_ids(self) -> tuple[int, ...]:
        """The ids of everything selected, in no order; after Ctrl+A they are read from the database."""
        chosen = self.selection()
        return self._rows.source.all_ids(chosen.request) if chosen.everything else chosen.ids

    def show_record(self, row_id: int) -> None:
        """Put the cursor on a record, wherever in the list it is; nothing happens where the list does not have it."""
        job = partial(self._rows.source.index_of, self.request, row_id)
        self._rows.lane.fetch(job, self._standing.go_to, self._tell_in_passing)

    def set_row_menu(self, menu: RowMenu) -> None:
        """What the context menu offers for the selected records, above what every table offers."""
        self._row_menu = menu

    def set_empty_text(self, text: str) -> None:
        """What stands in the table while it has no rows."""
        self._empty_text = text
        self.viewport().update()

    def copy(self) -> None:
        """Copy the selected rows with their headings, the columns as they stand; too many are refused."""
        chosen = sum(last - first + 1 for first, last in self._picking.spans())
        if chosen > COPIED_AT_MOST:
            self.said.emit(f"{chosen:,} rows are too many to copy (at most {COPIED_AT_MOST:,}). Export them instead.")
        elif chosen:
            self._rows.lane.fetch(self._picking.reading(), self._put_on_clipboard, self._tell_in_passing)

    # What Qt calls

    def selectAll(self) -> None:
        """Select everything that the request has."""
        super().selectAll()
        self._picking.all()

    def keyboardSearch(self, search: str) -> None:
        """Go to the first row that begins with the keys typed one after the other."""
        typed = self._typing.add(search)
        column = searched_column(self._rows.shape, self.request, self._columns.shown())
        if column and typed.strip():
            job = partial(self._rows.source.index_of_text, self.request, column, typed)
            self._rows.lane.fetch(job, self._standing.go_to, self._tell_in_passing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+C copies; the rest is Qt's."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_KEYPAD:
            self._open_current()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The deeds for the selected rows, by mouse or by the menu key."""
        menu = self.row_menu()
        at = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        menu.popup(at)

    def row_menu(self) -> QMenu:
        """The context menu for what is selected now."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(list(self._row_menu(self.selection())))
        menu.addSeparator()
        copy = menu.addAction("&Copy with headings", self.copy)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setEnabled(self.selectionModel().hasSelection())
        columns = menu.addMenu("C&olumns")
        columns.addActions(self._columns.actions(columns))
        return menu

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, or what stands in their place; Qt paints those that are selected or hold the cursor."""
        plain, others = self._rows_to_paint(event.rect())
        painter = QPainter(self.viewport())
        self._painter.paint(painter, plain, event.rect())
        words = self._trouble or ("" if self._rows.rowCount() or self._rows.loading else self._empty_text)
        if words:
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            room = self.viewport().rect().adjusted(24, 24, -24, -24)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), words)
        painter.end()
        if not others.isEmpty():
            super().paintEvent(QPaintEvent(others))

    def _rows_to_paint(self, exposed: QRect) -> tuple[list[int], QRegion]:
        """The plain rows that are exposed, and the part of the view in which the others stand."""
        first = self.rowAt(exposed.top())
        if first < 0:
            return [], QRegion()
        last = self.rowAt(exposed.bottom())
        rows = range(first, (last if last >= 0 else self._rows.rowCount() - 1) + 1)
        marked = {
            row
            for top, bottom in self._picking.spans()
            for row in rows[max(0, top - first) : max(0, bottom - first + 1)]
        }
        marked.add(self.currentIndex().row())
        others = QRegion()
        for row in marked.intersection(rows):
            others += QRect(exposed.left(), self.rowViewportPosition(row), exposed.width(), self.rowHeight(row))
        return [row for row in rows if row not in marked], others

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which record the cursor is on, once for each record."""
        super().currentChanged(current, previous)
        self._standing.note()

    def viewportEvent(self, event: QEvent) -> bool:
        """Words that are cut are shown whole under the mouse."""
        return show_whole(self, event) or super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share the new width, unless the user has set their widths."""
        super().resizeEvent(event)
        self._columns.share_width()

    def changeEvent(self, event: QEvent) -> None:
        """Another font, other rows."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            fit_rows(self)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while the table was out of sight."""
        super().showEvent(event)
        if self._stale:
            self.reload()

    def hideEvent(self, event: QHideEvent) -> None:
        """Remember the columns as they were left."""
        super().hideEvent(event)
        self._columns.flush()

    # Setting up

    @property
    def _sort_key(self) -> str:
        return f"table.{self._rows.shape.name}.sort"

    def _connect(self) -> None:
        self.horizontalHeader().sectionClicked.connect(self._sort_by)
        self.doubleClicked.connect(lambda _: self._open_current())
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        self._standing.moved.connect(self.current_changed)
        self._rows.opening.connect(self._standing.hold)
        self._rows.opened.connect(self._rows_are_here)
        self._rows.arrived.connect(self._more_rows_are_here)
        self._rows.counted.connect(self._length_is_known)
        self._rows.failed.connect(self._tell_trouble)

    # Reading and staying in place

    def _open(self, request: ListRequest, *, same_place: bool = False) -> None:
        """Load, and stay where the reader is."""
        keep = self._standing.keep(self._picking.ids_in_memory(), same_place=same_place)
        self._show_order(request)
        self._rows.load(request, keep)

    def _rows_are_here(self, opening: Opening) -> None:
        self._trouble = ""
        self._picking.restore(opening.present)
        self._standing.settle(opening.place)
        self.viewport().update()

    def _more_rows_are_here(self, first: int, last: int) -> None:
        self._picking.take_seen()
        if first <= self.currentIndex().row() <= last:
            self._standing.note()

    def _length_is_known(self, total: int) -> None:
        self._picking.take_length()
        self.counted.emit(total)

    def _tell_trouble(self, trouble: Any) -> None:
        self._trouble = str(trouble)
        self.viewport().update()
        self.failed.emit(trouble)

    def _tell_in_passing(self, trouble: BaseException) -> None:
        """The rows are still good, only this one question was not answered; a bug is not told but raised."""
        if not isinstance(trouble, (Fault, Refusal)):
            raise trouble
        self.failed.emit(trouble)

    def _open_current(self) -> None:
        self._standing.note()
        if self._standing.record is not None:
            self.opened.emit(self._standing.record)

    # Sorting, finding, copying

    def _sort_by(self, section: int) -> None:
        key = self._rows.shape.headings[section].key
        add = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.set_request(self.request.sorted_by(*clicked(self._rows.shape, self.request.sort, key, add=add)))
        self._show_order(self.request)

    def _show_order(self, request: ListRequest) -> None:
        header = self.horizontalHeader()
        sort = request.sort or self._rows.shape.default_sort
        if not sort:
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            return
        order = Qt.SortOrder.DescendingOrder if sort[0].descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(self._rows.shape.position(sort[0].column), order)

    def _put_on_clipboard(self, rows: list[ListRow]) -> None:
        shown = self._columns.shown()
        headings = [self._rows.shape.headings[place] for place in shown]
        cells = ([row.values[place] for place in shown] for row in rows)
        QGuiApplication.clipboard().setText(as_clipboard(headings, cells))
        self.said.emit(f"Copied {len(rows):,} row{'' if len(rows) == 1 else 's'}.")


_KEYPAD = Qt.KeyboardModifier.KeypadModifier
