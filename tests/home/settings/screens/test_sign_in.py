"""The page that asks who somebody is."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from carecoop_desktop.home.settings.screens.sign_in import SignInPage


def test_enter_after_the_password_signs_in(qtbot: Any) -> None:
    tried: list[tuple[str, str | None]] = []
    page = SignInPage(
        ["Priya Shah", "Sam Reed"], lambda name, password: tried.append((name, password)), name="Sam Reed"
    )
    qtbot.addWidget(page)
    page.show()
    box = page.form.input("password").widget
    assert page.focusWidget() is box
    qtbot.keyClicks(box, "three random words")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert tried == [("Sam Reed", "three random words")]


def test_no_password_is_told_apart_from_an_empty_one(qtbot: Any) -> None:
    tried: list[tuple[str, str | None]] = []
    page = SignInPage(["Priya Shah"], lambda name, password: tried.append((name, password)))
    qtbot.addWidget(page)
    page.go()
    assert tried == [("Priya Shah", None)]


def test_the_last_failure_is_said(qtbot: Any) -> None:
    page = SignInPage(["Priya Shah"], lambda *_: None, "There were several wrong passwords. Try again in 8 seconds.")
    qtbot.addWidget(page)
    assert any("8 seconds" in each.text() for each in page.findChildren(QLabel))
