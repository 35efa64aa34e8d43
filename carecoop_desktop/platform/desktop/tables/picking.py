"""Which records of a table are selected, kept by id so that a reload does not lose them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject

from carecoop_desktop.platform.database.lists.shape import ListRow
from carecoop_desktop.platform.desktop.tables.model import SqlTableModel
from carecoop_desktop.platform.desktop.tables.source import ListSelection
from carecoop_desktop.platform.desktop.tables.window import Route

_ROWS = QItemSelectionModel.SelectionFlag.Rows


class Picking(QObject):
    """Follows the selection of one view.

    "Everything" is what Ctrl+A means: it is kept as such, not as rows, and stays until the user selects otherwise.
    Records that were selected before a reload and have not been read again yet count as selected all the while.
    """

    def __init__(self, model: SqlTableModel, selection: QItemSelectionModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._selection = selection
        self._everything = False
        self._unseen: dict[int, None] = {}
        self._restoring = False
        selection.selectionChanged.connect(self._changed)

    def spans(self) -> list[tuple[int, int]]:
        """First and last place of each stretch of selected rows, in order."""
        chosen = self._selection.selection()
        parts = [chosen.at(at) for at in range(chosen.count())]
        return sorted({(part.top(), part.bottom()) for part in parts})

    def all(self) -> None:
        """Everything that the request has is selected now."""
        self._unseen.clear()
        self._everything = True

    def now(self) -> ListSelection:
        """What is selected. Rows of a long stretch that nobody looked at are read for their ids."""
        if self._everything:
            return ListSelection(everything=True, request=self._model.request)
        found = dict.fromkeys(row.id for row in self.reading()())
        return ListSelection(tuple({**found, **self._unseen}), request=self._model.request)

    def reading(self) -> Callable[[], list[ListRow]]:
        """A job that gives the selected rows, to be run anywhere; it reads what is not in memory."""
        pieces = [piece for first, last in self.spans() for piece in self._clipped(first, last)]
        source, request = self._model.source, self._model.request

        def read() -> list[ListRow]:
            found: list[ListRow] = []
            for piece, within in pieces:
                found += piece.read(source, request)[within] if isinstance(piece, Route) else piece
            return found

        return read

    def ids_in_memory(self) -> tuple[int, ...]:
        """The selected records whose rows have been read, and those that wait to be seen again."""
        found, spans = dict(self._unseen), self.spans()
        for row_id, place in self._model.loaded().items() if spans else ():
            first, last = spans[max(0, bisect_right(spans, (place, self._model.rowCount())) - 1)]
            if first <= place <= last:
                found[row_id] = None
        return tuple(found)

    def restore(self, present: tuple[int, ...]) -> None:
        """Select the same records again after a reload: those in memory now, the others when they come by."""
        self._restoring = True
        self._selection.clearSelection()
        self._unseen = {} if self._everything else dict.fromkeys(present)
        if self._everything:
            self._select(0, self._model.rowCount() - 1)
        else:
            self.take_seen()
        self._restoring = False

    def take_seen(self) -> None:
        """Select the rows among those in memory that wait for it."""
        if not self._unseen:
            return
        before, self._restoring = self._restoring, True
        for row_id, place in self._model.loaded().items():
            if row_id in self._unseen:
                del self._unseen[row_id]
                self._select(place, place)
        self._restoring = before

    def take_length(self) -> None:
        """Stretch "everything" over rows that were added to the count."""
        if self._everything:
            self._restoring = True
            self._select(0, self._model.rowCount() - 1)
            self._restoring = False

    def _clipped(self, first: int, last: int) -> list[tuple[tuple[ListRow, ...] | Route, slice]]:
        size = self._model.page_size
        found = []
        for piece in self._model.pieces(first, last):
            start = piece.page * size if isinstance(piece, Route) else 0
            found.append((piece, slice(max(0, first - start), max(0, last - start + 1))))
        return found

    def _select(self, first: int, last: int) -> None:
        if last < first:
            return
        model = self._model
        rows = QItemSelection(model.index(first, 0), model.index(last, model.columnCount() - 1))
        self._selection.select(rows, QItemSelectionModel.SelectionFlag.Select | _ROWS)

    def _changed(self) -> None:
        if not self._restoring:
            self._everything = False
            self._unseen.clear()
