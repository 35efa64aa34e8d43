"""Two people changed one record: both values side by side, and a choice for each field."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from itertools import count
from textwrap import fill
from typing import Any

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from carecoop_desktop.platform.desktop.page.labels import label
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.platform.kernel.dates import format_moment
from carecoop_desktop.platform.kernel.errors import Conflict, FieldConflict

_ACROSS = 18
"""Letters of a value in a line: two values fit beside each other at the largest text."""


class ConflictView(QWidget):
    """For each field: mine, theirs, who and when. ``choices()`` gives the values to keep once all are chosen.

    Only what is ``asked`` can be chosen (everything where that is not said); of the rest, and of what both typed the
    same, it is told who changed it. Fields of ``why_not`` show both values and why only theirs can stay.
    """

    def __init__(
        self,
        conflict: Conflict,
        *,
        names: Mapping[str, str] | None = None,
        show: Callable[[str, Any], str] = lambda _field, value: "–" if value in (None, "") else str(value),
        asked: Collection[str] | None = None,
        why_not: Mapping[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._why_not = dict(why_not or {})
        self._fields = [each for each in conflict.fields if _open(each, asked) and each.field not in self._why_not]
        self._groups: list[QButtonGroup] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(current().sizes.units(2))
        self._grid.setVerticalSpacing(current().sizes.unit)
        self._grid.addWidget(label(conflict.sentence, "strong", wrap=True), 0, 0, 1, 4)
        for across, words in enumerate(("", "Before", "Mine", "Theirs")):
            self._grid.addWidget(label(words, "label"), 1, across)
        for row, field in zip(count(2, 2), conflict.fields, strict=False):
            name = (names or {}).get(field.field) or field.field.replace("_", " ")
            if field in self._fields:
                self._add(row, field, name, show)
            else:
                self._tell(row, field, name, show)

    @property
    def asks(self) -> tuple[FieldConflict, ...]:
        """The fields that want a choice."""
        return tuple(self._fields)

    def choices(self) -> dict[str, Any]:
        """The chosen value of each field; a field nobody chose for yet is missing."""
        chosen = {}
        for field, group in zip(self._fields, self._groups, strict=True):
            if group.checkedId() >= 0:
                chosen[field.field] = field.mine if group.checkedId() == 0 else field.theirs
        return chosen

    def complete(self) -> bool:
        """Whether every field has its choice."""
        return len(self.choices()) == len({field.field for field in self._fields})

    def choose_all(self, mine: bool) -> None:
        """Choose mine, or theirs, for every field that can be chosen."""
        for group in self._groups:
            group.button(0 if mine else 1).setChecked(True)

    def _tell(self, row: int, field: FieldConflict, name: str, show: Callable[[str, Any], str]) -> None:
        """A field without a choice: it stays as they left it."""
        shown = [show(field.field, field.before), show(field.field, field.theirs)]
        before, theirs = ("not shown to your role", "") if field.hidden else shown
        self._grid.addWidget(label(before, wrap=True), row, 1)
        if field.field in self._why_not and not field.hidden:
            self._grid.addWidget(label(_folded(show(field.field, field.mine)), "note"), row, 2)
        self._grid.addWidget(label(_folded(theirs)), row, 3)
        self._frame(row, field, name)

    def _add(self, row: int, field: FieldConflict, name: str, show: Callable[[str, Any], str]) -> None:
        self._grid.addWidget(label(show(field.field, field.before), wrap=True), row, 1)
        group = QButtonGroup(self)
        sides = ((show(field.field, field.mine), "mine"), (show(field.field, field.theirs), "theirs"))
        for number, (words, whose) in enumerate(sides):
            made = QRadioButton(_folded(words).replace("&", "&&"))
            read_out = words if whose == "mine" else f"{words}, {_by(field)}"
            made.setAccessibleName(f"{name}, {whose}: {read_out.replace(chr(10), ', ')}")
            group.addButton(made, number)
            self._grid.addWidget(made, row, 2 + number)
        self._groups.append(group)
        self._frame(row, field, name)

    def _frame(self, row: int, field: FieldConflict, name: str) -> None:
        """What the field is called, and on a line of its own who changed it: both values have the whole width."""
        self._grid.addWidget(label(name, "key", wrap=True), row, 0)
        why_not = f". {self._why_not[field.field]}" if field.field in self._why_not else ""
        self._grid.addWidget(label(f"Theirs: {_by(field)}{why_not}", "note", wrap=True), row + 1, 1, 1, 3)


def _open(field: FieldConflict, asked: Collection[str] | None) -> bool:
    return not field.hidden and field.mine != field.theirs and (asked is None or field.field in asked)


def _folded(words: str) -> str:
    """A radio button does not wrap: both values are to be seen beside each other, however long."""
    return "\n".join(fill(part, _ACROSS) for part in words.split("\n"))


def _by(field: FieldConflict) -> str:
    return f"{field.who}, {_when(field.when)}" if field.when else field.who


def _when(moment: str) -> str:
    try:
        return format_moment(datetime.fromisoformat(moment))
    except ValueError:
        return moment
