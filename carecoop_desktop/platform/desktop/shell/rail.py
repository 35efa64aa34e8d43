"""The left rail: office, wings with their rooms and amber counts, tax period and version."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QLabel, QListView, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout

from carecoop_desktop.platform.desktop.shell.plan import RailItem, RailSection
from carecoop_desktop.platform.desktop.theme import Theme, keeper

Index = QModelIndex | QPersistentModelIndex
Entry = RailItem | str
ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1


class RailModel(QAbstractListModel):
    """Section titles and items in reading order."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self.badges: dict[str, int] = {}

    def set_sections(self, sections: Sequence[RailSection]) -> None:
        """Show these sections instead of the ones before."""
        self.beginResetModel()
        self.entries = []
        for section in sections:
            if section.title:
                self.entries.append(section.title)
            self.entries.extend(section.items)
        self.badges = {item.key: item.waiting for item in self.items()}
        self.endResetModel()

    def items(self) -> list[RailItem]:
        """The items without the section titles."""
        return [entry for entry in self.entries if isinstance(entry, RailItem)]

    def set_badge(self, key: str, waiting: int) -> None:
        """Show how many things wait at an item."""
        self.badges[key] = waiting
        at = self.row_of(key)
        if at >= 0:
            self.dataChanged.emit(self.index(at), self.index(at))

    def row_of(self, key: str) -> int:
        """The row of an item; -1 when there is none."""
        keys = [entry.key if isinstance(entry, RailItem) else None for entry in self.entries]
        return keys.index(key) if key in keys else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Titles and items together."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words for the eye, and with the count for a screen reader."""
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        text = entry if isinstance(entry, str) else entry.label
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            waiting = 0 if isinstance(entry, str) else self.badges.get(entry.key, 0)
            return f"{text}, {waiting} waiting" if waiting else text
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Section titles cannot be chosen."""
        if not index.isValid() or isinstance(self.entries[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class RailDelegate(QStyledItemDelegate):
    """Paints titles, items, the amber bar of the open page and the counts."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self.open_key = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Titles stand a little apart from what is above."""
        sizes = keeper().theme.sizes
        title = isinstance(index.data(ENTRY_ROLE), str)
        return QSize(sizes.chars(10), sizes.line + sizes.units(2.6 if title else 1.9))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One row."""
        entry = index.data(ENTRY_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRect(option.rect)
        if isinstance(entry, str):
            self._title(painter, place, entry)
        else:
            self._item(painter, place, entry, index, *self._marks(option, index))
        painter.restore()

    def _marks(self, option: QStyleOptionViewItem, index: Index) -> tuple[bool, bool]:
        """Whether the mouse, and whether the keyboard, is on this row.

        Qt's styles bring seven hundred names with them: they are imported once there is a mouse to mark.
        """
        keyboard = self._view.hasFocus() and self._view.currentIndex() == index
        if not self._view.underMouse():
            return False, keyboard
        from PySide6.QtWidgets import QStyle

        return bool(option.state & QStyle.StateFlag.State_MouseOver), keyboard

    def _title(self, painter: QPainter, place: QRect, text: str) -> None:
        theme = keeper().theme
        font = QFont(painter.font())
        font.setPixelSize(theme.sizes.small)
        font.setWeight(QFont.Weight.DemiBold)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, theme.sizes.small * 0.08)
        painter.setFont(font)
        painter.setPen(theme.colour("rail_quiet"))
        inner = place.adjusted(theme.sizes.units(2.5), 0, 0, -theme.sizes.units(0.6))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, text.upper())

    def _item(
        self, painter: QPainter, place: QRect, entry: RailItem, index: Index, mouse: bool, keyboard: bool
    ) -> None:
        theme = keeper().theme
        opened = entry.key == self.open_key
        if opened or mouse:
            painter.fillRect(place, theme.colour("rail_active"))
        if opened:
            bar = QRect(place.topLeft(), QSize(max(3, theme.sizes.units(0.4)), place.height()))
            painter.fillRect(bar, theme.colour("attention"))
        if keyboard:
            painter.setPen(QPen(theme.colour("attention"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place.adjusted(1, 1, -1, -1))
        model = index.model()
        waiting = model.badges.get(entry.key, 0) if isinstance(model, RailModel) else 0
        room = _badge(painter, place, waiting, theme) if waiting else 0
        self._label(painter, place.adjusted(theme.sizes.units(2.9), 0, -room - theme.sizes.unit, 0), entry, opened)

    def _label(self, painter: QPainter, place: QRect, entry: RailItem, opened: bool) -> None:
        font = QFont(painter.font())
        font.setWeight(QFont.Weight.DemiBold if opened else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(keeper().theme.colour("rail_text"))
        text = painter.fontMetrics().elidedText(entry.label, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def _badge(painter: QPainter, place: QRect, waiting: int, theme: Theme) -> int:
    """Paint the count at the right; gives the room it took."""
    font = QFont(painter.font())
    font.setPixelSize(theme.sizes.small)
    font.setWeight(QFont.Weight.Bold)
    metrics = QFontMetrics(font)
    height = metrics.height() + 2
    text = f"{waiting}" if waiting < 1000 else "999+"
    width = max(height + 2, metrics.horizontalAdvance(text) + theme.sizes.units(1.6))
    right = place.right() - theme.sizes.units(2.3)
    box = QRectF(QPoint(right - width, place.center().y() - height // 2 + 1), QSize(width, height))
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("attention"))
    painter.drawRoundedRect(box, height / 2, height / 2)
    painter.setPen(theme.colour("on_attention"))
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return width + theme.sizes.units(2.3)


class RailList(QListView):
    """The list of the rail: one stop in the Tab order, arrows move, Enter opens."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("railList")
        self.setAccessibleName("Rooms")
        self.rooms = RailModel()
        self.rooms.setParent(self)
        self.painter_of_rows = RailDelegate(self)
        self.setModel(self.rooms)
        self.setItemDelegate(self.painter_of_rows)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._ask)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open the room the focus is on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._ask(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _ask(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY_ROLE) if index.isValid() else None
        if isinstance(entry, RailItem):
            self.asked.emit(entry.key)


class Rail(QFrame):
    """The whole left side. ``asked`` carries the key of a room somebody chose."""

    asked = Signal(str)

    def __init__(self, title: str, sections: Sequence[RailSection], office: str = "") -> None:
        super().__init__()
        self.setObjectName("rail")
        self.list = RailList()
        self.list.asked.connect(self.asked)
        self._brand = QLabel(title)
        self._brand.setProperty("role", "brand")
        self._office = QLabel(office)
        self._foot = QLabel()
        for text in (self._office, self._foot):
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setWordWrap(True)
        self._rule = QFrame()
        self._rule.setProperty("role", "line")
        self._place = QVBoxLayout(self)
        self._head, self._under = QVBoxLayout(), QVBoxLayout()
        self._lay_out()
        self.list.rooms.set_sections(sections)
        self.fit()

    def set_sections(self, sections: Sequence[RailSection]) -> None:
        """Show these rooms instead of the ones before."""
        self.list.rooms.set_sections(sections)
        self.set_open(self.list.painter_of_rows.open_key)
        self.fit()

    def set_open(self, key: str) -> None:
        """Mark the room whose page is open."""
        self.list.painter_of_rows.open_key = key
        at = self.list.rooms.row_of(key)
        if at >= 0:
            self.list.setCurrentIndex(self.list.rooms.index(at))
        self.list.viewport().update()

    def set_office(self, name: str) -> None:
        """Show whose office this is."""
        self._office.setText(name)

    def set_foot(self, *lines: str) -> None:
        """The quiet lines at the bottom: tax year and month, version."""
        self._foot.setText("\n".join(line for line in lines if line))

    def fit(self) -> None:
        """Take the width that the longest label and its count need at this text size."""
        sizes = keeper().theme.sizes
        font = QFont(keeper().base())
        font.setPixelSize(sizes.body)
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        widest = max((metrics.horizontalAdvance(item.label) for item in self.list.rooms.items()), default=0)
        self.setFixedWidth(max(sizes.units(26), min(widest + sizes.units(8.5), sizes.units(34))))
        for margins, box in (((2.5, 1.75, 1, 2), self._head), ((2.5, 1.5, 1, 2.5), self._under)):
            left, top, right, bottom = (sizes.units(m) for m in margins)
            box.setContentsMargins(left, top, right, bottom)
            box.setSpacing(sizes.units(0.25))
        self.list.scheduleDelayedItemsLayout()

    def _lay_out(self) -> None:
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setSpacing(0)
        self._head.addWidget(self._brand)
        self._head.addWidget(self._office)
        self._under.addWidget(self._foot)
        self._place.addLayout(self._head)
        self._place.addWidget(self.list, 1)
        self._place.addWidget(self._rule)
        self._place.addLayout(self._under)
