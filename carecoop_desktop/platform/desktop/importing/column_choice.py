"""Which column of the file stands for which field: one line each, a list of headings beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from carecoop_desktop.platform.desktop.page import label
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.platform.office.importing.plan import Field

LEAVE_OUT = "(not in this file)"


class ColumnChoice(QWidget):
    """``chosen`` carries a field's name and its new heading, empty text for none."""

    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, current().sizes.unit, 0)
        self._grid.setVerticalSpacing(current().sizes.units(0.5))
        self._grid.setColumnStretch(1, 1)
        self._boxes: dict[str, QComboBox] = {}
        self._headings: tuple[str, ...] = ()

    def show_columns(self, fields: Sequence[Field], headings: tuple[str, ...], chosen: Mapping[str, str]) -> None:
        """Show how the columns are understood now."""
        if headings != self._headings:
            self._build(fields, headings)
        for name, box in self._boxes.items():
            box.blockSignals(True)
            box.setCurrentText(chosen.get(name) or LEAVE_OUT)
            box.blockSignals(False)

    def box(self, name: str) -> QComboBox:
        """The list of headings beside a field."""
        return self._boxes[name]

    def _build(self, fields: Sequence[Field], headings: tuple[str, ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._headings = headings
        self._boxes = {}
        for line, field in enumerate(fields):
            self._add(line, field)
        self._grid.setRowStretch(len(fields), 1)

    def _add(self, line: int, field: Field) -> None:
        box = QComboBox()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(6)
        box.addItem(LEAVE_OUT)
        box.addItems(list(self._headings))
        box.setAccessibleName(f"Column for {field.label}")
        words: QLabel = label(f"{field.label} *" if field.required else field.label, "key", wrap=True)
        words.setBuddy(box)
        words.setMaximumWidth(current().sizes.chars(15))
        box.currentIndexChanged.connect(lambda at, name=field.name: self._tell(name, at))
        self._grid.addWidget(words, line, 0)
        self._grid.addWidget(box, line, 1)
        self._boxes[field.name] = box

    def _tell(self, name: str, at: int) -> None:
        self.chosen.emit(name, "" if at <= 0 else self._headings[at - 1])
