"""The numbered steps of a page that leads through something, with a state beside each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from carecoop_desktop.platform.desktop.page.buttons import button
from carecoop_desktop.platform.desktop.page.cells import Tag
from carecoop_desktop.platform.desktop.page.labels import label, row
from carecoop_desktop.platform.desktop.page.pill import Pill
from carecoop_desktop.platform.desktop.tables.flow import FlowLayout
from carecoop_desktop.platform.desktop.theme import current


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, a tag beside it, and whether it can be opened now."""

    name: str
    tag: Tag | None = None
    open: bool = False


class StepStrip(QFrame):
    """1 Hours [locked] → 2 Checks [3 to clear] → 3 Payslips. ``asked`` carries a pressed step's number."""

    asked = Signal(int)

    def __init__(self, steps: Sequence[Step] = (), *, name: str = "Steps", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(name)
        sizes = current().sizes
        self._row = FlowLayout(self, sizes.units(0.75))
        self._row.setContentsMargins(sizes.units(2), sizes.unit, sizes.units(2), sizes.unit)
        self.show_steps(steps)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps instead of the ones before; they go on in the next line where the strip is narrow."""
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()  # else what Qt still means to show would stand as a window for a moment
                old.setParent(None)
                old.deleteLater()
        for number, step in enumerate(steps):
            parts: list[QWidget] = [label("→", "note")] if number else []
            parts.append(self._name(number, step))
            if step.tag is not None:
                parts.append(Pill(step.tag.text, step.tag.state))
            together = QWidget()
            row(*parts, space=0.75, owner=together)
            self._row.addWidget(together)

    def _name(self, number: int, step: Step) -> QWidget:
        words = f"{number + 1} {step.name}"
        if not step.open:
            made: QLabel = label(words, "strong")
            return made
        link = button(words, lambda: self.asked.emit(number), role="link")
        link.setAccessibleName(f"{words}, {step.tag.text}" if step.tag else words)
        return link
