"""A locked window: nothing is seen, nothing gets through, nothing is lost, and the password opens it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout

from carecoop_desktop.home.safety.actions import lock_after
from carecoop_desktop.home.safety.queries import USUAL_MINUTES, lock_minutes
from carecoop_desktop.home.window.cover import Cover
from carecoop_desktop.home.window.locking import Lock
from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.page import Page
from carecoop_desktop.platform.desktop.shell import Shell
from carecoop_desktop.platform.kernel.errors import Invalid
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.users import set_password

PASSWORD = "otter-lantern-violet"


class Typing(Page):
    """A page with something half typed."""

    def __init__(self) -> None:
        super().__init__("Half typed")
        self.box = QLineEdit()
        self.box.setAccessibleName("Note")
        self.add(self.box)


@pytest.fixture
def shell(qtbot: Any) -> Shell:
    made = Shell("CareCoop", [], office="Dee Valley")
    qtbot.addWidget(made)
    made.set_pages(lambda _key: Typing())
    made.show()
    made.open("today")
    return made


@pytest.fixture
def lock(shell: Shell, office: Office) -> Iterator[Lock]:
    office.do(set_password, "Priya Shah", PASSWORD)
    made = Lock(shell, office)
    yield made
    made.end()
    made.deleteLater()


def covers(shell: Shell) -> list[Cover]:
    return shell.findChildren(Cover)


def box(shell: Shell) -> QLineEdit:
    page = shell.current_page
    assert isinstance(page, Typing)
    return page.box


def type_password(qtbot: Any, cover: Cover, password: str) -> None:
    qtbot.keyClicks(cover.box, password)
    qtbot.keyClick(cover.box, Qt.Key.Key_Return)


def test_ctrl_l_covers_everything_and_the_password_uncovers(qtbot: Any, shell: Shell, lock: Lock) -> None:
    qtbot.keyClicks(box(shell), "a note about Ann")
    lock.lock_now()
    [cover] = covers(shell)
    assert lock.locked and cover.geometry() == shell.rect() and unnamed_controls(cover) == []
    assert "Dee Valley" not in shell.windowTitle()
    type_password(qtbot, cover, "wrong-wrong-wrong")
    assert lock.locked and "not right" in cover.wrong.text() and cover.box.text() == ""
    type_password(qtbot, cover, PASSWORD)
    assert not lock.locked and box(shell).text() == "a note about Ann" and "Dee Valley" in shell.windowTitle()
    qtbot.keyClicks(box(shell), " Hay")
    assert box(shell).text() == "a note about Ann Hay"


def test_nothing_gets_through_to_what_lies_underneath(qtbot: Any, shell: Shell, lock: Lock) -> None:
    done: list[str] = []
    deed = QAction("Undo", shell)
    deed.setShortcut(QKeySequence("Ctrl+Z"))
    deed.triggered.connect(lambda *_: done.append("undone"))
    shell.addAction(deed)
    lock.lock_now()
    qtbot.keyClicks(box(shell), "stranger")
    qtbot.mouseClick(box(shell), Qt.MouseButton.LeftButton)
    qtbot.keyClick(covers(shell)[0].box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert box(shell).text() == "" and done == []
    assert not shell.close() and shell.isVisible(), "a stranger cannot end it either"
    shell.resize(1000, 700)
    assert covers(shell)[0].geometry() == shell.rect()
    lock.end()  # a locked window would not be closed by the test's end


def test_a_dialog_is_covered_too_and_kept(qtbot: Any, shell: Shell, lock: Lock) -> None:
    dialog = QDialog(shell)
    dialog.setWindowTitle("Change the address of Ann Hay")
    inside = QLineEdit("12 Mill Lane", dialog)
    QVBoxLayout(dialog).addWidget(inside)
    dialog.open()
    lock.lock_now()
    assert {"QDialog", "Shell"} <= {type(c.parentWidget()).__name__ for c in lock._covers}
    assert "Ann" not in dialog.windowTitle()
    [cover] = dialog.findChildren(Cover)
    type_password(qtbot, cover, PASSWORD)
    assert dialog.isVisible() and inside.text() == "12 Mill Lane" and "Ann" in dialog.windowTitle()
    dialog.close()


def test_without_a_password_nothing_is_locked(qtbot: Any, shell: Shell, office: Office) -> None:
    open_lock = Lock(shell, office)
    open_lock.lock_now()
    open_lock._last -= 10_000
    open_lock.look()
    assert not open_lock.locked
    open_lock.end()
    open_lock.deleteLater()


def test_it_locks_after_the_office_s_minutes(shell: Shell, lock: Lock, office: Office) -> None:
    assert office.read(lock_minutes) == USUAL_MINUTES
    lock._last -= USUAL_MINUTES * 60 - 5
    lock.look()
    assert not lock.locked
    lock._last -= 10
    lock.look()
    assert lock.locked
    lock.look()
    assert len(covers(shell)) == 1
    lock.end()


def test_zero_never_locks_and_a_key_counts_as_presence(shell: Shell, lock: Lock, office: Office) -> None:
    office.do(lock_after, 0)
    lock._last -= 100_000
    lock.look()
    assert not lock.locked
    office.do(lock_after, 1)
    window = shell.windowHandle()
    assert lock.idle_seconds() > 60
    QTest.keyClick(window, Qt.Key.Key_Shift)
    assert lock.idle_seconds() < 60
    lock.look()
    assert not lock.locked
    for minutes in (-1, 9999):
        with pytest.raises(Invalid):
            office.do(lock_after, minutes)


def test_leaving_the_office_takes_the_cover_away(shell: Shell, lock: Lock) -> None:
    lock.lock_now()
    lock.end()
    assert not lock.locked and covers(shell) == []
