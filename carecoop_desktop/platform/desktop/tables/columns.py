"""The columns of a table as the user has arranged them: order, width, hidden or shown, remembered between sessions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from carecoop_desktop.platform.database.lists.shape import Kind, ListShape
from carecoop_desktop.platform.desktop.page.fitting import share
from carecoop_desktop.platform.desktop.page.pill import pill_size
from carecoop_desktop.platform.desktop.tables.source import Memory
from carecoop_desktop.platform.desktop.theme import current

_PADDING = 18
_READABLE = 10
"""To so many characters a column of words may narrow where the table is short of room."""
_NAME = 15
"""And the first, which names the record."""
_SHORT = 14
_TIGHT = 85
"""Percent of that which is left before a table moves sideways."""
_USUAL: Mapping[Kind, str] = {
    Kind.MONEY: "£12,345.67",
    Kind.HOURS: "1,234.50",
    Kind.TENTHS: "-123.4",
    Kind.NUMBER: "1,234",
    Kind.DATE: "30 Nov 2026",
    Kind.TIME: "23:59",
    Kind.MOMENT: "30 Nov 2026 23:59",
    Kind.YESNO: "Yes",
}
_SETTLED = 400  # milliseconds after the last move of a border before it is remembered


class ColumnKeeper(QObject):
    """Lays the columns of one table out and keeps what the user changes."""

    def __init__(self, table: QTableView, shape: ListShape, memory: Memory) -> None:
        super().__init__(table)
        self._table = table
        self._shape = shape
        self._memory = memory
        self._key = f"table.{shape.name}.columns"
        self._laying_out = False
        self._own_widths = False
        self._spared: set[int] = set()
        self._later = QTimer(self, singleShot=True, interval=_SETTLED)
        self._later.timeout.connect(self.remember)
        header = self._header
        header.setSectionsMovable(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(28)
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(self._changed)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._show_menu)
        self.restore()

    @property
    def _header(self) -> QHeaderView:
        return self._table.horizontalHeader()

    def restore(self) -> None:
        """Lay out as remembered, or as the list describes itself. Columns that are new since are shown in place."""
        kept = self._memory.get(self._key)
        kept = kept if isinstance(kept, dict) else {}
        self._laying_out = True
        self._spared.clear()
        self._own_widths = bool(kept.get("widths"))
        self._set_widths(kept.get("widths") or {})
        self._set_hidden(kept.get("shown") or {})
        self._set_order(kept.get("order") or [])
        self._laying_out = False

    def share_width(self) -> None:
        """Fill the table's width: words take what is left over and give where there is too little.

        Widths that the user has set stay as they are.
        """
        if self._own_widths:
            return
        self._laying_out = True
        header, room = self._header, self._table.viewport().width()
        shown, natural, least = self._fitting(room)
        words = self._words(shown)
        widths = share(natural, least, words or [len(shown) - 1], room)
        for place, width in zip(shown, widths, strict=True):
            header.resizeSection(place, width)
        self._laying_out = False

    def _fitting(self, room: int) -> tuple[list[int], list[int], list[int]]:
        """The columns to show in a room, with what each would have and its least: without the spare ones at need."""
        self._spare(set())
        shown = self.shown()
        natural, least = self._wanted(shown, self._words(shown), room)
        spare = {place for place in shown if self._shape.headings[place].spare}
        if spare and sum(least) > room:
            self._spare(spare)
            shown = self.shown()
            natural, least = self._wanted(shown, self._words(shown), room)
        return shown, natural, least

    def _spare(self, places: set[int]) -> None:
        """Put these columns out of sight and those back that were."""
        for place in places ^ self._spared:
            self._header.setSectionHidden(place, place in places)
        self._spared = places

    def _words(self, shown: Sequence[int]) -> list[int]:
        return [number for number, place in enumerate(shown) if self._shape.headings[place].kind is Kind.TEXT]

    def _wanted(self, shown: Sequence[int], words: Sequence[int], room: int) -> tuple[list[int], list[int]]:
        """How wide each column would be, and its least; ``words`` are those of the columns shown that hold text."""
        natural = [self._natural(place) for place in shown]
        least = [min(width, self._least(place)) for place, width in zip(shown, natural, strict=True)]
        if sum(natural) > room:
            # Figures, dates and states first give what they do not need; only then words are cut.
            natural = [width if number in words else least[number] for number, width in enumerate(natural)]
        if sum(least) > room:
            tight = [self._tight(shown[number], each) if number in words else each for number, each in enumerate(least)]
            least = tight if sum(tight) <= room else least
        return natural, least

    def _natural(self, place: int) -> int:
        wanted = round(self._shape.headings[place].characters * self._unit()) + current().sizes.units(2.25)
        return max(wanted, self._named(place))

    def _named(self, place: int) -> int:
        """The width of the heading itself."""
        words = self._shape.headings[place].label
        return self._header.fontMetrics().horizontalAdvance(words) + current().sizes.units(2.5) + 2

    def _least(self, place: int) -> int:
        """What a column needs: its heading and, of figures, dates and states, the widest that is usual."""
        heading, named, pad = self._shape.headings[place], self._named(place), _pad()
        font = self._header.font()
        if heading.kind is Kind.TEXT:
            return max(named, round(self._readable(place) * self._unit()) + pad)
        if heading.kind is Kind.STATE:
            pills = [pill_size(state.word, font).width() for state in heading.states.values()]
            return max(named, max(pills, default=0) + current().sizes.units(1.75))
        return max(named, self._table.fontMetrics().horizontalAdvance(_USUAL.get(heading.kind, "")) + pad)

    def _tight(self, place: int, least: int) -> int:
        """What words still give up where that saves the table from moving sideways by a few points."""
        return min(least, max(self._named(place), least * _TIGHT // 100))

    def _readable(self, place: int) -> float:
        """A column that was made for short words keeps them; its letters are narrower than an n on the whole."""
        width = self._shape.headings[place].width
        if 0 < width <= _SHORT:
            return width * 0.85
        return _NAME if place == 0 else _READABLE

    def reset(self) -> None:
        """Back to how the list describes itself."""
        self._memory.set(self._key, {})
        self.restore()
        self.share_width()

    def remember(self) -> None:
        """Keep the columns as they are now. Widths are kept in characters, so that a larger font widens them."""
        self._later.stop()
        header, unit = self._header, self._unit()
        headings = self._shape.headings
        shown = {h.key: place in self._spared or not header.isSectionHidden(place) for place, h in enumerate(headings)}
        widths = {
            h.key: round((header.sectionSize(place) - _PADDING) / unit, 2)
            for place, h in enumerate(headings)
            if shown[h.key] and self._own_widths
        }
        order = [headings[header.logicalIndex(visual)].key for visual in range(len(headings))]
        self._memory.set(self._key, {"order": order, "shown": shown, "widths": widths})

    def flush(self) -> None:
        """Keep at once what would be kept in a moment."""
        if self._later.isActive():
            self.remember()

    def shown(self) -> list[int]:
        """The columns in sight, in the order they stand in."""
        header = self._header
        ordered = [header.logicalIndex(visual) for visual in range(header.count())]
        return [logical for logical in ordered if not header.isSectionHidden(logical)]

    def actions(self, parent: QObject) -> list[QAction]:
        """One tick for each column, and the way back. The last column in sight cannot be hidden."""
        shown = self.shown()
        found = []
        for place, heading in enumerate(self._shape.headings):
            action = QAction(heading.label, parent, checkable=True)
            action.setChecked(place in shown)
            action.setEnabled(shown != [place])
            action.toggled.connect(lambda on, place=place: self.show(place, on))
            found.append(action)
        back = QAction("&Reset columns", parent)
        back.triggered.connect(self.reset)
        return [*found, back]

    def show(self, place: int, on: bool) -> None:
        """Show or hide a column."""
        self._laying_out = True
        self._spared.discard(place)
        self._header.setSectionHidden(place, not on)
        self._laying_out = False
        self.share_width()
        self._changed()

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.actions(menu))
        menu.popup(self._header.viewport().mapToGlobal(at))

    def _resized(self, *_: Any) -> None:
        if not self._laying_out:
            self._own_widths = True
            self._later.start()

    def _changed(self, *_: Any) -> None:
        if not self._laying_out:
            self._later.start()

    def _unit(self) -> int:
        return self._table.fontMetrics().horizontalAdvance("n") or 8

    def _set_widths(self, widths: dict[str, float]) -> None:
        unit = self._unit()
        for place, heading in enumerate(self._shape.headings):
            characters = widths.get(heading.key, heading.characters)
            self._header.resizeSection(place, round(characters * unit) + _PADDING)

    def _set_hidden(self, shown: dict[str, bool]) -> None:
        for place, heading in enumerate(self._shape.headings):
            self._header.setSectionHidden(place, not shown.get(heading.key, not heading.hidden))

    def _set_order(self, order: list[str]) -> None:
        keys = [heading.key for heading in self._shape.headings]
        known = [key for key in order if key in keys]
        wanted = [*known, *(key for key in keys if key not in known)] if known else keys
        for visual, key in enumerate(wanted):
            self._header.moveSection(self._header.visualIndex(keys.index(key)), visual)


def _pad() -> int:
    """What a cell's words have around them at this text size."""
    return current().sizes.units(2) + 7
