"""A page in the program's window, in front and with the keyboard, so that its shortcuts are heard."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from carecoop_desktop.platform.desktop.page import Page
from carecoop_desktop.platform.desktop.shell import RailItem, RailSection, Shell


def in_window(page: Page, key: str, qtbot: Any) -> Shell:
    """The window with the page open in it."""
    shell = Shell("CareCoop", (RailSection("", (RailItem(key, page.title),)),))
    qtbot.addWidget(shell)
    shell.resize(1440, 900)
    shell.set_pages(lambda _key: page)
    shell.open(key)
    shell.show()
    with qtbot.waitActive(shell):
        shell.activateWindow()
    return shell


def control(widget: QWidget, key: Qt.Key) -> None:
    """Ctrl and a key, while ``widget`` has the keyboard."""
    widget.setFocus()
    QTest.keyClick(widget, key, Qt.KeyboardModifier.ControlModifier)
