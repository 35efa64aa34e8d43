"""The way out of the inspector's room when the PIN is forgotten: an owner says who they are, and their password."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from carecoop_desktop.platform.desktop.forms import FormPanel, choice, text
from carecoop_desktop.platform.desktop.page import button, label, row
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.platform.kernel.errors import Invalid


class OwnerDialog(QDialog):
    """Asks which owner, and for the password."""

    def __init__(self, owners: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("PIN forgotten")
        self.setModal(True)
        self._given: tuple[str, str] | None = None
        self.form = FormPanel(
            [
                choice("owner", "Owner", [(name, name) for name in owners], owners[0], required=True),
                text("password", "Password", required=True, secret=True),
            ]
        )
        self.end = button("End the visit", self._take, role="primary")
        self.form.finished.connect(self._take)
        self.form.left.connect(self.reject)
        sizes = current().sizes
        layout = QVBoxLayout(self)
        edge = sizes.units(3)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.addWidget(label("End the visit without its PIN", "heading", wrap=True))
        words = "The list of what was shown will say that an owner ended the visit by password."
        layout.addWidget(label(words, "context", wrap=True))
        layout.addWidget(self.form)
        layout.addLayout(row(None, button("Cancel", self.reject), self.end))
        self.setMinimumWidth(sizes.chars(48))
        self.form.input("password").widget.setFocus()

    def ask(self) -> tuple[str, str] | None:
        """Show it; gives owner and password, or nothing after Cancel and Esc."""
        self.exec()
        self.deleteLater()
        return self._given

    def _take(self) -> None:
        try:
            values = self.form.values()
        except Invalid:
            return
        self._given = (values["owner"], values["password"])
        self.accept()
