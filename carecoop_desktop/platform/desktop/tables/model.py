"""The model of a list in the database: it holds the pages that are looked at and fetches the rest as they come up.

No proxy stands between it and the view: the order and the choice of rows are the database's. Where reading is done on
another thread, rows that are not there within half a frame show as "…" and are filled in when they arrive.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import perf_counter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from carecoop_desktop.platform.database.lists.shape import Kind, ListRequest, ListRow, ListShape
from carecoop_desktop.platform.desktop.plain_tip import plain_tip
from carecoop_desktop.platform.desktop.tables.formats import formatter, state_of
from carecoop_desktop.platform.desktop.tables.lanes import InlineLane, Lane
from carecoop_desktop.platform.desktop.tables.opening import Keep, Opening, read_opening
from carecoop_desktop.platform.desktop.tables.source import RowSource
from carecoop_desktop.platform.desktop.tables.window import PAGE, PageWindow, Route
from carecoop_desktop.platform.kernel.errors import Fault, Refusal

Index = QModelIndex | QPersistentModelIndex

ROW_ID = int(Qt.ItemDataRole.UserRole) + 1
VALUE = int(Qt.ItemDataRole.UserRole) + 2
STATE = int(Qt.ItemDataRole.UserRole) + 3

WAITING = "…"

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_DESCRIPTION = int(Qt.ItemDataRole.AccessibleDescriptionRole)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

_NEWEST = 4  # of the pages asked for while scrolling fast, only the latest are still worth reading
_PATIENCE_OPENING = 0.03  # seconds to wait before a list is painted without its rows
_PATIENCE_PAGE = 0.008
_STRIDE = 256
_AT_ONCE = 32
_WALKED = 20_000  # shorter lists are jumped through without places learnt beforehand
_REST = 60  # milliseconds between two strides, so that painting and reading what is seen always come first
_SLOW = 0.1  # seconds; where a few strides cost more, no index serves this order and learning places is not worth it


class SqlTableModel(QAbstractTableModel):
    """Rows of a source for one request.

    ``opening`` comes just before the rows of a new request or of a reload take their place and ``opened``, with an
    ``Opening``, when they have; ``counted`` comes with the number of rows, ``arrived`` with the first and last place of
    rows filled in later, ``failed`` with the Fault or Refusal that reading ended in.
    """

    opening = Signal()
    opened = Signal(object)
    counted = Signal(int)
    arrived = Signal(int, int)
    failed = Signal(object)

    def __init__(
        self, source: RowSource, lane: Lane | None = None, page_size: int = PAGE, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.source = source
        self.lane: Lane = lane or InlineLane()
        self.request = ListRequest()
        self.exact = False
        self.loading = False
        self._broken = False
        self._resumes = False
        self._painting = False
        self._window = PageWindow(page_size)
        self._total = 0
        self._asked = 0
        self._busy = False
        self._wanted: list[int] = []
        self._ahead: list[int] = []
        self._strides: int | None = None
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self._use_idle_time)
        # Timers of our own: a single shot that is still to come when its model goes brings the program down.
        self._untold: list[tuple[int, int]] = []
        self._telling = QTimer(self, singleShot=True)
        self._telling.timeout.connect(self._tell_later)
        self._counting = QTimer(self, singleShot=True)
        self._counting.timeout.connect(self._count_unless_busy)
        self._prepare_columns(source.shape)

    @property
    def shape(self) -> ListShape:
        """The list's headings and filters."""
        return self._shape

    def load(self, request: ListRequest | None = None, keep: Keep | None = None) -> None:
        """Read the list afresh, for another request or the same; what is shown stays until the new rows are here."""
        self._resumes = request is None or request == self.request
        self.request = self.request if request is None else request
        self._asked += 1
        self.loading, self._broken = True, False
        self._wanted.clear()
        self._ahead.clear()
        self._counting.stop()
        job = partial(read_opening, self.source, self.request, keep or Keep(), self._window.page_size)
        self._fetch(job, self._open, _PATIENCE_OPENING)

    def row_at(self, place: int) -> ListRow | None:
        """The row at a place, if it is in memory."""
        return self._window.row(place)

    def wanted_row(self, place: int) -> ListRow | None:
        """The row at a place; where it is not in memory it is fetched, and None stands for it until it is here."""
        return self._row(place)

    def text_of(self, column: int, value: Any) -> str:
        """The words that stand for a value of a column."""
        return self._writers[column](value)

    def place_of(self, row_id: int) -> int | None:
        """The place of a record, if it is in memory."""
        return self._window.loaded().get(row_id)

    def loaded(self) -> dict[int, int]:
        """Place by id of every row in memory."""
        return self._window.loaded()

    @property
    def page_size(self) -> int:
        """How many rows are read at a time."""
        return self._window.page_size

    def pieces(self, first: int, last: int) -> list[tuple[ListRow, ...] | Route]:
        """The rows between two places, as far as they are in memory, and how to read the others, page by page."""
        size = self._window.page_size
        found: list[tuple[ListRow, ...] | Route] = []
        for page in range(first // size, last // size + 1):
            places = range(max(first, page * size), min(last, page * size + size - 1) + 1)
            rows = [row for place in places if (row := self._window.row(place))]
            found.append(tuple(rows) if len(rows) == len(places) else self._window.route(page, self._known_total()))
        return found

    # What Qt asks for

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many rows are shown so far."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """How many columns the list has, hidden ones included."""
        return 0 if parent.isValid() else len(self._writers)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """What one cell shows; asking for a row that is not in memory has it fetched."""
        column = index.column()
        if role == _DISPLAY:
            row = self._row(index.row())
            return WAITING if row is None else self._writers[column](row.values[column])
        if role == _ALIGNMENT:
            return self._alignments[column]
        if role in (STATE, VALUE, ROW_ID, _TOOLTIP, _ACCESSIBLE, _DESCRIPTION):
            return self._aside(index.row(), column, role)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """The label of a column and what it means."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._writers):
            return None
        heading = self._shape.headings[section]
        if role in (_DISPLAY, _ACCESSIBLE):
            return heading.label
        if role in (_TOOLTIP, _DESCRIPTION):
            return heading.description or None
        return self._alignments[section] if role == _ALIGNMENT else None

    def _prepare_columns(self, shape: ListShape) -> None:
        self._shape = shape
        self._writers: list[Callable[[Any], str]] = [formatter(heading) for heading in shape.headings]
        self._alignments = [_RIGHT if heading.kind.right_aligned else _LEFT for heading in shape.headings]

    def _aside(self, place: int, column: int, role: int) -> Any:
        """The roles that few cells are asked for."""
        row, heading = self._row(place), self._shape.headings[column]
        if row is None:
            return None
        value = row.values[column]
        if role == ROW_ID:
            return row.id
        if role == VALUE:
            return value
        if role == STATE:
            return state_of(heading, value) if heading.kind is Kind.STATE and value is not None else None
        if role == _DESCRIPTION:
            return heading.description or None
        text = self._writers[column](value)
        if role == _ACCESSIBLE:
            return f"{heading.label}: {text or 'empty'}"
        return plain_tip(text) if heading.kind is Kind.TEXT and len(text) > heading.characters else None

    # Reading

    def _row(self, place: int) -> ListRow | None:
        row = self._window.row(place)
        if row is None and not (self.loading or self._broken):
            self._painting = True
            self._want(place // self._window.page_size)
            self._painting = False
            row = self._window.row(place)
        return row

    def _want(self, page: int) -> None:
        if page in self._wanted:
            self._wanted.remove(page)
        self._wanted.append(page)
        del self._wanted[:-_NEWEST]
        if not self._busy:
            self._read_next()

    def _read_next(self) -> None:
        """Read the page asked for last, or leave the lane to others."""
        while self._wanted:
            page = self._wanted.pop()
            if not self._window.has(page) and page * self._window.page_size < self._total:
                self._read_page(page, look_ahead=True)
                return
        self._idle.start(0 if self._ahead else _REST)

    def _read_page(self, page: int, *, look_ahead: bool) -> None:
        self._busy = True
        route = self._window.route(page, self._known_total())
        job = partial(route.read, self.source, self.request)
        patience = _PATIENCE_PAGE if look_ahead else 0.0
        self._fetch(job, partial(self._take_page, page, look_ahead), patience)

    def _take_page(self, page: int, look_ahead: bool, rows: tuple[ListRow, ...]) -> None:
        self._busy = False
        self._window.put(page, rows)
        first = page * self._window.page_size
        last = min(first + self._window.page_size, self._total) - 1
        if last >= first:
            self._tell(first, last)
        if look_ahead and not self.lane.waits:
            self._ahead = [near for near in (page + 1, page - 1) if near >= 0]
        if len(rows) < last - first + 1:
            self._count()  # rows have gone since they were counted
            return
        self._read_next()

    def _open(self, opening: Opening) -> None:
        self.opening.emit()
        self._busy = False
        self._window.clear()
        for page, rows in opening.pages:
            self._window.put(page, rows)
        seen = max((page * self._window.page_size + len(rows) for page, rows in opening.pages), default=0)
        self.exact = opening.total is not None
        self._strides = None
        shown = self._total if self._resumes else 0  # a list read again keeps its length until it is counted
        self._set_total(max(seen, shown) if opening.total is None else opening.total)
        if self._total:
            self.dataChanged.emit(self.index(0, 0), self.index(self._total - 1, len(self._writers) - 1))
        self.loading = False
        self.opened.emit(opening)
        if self.exact:
            self.counted.emit(self._total)
        elif self.lane.waits:
            self._count()
        else:  # a million rows take a while to count: the first of them are painted before
            self._counting.start()

    def _count_unless_busy(self) -> None:
        if self._busy:
            self._counting.start(_REST)
        else:
            self._count()

    def _count(self) -> None:
        self._busy = True
        self._fetch(partial(self.source.count, self.request), self._take_count)

    def _take_count(self, total: int) -> None:
        self._busy = False
        self.exact = True
        self._set_total(total)
        self._strides = 0 if total > _WALKED else None
        self.counted.emit(total)
        self._read_next()

    def _use_idle_time(self) -> None:
        """Read what will be looked at next, or learn places to jump to."""
        if self._busy or self.loading:
            return
        while self._ahead:
            page = self._ahead.pop(0)
            if not self._window.has(page) and page * self._window.page_size < self._total:
                self._read_page(page, look_ahead=False)
                return
        if self._strides is not None:
            self._learn(self._strides)

    def _learn(self, place: int) -> None:
        """Find rows a stride apart, so that a jump to near one of them reads by key and not by counting."""
        anchor = self._window.known().get(place - 1) if place else None
        self._busy = True
        self._fetch(partial(self._timed_marks, self.request, anchor), partial(self._take_marks, place))

    def _timed_marks(self, request: ListRequest, anchor: ListRow | None) -> tuple[tuple[ListRow, ...], float]:
        began = perf_counter()
        return self.source.marks(request, anchor, _STRIDE, _AT_ONCE), perf_counter() - began

    def _take_marks(self, place: int, found: tuple[tuple[ListRow, ...], float]) -> None:
        self._busy = False
        rows, seconds = found
        for row in rows:
            place += _STRIDE
            self._window.know(place - 1, row)
        worth = len(rows) == _AT_ONCE and seconds < _SLOW
        self._strides = place if worth else None
        self._read_next()

    def _fetch(self, job: Callable[[], Any], done: Callable[[Any], None], patience: float = 0.0) -> None:
        asked = self._asked

        def take(found: Any) -> None:
            if asked == self._asked:
                done(found)

        self.lane.fetch(job, take, partial(self._fail, asked), patience)

    def _fail(self, asked: int, error: BaseException) -> None:
        if asked == self._asked:
            self._busy = self.loading = False
            self._broken = True  # until it is loaded again: painting must not ask a dead server time after time
            self._wanted.clear()
        if not isinstance(error, (Fault, Refusal)):
            raise error
        self.failed.emit(error)

    def _known_total(self) -> int | None:
        return self._total if self.exact else None

    def _tell(self, first: int, last: int) -> None:
        """Say that rows are here: to the view, unless it is just asking for them, and to whoever waits for records."""
        if self._painting:
            self._untold.append((first, last))
            self._telling.start()
            return
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._writers) - 1))
        self.arrived.emit(first, last)

    def _tell_later(self) -> None:
        while self._untold:
            self.arrived.emit(*self._untold.pop(0))

    def _set_total(self, total: int) -> None:
        if total > self._total:
            self.beginInsertRows(QModelIndex(), self._total, total - 1)
            self._total = total
            self.endInsertRows()
        elif total < self._total:
            self.beginRemoveRows(QModelIndex(), total, self._total - 1)
            self._total = total
            self.endRemoveRows()
