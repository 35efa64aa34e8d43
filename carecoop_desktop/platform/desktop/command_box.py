"""The list under the search box: people, papers and commands, found while somebody types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from carecoop_desktop.platform.desktop.page.labels import label
from carecoop_desktop.platform.desktop.theme import current

ASK_AFTER_MS = 90
SHOWN_AT_MOST = 9
Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found: its kind ("Person", "Command"), its words, a quiet line, and what Enter does.

    With ``why_not`` it is shown grey with that reason, and Enter does nothing.
    """

    kind: str
    title: str
    subtitle: str
    run: Callable[[], object]
    why_not: str = ""


Provider = Callable[[str], Sequence[Entry]]


class _Found(QAbstractListModel):
    """What was found."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show_entries(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.kind}: {entry.title}. {entry.why_not or entry.subtitle}"
        return entry.title if role == Qt.ItemDataRole.DisplayRole else None


class _EntryDelegate(QStyledItemDelegate):
    """Title at the left, quiet line after it, kind at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(current().sizes.chars(20), current().sizes.row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = current()
        entry: Entry = index.data(ENTRY_ROLE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        place = option.rect
        painter.save()
        if chosen:
            painter.fillRect(place, theme.colour("selection"))
        text, quiet = ("on_selection",) * 2 if chosen else ("secondary" if entry.why_not else "text", "secondary")
        inner = place.adjusted(theme.sizes.units(1.5), 0, -theme.sizes.units(1.5), 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.colour(quiet))
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, entry.kind)
        inner.setRight(inner.right() - painter.fontMetrics().horizontalAdvance(entry.kind) - theme.sizes.units(2))
        painter.setPen(theme.colour(text))
        painter.drawText(inner, middle, painter.fontMetrics().elidedText(entry.title, _RIGHT, inner.width()))
        inner.setLeft(inner.left() + painter.fontMetrics().horizontalAdvance(entry.title) + theme.sizes.units(1.5))
        if inner.width() > theme.sizes.chars(6):
            painter.setPen(theme.colour(quiet))
            beside = entry.why_not or entry.subtitle
            painter.drawText(inner, middle, painter.fontMetrics().elidedText(beside, _RIGHT, inner.width()))
        painter.restore()


_RIGHT = Qt.TextElideMode.ElideRight


class CommandBox(QFrame):
    """Hangs below a line edit inside its window; the focus stays in the line, arrows choose, Enter runs, Esc leaves."""

    left = Signal()
    """The line was left by Esc, or what was chosen has run: the focus is where that put it, or nowhere."""

    def __init__(self, line: QLineEdit, window: QWidget, provider: Provider) -> None:
        super().__init__(window)
        self.setProperty("role", "popup")
        self._line = line
        self._window = window
        self._provider = provider
        self._found = _Found(self)
        self.list = QListView(self)
        self.list.setAccessibleName("Found")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setModel(self._found)
        self.list.setItemDelegate(_EntryDelegate(self.list))
        self.list.clicked.connect(lambda index: self._run(index.row()))
        self._nothing = label("Nothing found. Try a surname, a month or a deed.", "note", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, current().sizes.unit // 2, 1, current().sizes.unit // 2)
        layout.addWidget(self.list)
        layout.addWidget(self._nothing)
        self._nothing.setContentsMargins(current().sizes.unit, 2, current().sizes.unit, 2)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(ASK_AFTER_MS)
        self._clock.timeout.connect(self.ask)
        line.textEdited.connect(self._typed)
        line.installEventFilter(self)
        self.hide()

    @property
    def entries(self) -> Sequence[Entry]:
        """What is offered now."""
        return tuple(self._found.entries)

    def ask(self) -> None:
        """Ask the provider for what fits the text, now, and show it."""
        self._clock.stop()
        typed = self._line.text().strip()
        entries = list(self._provider(typed))[:50]
        self._found.show_entries(entries)
        self.list.setVisible(bool(entries))
        self._nothing.setVisible(not entries)
        if entries:
            self.list.setCurrentIndex(self._found.index(0))
        self._hang(len(entries))

    def close_down(self) -> None:
        """Let go of the line; the box is gone afterwards."""
        self._clock.stop()
        self._line.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def eventFilter(self, owner: QObject, event: QEvent) -> bool:
        """Keys of the line that mean the list; leaving the line closes it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(Qt.Key(event.key()))
        if event.type() == QEvent.Type.FocusOut:
            self._clock.stop()
            self.hide()
        return bool(super().eventFilter(owner, event))

    def _key(self, key: Qt.Key) -> bool:
        if key in _STEPS:
            if not self.isVisible():
                self.ask()
            else:
                self._step(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._clock.isActive() or not self.isVisible():
                self.ask()
            self._run(self.list.currentIndex().row())
        elif key == Qt.Key.Key_Escape:
            self._leave()
            self.left.emit()
        else:
            return False
        return True

    def _typed(self, text: str) -> None:
        if text.strip():
            self._clock.start()
        else:
            self._clock.stop()
            self.hide()

    def _step(self, by: int) -> None:
        count = len(self._found.entries)
        if count:
            at = max(0, min(count - 1, self.list.currentIndex().row() + by))
            self.list.setCurrentIndex(self._found.index(at))

    def _run(self, at: int) -> None:
        if not 0 <= at < len(self._found.entries):
            return
        entry = self._found.entries[at]
        if entry.why_not:
            return
        self._leave()
        entry.run()
        self.left.emit()

    def _leave(self) -> None:
        self._clock.stop()
        self.hide()
        self._line.clear()
        self._line.clearFocus()

    def _hang(self, count: int) -> None:
        sizes = current().sizes
        place = self._line.mapTo(self._window, QPoint(0, self._line.height() + 2))
        rows = min(max(count, 1), SHOWN_AT_MOST)
        width = max(self._line.width(), sizes.chars(64))
        self.setGeometry(place.x(), place.y(), width, rows * sizes.row + sizes.unit + 4)
        self.raise_()
        self.show()


_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: SHOWN_AT_MOST, Qt.Key.Key_PageUp: -SHOWN_AT_MOST}
