"""The dialog that asks an owner for their password."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit

from carecoop_desktop.home.inspector.screens.owner import OwnerDialog
from carecoop_desktop.platform.desktop.accessible import unnamed_controls


@pytest.fixture
def dialog(qtbot: Any) -> OwnerDialog:
    made = OwnerDialog(["Priya Shah", "Rhian Lowe"])
    qtbot.addWidget(made)
    return made


def test_it_gives_owner_and_password(dialog: OwnerDialog) -> None:
    def answer() -> None:
        dialog.form.input("owner").set_value("Rhian Lowe")
        dialog.form.input("password").set_raw("secret words")
        dialog.end.click()

    QTimer.singleShot(0, answer)
    assert dialog.ask() == ("Rhian Lowe", "secret words")


def test_a_password_is_needed_and_cancel_gives_nothing(dialog: OwnerDialog) -> None:
    def answer() -> None:
        dialog.end.click()
        assert dialog.form.issue_text("password") == "Password is needed."
        dialog.reject()

    QTimer.singleShot(0, answer)
    assert dialog.ask() is None
    assert QApplication.activeModalWidget() is None


def test_nobody_reads_the_password_over_a_shoulder(dialog: OwnerDialog) -> None:
    field = dialog.form.input("password").widget
    assert isinstance(field, QLineEdit) and field.echoMode() is QLineEdit.EchoMode.Password
    assert unnamed_controls(dialog) == []
