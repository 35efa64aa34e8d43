"""The page that asks for the recovery key."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from carecoop_desktop.home.safety.screens.key_page import KeyPage
from carecoop_desktop.platform.database.keys import find_key, forget_known, new_key
from carecoop_desktop.platform.desktop.accessible import unnamed_controls


@pytest.fixture
def opened() -> list[str]:
    return []


def shown(qtbot: Any, number: str, opened: list[str]) -> KeyPage:
    page = KeyPage("dee-valley", number, lambda: opened.append("office"), lambda: opened.append("other"))
    qtbot.addWidget(page)
    page.show()
    return page


def test_the_key_of_the_sheet_opens_and_is_kept(qtbot: Any, own_keyring: Any, opened: list[str]) -> None:
    key = new_key()
    page = shown(qtbot, key.number, opened)
    box = page.form.input("key").widget
    assert page.focusWidget() is box and key.number in page.context
    qtbot.keyClicks(box, "  ".join(key.groups).lower())
    qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened == ["office"]
    forget_known()
    assert find_key(key.number) == key


@pytest.mark.parametrize(("typed", "said"), [
    (lambda key: " ".join(("ZZZZZ", *key.groups[1:])), "Group 1 is not"),
    (lambda key: " ".join(new_key().groups), "wanted is key"),
    (lambda key: "", ""),
])  # fmt: skip
def test_a_slip_or_another_key_stands_beside_the_field(
    qtbot: Any, own_keyring: Any, opened: list[str], typed: Any, said: str
) -> None:
    key = new_key()
    page = shown(qtbot, key.number, opened)
    page.form.input("key").set_raw(typed(key))
    page.go()
    assert said in page.form.issue_text("key") and page.form.issue_text("key")
    assert opened == [] and own_keyring.kept == {}


def test_every_control_has_a_name(qtbot: Any, own_keyring: Any, opened: list[str]) -> None:
    assert unnamed_controls(shown(qtbot, new_key().number, opened)) == []
