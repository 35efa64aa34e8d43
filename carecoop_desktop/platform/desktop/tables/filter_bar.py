"""The line above a table: a box that filters as one types, chips for what the list offers, and what the user saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from carecoop_desktop.platform.database.lists.shape import ListRequest, ListShape
from carecoop_desktop.platform.desktop.tables.flow import FlowLayout
from carecoop_desktop.platform.desktop.tables.saved import SavedFilters
from carecoop_desktop.platform.desktop.tables.source import Memory

DEBOUNCE = 120
"""Milliseconds without a key before the text is looked for."""


class FilterBar(QWidget):
    """Turns what the user types and ticks into requests; ``asked`` comes with each new one."""

    asked = Signal(object)
    left = Signal()

    def __init__(self, shape: ListShape, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape = shape
        self._saved = SavedFilters(shape, memory)
        self._request = ListRequest()
        self._chips: dict[str, QToolButton] = {}
        self._saved_chips: dict[str, QToolButton] = {}
        self._waiting = QTimer(self, singleShot=True, interval=DEBOUNCE)
        self._waiting.timeout.connect(self._ask_for_text)
        self._build()

    @property
    def box(self) -> QLineEdit:
        """The box that is typed in."""
        return self._box

    @property
    def count(self) -> QLabel:
        """The label that says how many rows there are."""
        return self._count

    def show_request(self, request: ListRequest) -> None:
        """Show a request that was made elsewhere."""
        self._request = request
        if not self._waiting.isActive() and self._box.text().split() != request.search.split():
            self._box.setText(request.search)
        used = {wanted.key for wanted in request.filters}
        for key, chip in self._chips.items():
            chip.setChecked(key in used)
        for name, chip in self._saved_chips.items():
            chip.setChecked(self._saved.get(name) == request)
        self._save.setVisible(self._worth_saving())

    def show_count(self, rows: int) -> None:
        """Say how many rows there are."""
        self._count.setText("1 row" if rows == 1 else f"{rows:,} rows")

    def save_as(self, name: str) -> None:
        """Keep what is filtered now under a name, as a chip."""
        if name.strip():
            self._saved.keep(name.strip(), self._request)
            self._show_saved()
        self._stop_naming()

    def drop(self, name: str) -> None:
        """Forget a saved filter."""
        self._saved.drop(name)
        self._show_saved()

    def chip(self, key: str) -> QToolButton:
        """The chip of a filter, or of a saved one by its name."""
        return self._chips[key] if key in self._chips else self._saved_chips[key]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the box; Down and Enter go on to the rows."""
        if event.key() == Qt.Key.Key_Escape and self._box.text():
            self._box.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._box.hasFocus():
            self._ask_for_text()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._box = QLineEdit(clearButtonEnabled=True, placeholderText=f"Filter {self._shape.label.lower()}")
        self._box.setAccessibleName(f"Filter {self._shape.label.lower()}")
        if not self._shape.searchable:  # shown by itself it would stand as a window for a moment
            self._box.hide()
        self._box.setMaximumWidth(self.fontMetrics().horizontalAdvance("n") * 40)
        self._box.textEdited.connect(lambda _: self._waiting.start())
        self._box.textChanged.connect(lambda text: None if text else self._waiting.start())
        self._count = QLabel()
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self._box, 1)
        top.addStretch()
        top.addWidget(self._count)
        self._flow = FlowLayout()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addLayout(top)
        whole.addLayout(self._flow)
        for listed in self._shape.filters:
            if not listed.takes_value:
                self._chips[listed.key] = self._add_chip(listed.label, partial(self._toggle, listed.key))
        self._build_saving()
        self._show_saved()

    def _build_saving(self) -> None:
        self._save = QToolButton()
        self._save.setText("Save this filter")
        self._save.setAutoRaise(True)
        self._save.clicked.connect(self._start_naming)
        self._save.hide()
        self._name = QLineEdit(placeholderText="Name of the filter", maxLength=40)
        self._name.setAccessibleName("Name of the filter to save")
        self._name.returnPressed.connect(lambda: self.save_as(self._name.text()))
        self._name.hide()
        self._flow.addWidget(self._save)
        self._flow.addWidget(self._name)

    def _add_chip(self, label: str, pressed: Callable[[bool], None]) -> QToolButton:
        chip = QToolButton()
        chip.setText(label)
        chip.setCheckable(True)
        chip.setObjectName("chip")
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        chip.setAccessibleName(f"Filter: {label}")
        chip.clicked.connect(lambda on: pressed(on))  # a partial alone is called without the tick
        self._flow.addWidget(chip)
        return chip

    def _show_saved(self) -> None:
        for chip in self._saved_chips.values():
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._saved_chips.clear()
        for name in self._saved.names():
            chip = self._add_chip(name, partial(self._use_saved, name))
            remove = QAction(f"Remove “{name}”", chip)
            remove.triggered.connect(partial(self.drop, name))
            chip.addAction(remove)
            chip.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
            self._saved_chips[name] = chip
        self.show_request(self._request)

    def _toggle(self, key: str, on: bool) -> None:
        self._ask(self._request.filtered(key) if on else self._request.without(key))

    def _use_saved(self, name: str, on: bool) -> None:
        self._waiting.stop()
        wanted = self._saved.get(name) if on else None
        self._ask(wanted or ListRequest(self._request.sort))

    def _ask_for_text(self) -> None:
        self._waiting.stop()
        wanted = self._request.searched(self._box.text())
        if wanted != self._request:
            self._ask(wanted)

    def _ask(self, request: ListRequest) -> None:
        self.show_request(request)
        self.asked.emit(request)

    def _worth_saving(self) -> bool:
        plain = not self._request.filters and not self._request.search
        known = any(self._saved.get(name) == self._request for name in self._saved_chips)
        return not plain and not known and not self._name.isVisible()

    def _start_naming(self) -> None:
        self._save.hide()
        self._name.clear()
        self._name.show()
        self._name.setFocus()

    def _stop_naming(self) -> None:
        self._name.hide()
        self._save.setVisible(self._worth_saving())
