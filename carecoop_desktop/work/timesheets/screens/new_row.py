"""Another row of the week grid: PA, member and kind, found by typing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.forms.inputs import PersonInput
from carecoop_desktop.platform.desktop.page import button, label
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.work.timesheets.queries import find_assistants, find_members
from carecoop_desktop.work.timesheets.rules.kinds import KINDS

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NewRow(QWidget):
    """A line of three inputs; Enter moves on and at last opens the row, Esc leaves."""

    opened = Signal(object)
    """The key of the row that was asked for: PA, member or None, kind."""
    told = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.assistant = PersonInput(lambda typed: desk.read_now(find_assistants, typed))
        self.member = PersonInput(lambda typed: desk.read_now(find_members, typed, self._assistant_id(), desk.today))
        self.kind = QComboBox()
        for kind in KINDS.values():
            self.kind.addItem(kind.word, kind.code)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(current().sizes.unit)
        for words, part in (("&PA", self.assistant.edit), ("Me&mber", self.member.edit), ("&Kind", self.kind)):
            name = label(words, "key")
            name.setBuddy(part)
            part.setAccessibleName(words.replace("&", ""))
            part.installEventFilter(self)
            layout.addWidget(name)
            layout.addWidget(part, 1 if isinstance(part, QLineEdit) else 0)
        layout.addWidget(button("Open row", self.open_row, tip="Open a row for this PA, member and kind (Enter)"))
        layout.addWidget(button("Close", self.left.emit, role="link"))

    def begin(self) -> None:
        """Start with the PA."""
        self.assistant.edit.setFocus()
        self.assistant.edit.selectAll()

    def open_row(self) -> None:
        """Ask for the row, or say what is missing."""
        try:
            assistant, member = self.assistant.value(), self.member.value()
        except ValueError as error:
            self.told.emit(str(error))
            return
        kind = str(self.kind.currentData())
        if assistant is None:
            self.told.emit("Type the name of the PA.")
            self.assistant.edit.setFocus()
        elif member is None and KINDS[kind].with_member:
            self.told.emit(f"{KINDS[kind].word} hours need the member they were worked for.")
            self.member.edit.setFocus()
        else:
            self.opened.emit((assistant, member, kind))

    def eventFilter(self, part: QObject, event: QEvent) -> bool:
        """Enter takes the first match and moves on; on the kind it opens the row."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            if event.key() in _ENTER:
                self._enter(part)
                return True
        return super().eventFilter(part, event)

    def _enter(self, part: QObject) -> None:
        if part is self.assistant.edit:
            self._take_first(self.assistant)
            self.member.edit.setFocus()
        elif part is self.member.edit:
            self._take_first(self.member)
            self.kind.setFocus()
        else:
            self.open_row()

    @staticmethod
    def _take_first(person: PersonInput) -> None:
        edit = person.edit
        typed = edit.text().strip()
        if not typed or typed in edit.found:
            return
        edit.look_up()
        names = edit.completer().model()
        if names.rowCount():
            edit.setText(str(names.index(0, 0).data()))
            if popup := edit.completer().popup():
                popup.hide()

    def _assistant_id(self) -> int | None:
        found: int | None = self.assistant.edit.found.get(self.assistant.edit.text().strip())
        return found
