"""Asks for the recovery key of an encrypted backup that this computer has no key for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from carecoop_desktop.home.safety.screens.key_form import KeyForm, type_key_into
from carecoop_desktop.platform.database.cipher import key_number_of
from carecoop_desktop.platform.database.keys import find_key
from carecoop_desktop.platform.desktop.page import button, label, row
from carecoop_desktop.platform.desktop.theme import current


class KeyDialog(QDialog):
    """The key as it stands on the sheet; a slip is told with the number of its group, and the dialog stays."""

    def __init__(self, name: str, number: str, parent: QWidget | None = None, deed: str = "Restore") -> None:
        super().__init__(parent)
        self.setWindowTitle("Recovery key")
        self.setAccessibleName("Recovery key")
        sizes = current().sizes
        self.form = KeyForm(number)
        self.form.finished.connect(self.go)
        layout = QVBoxLayout(self)
        edge = sizes.units(3)
        layout.setContentsMargins(edge, edge, edge, sizes.units(2))
        layout.setSpacing(sizes.units(1.5))
        layout.addWidget(label(f"{name} is encrypted", "heading", wrap=True))
        layout.addWidget(label(f"Type the key from the recovery sheet of key {number}.", wrap=True))
        layout.addWidget(self.form)
        layout.addLayout(row(button("Cancel", self.reject), None, button(deed, self.go, role="primary")))
        self.resize(sizes.chars(76), self.sizeHint().height())
        type_key_into(self.form)

    def go(self) -> None:
        """Try the key."""
        if self.form.enter():
            self.accept()


def key_at_hand(backup: Path, parent: QWidget | None) -> bool:
    """Whether a backup can be opened here; where its key is missing somebody is asked for it. False: they gave up."""
    number = key_number_of(backup)
    if number is None or find_key(number) is not None:
        return True
    dialog = KeyDialog(backup.name, number, parent if parent is not None and parent.isVisible() else None)
    entered = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return entered
