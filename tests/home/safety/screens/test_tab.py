"""Settings, Safety."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from carecoop_desktop.home.safety.actions import choose_second_place, lock_after
from carecoop_desktop.home.safety.encrypting import give_key
from carecoop_desktop.home.safety.queries import lock_minutes, second_place
from carecoop_desktop.home.safety.screens.key_dialog import KeyDialog
from carecoop_desktop.home.safety.screens.tab import SafetyTab
from carecoop_desktop.platform.database.keys import forget_known
from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import why_grey
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from tests.choosing import choose, offered


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
    file = desk.office.database.address.is_file
    assert (
        tab.key_button.text() == f"Encrypt {'this office' if file else 'its backups'}..."
        and "not encrypted" in why_grey(tab.sheet_button)
    )
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


def test_a_desk_that_gets_no_key_from_its_server_types_it(
    qtbot: Any, desk: Desk, own_keyring: Any, tmp_path: Path
) -> None:
    database = desk.office.database
    key = give_key(desk.office, tmp_path / "b").key
    tab = shown(qtbot, desk)
    assert tab.enter_button.isHidden()
    if database.address.is_file:
        return
    with database.bare() as connection:
        connection.exec_driver_sql("DROP SCHEMA office_keys CASCADE")
        connection.commit()
    own_keyring.kept.clear()
    forget_known()
    tab.reload()
    assert not tab.enter_button.isHidden()

    def type_it() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, KeyDialog)
        dialog.form.input("key").set_raw(" ".join(key.groups))
        dialog.go()

    QTimer.singleShot(0, type_it)
    tab.enter_button.click()
    assert tab.enter_button.isHidden() and len(own_keyring.kept) == 1


def test_two_desks_set_the_minutes_and_the_second_place(qtbot: Any, desk: Desk, tmp_path: Path) -> None:
    tab = shown(qtbot, desk)
    stick, share = tmp_path / "stick", tmp_path / "share"
    stick.mkdir(), share.mkdir()
    for opened, deed, theirs, mine in ((tab.set_lock, lock_after, 5, "9"),
                                       (tab.set_place, choose_second_place, str(stick), str(share))):  # fmt: skip
        opened()
        desk.office.do(deed, theirs)
        field = tab.form.form.input("minutes" if deed is lock_after else "folder")
        field.set_raw(mine)
        tab.form.save.click()
        choose(tab.form, ", ".join(offered(tab.form)[0].split(", ")[:2]))
    assert (desk.read_now(lock_minutes), desk.read_now(second_place)) == (9, str(share))
