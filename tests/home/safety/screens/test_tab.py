"""Settings, Safety."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel

from carecoop_desktop.home.safety.queries import lock_minutes, second_place
from carecoop_desktop.home.safety.screens.tab import SafetyTab
from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import why_grey
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARECOOP_DATA", str(tmp_path / "data"))


def shown(qtbot: Any, desk: Desk) -> SafetyTab:
    tab = SafetyTab(desk)
    qtbot.addWidget(tab)
    tab.show()
    tab.reload()
    return tab


def words(tab: SafetyTab) -> str:
    return " ".join(each.text() for each in tab.findChildren(QLabel))


def test_a_plain_office_is_encrypted_and_its_sheet_saved(
    qtbot: Any, desk: Desk, own_keyring: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = shown(qtbot, desk)
    assert tab.key_button.text() == "Encrypt this office..." and "not encrypted" in why_grey(tab.sheet_button)
    assert unnamed_controls(tab) == []
    asked: list[str] = []
    monkeypatch.setattr("carecoop_desktop.home.safety.screens.tab.confirm",
                        lambda _parent, words, *_, **_more: bool(asked.append(words)) or len(asked) > 1)  # fmt: skip
    tab.key_button.click()
    assert own_keyring.kept == {}, "no is no"
    tab.key_button.click()
    [stored] = own_keyring.kept.values()
    assert desk.window.troubles == [] and "Print the recovery sheet now" in desk.window.sentences[-1]  # type: ignore[attr-defined]
    assert tab.key_button.text() == "Change the key..." and not why_grey(tab.sheet_button)
    assert stored not in words(tab)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "sheet.pdf"), ""))
    tab.save_button.click()
    assert (tmp_path / "sheet.pdf").is_file() and "not made yet" not in words(tab)


def test_minutes_and_second_place_are_set(qtbot: Any, desk: Desk, own_keyring: Any, tmp_path: Path) -> None:
    tab = shown(qtbot, desk)
    tab.set_lock()
    assert tab.form.isVisible() and tab.form.form is not None
    tab.form.form.input("minutes").set_raw("3")
    tab.form.save.click()
    assert desk.read_now(lock_minutes) == 3 and "3 minutes" in words(tab)
    tab.set_place()
    assert tab.form.form is not None
    tab.form.form.input("folder").set_raw(str(tmp_path))
    tab.form.save.click()
    assert desk.read_now(second_place) == str(tmp_path)
    assert tab.may_leave()


def test_others_see_why_they_may_not(qtbot: Any, desk: Desk, own_keyring: Any) -> None:
    desk.office.user = User("Ben Okoro", Role.OFFICE)
    tab = shown(qtbot, desk)
    for each in (tab.key_button, tab.sheet_button, tab.save_button):
        assert "Only an owner" in why_grey(each)
    desk.office.user = User("Ben Okoro", Role.READ_ONLY)
    assert "may not change" in why_grey(shown(qtbot, desk).lock_button)
