"""An encrypted office in the window: founded with its sheet, opened elsewhere, and after a forgotten password."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QPushButton

from carecoop_desktop.home.safety.screens.key_page import KeyPage
from carecoop_desktop.home.safety.screens.password_page import ForgottenPage
from carecoop_desktop.home.safety.screens.sheet_page import SheetPage
from carecoop_desktop.home.settings.screens.sign_in import SignInPage
from carecoop_desktop.home.settings.screens.welcome import WelcomePage
from carecoop_desktop.home.window.starting import Starter
from carecoop_desktop.platform.database.keys import OfficeKey, forget_known, keep_key
from carecoop_desktop.platform.office.users import set_password
from tests.home.window.begun import Begin


def press(page: Any, words: str) -> None:
    next(b for b in page.findChildren(QPushButton) if b.text().replace("&", "") == words).click()


def founded(begin: Begin, own_folders: Path) -> tuple[Starter, Path]:
    starter = begin(None)
    page = starter.shell.current_page
    assert isinstance(page, WelcomePage)
    page.form.input("name").set_raw("Clwyd Care")
    page.form.input("owner").set_raw("Ann Hay")
    page.make()
    return starter, own_folders / "data" / "Clwyd-Care.carecoop"


def test_a_new_office_is_encrypted_and_its_sheet_comes_first(
    begin: Begin, own_keyring: Any, own_folders: Path
) -> None:
    starter, place = founded(begin, own_folders)
    page = starter.shell.current_page
    assert isinstance(page, SheetPage) and b"Ann Hay" not in place.read_bytes() and len(own_keyring.kept) == 1
    page.on_button.click()
    assert starter.shell.current_key == "today"
    assert any("no paper" in item.what for item in _today(starter))


def _today(starter: Starter) -> list[Any]:
    from carecoop_desktop.home.safety.queries import today_items

    assert starter.window is not None
    return starter.window.office.read(today_items)


def test_without_a_keyring_it_is_said_and_plain(begin: Begin, no_keyring: None, own_folders: Path) -> None:
    starter = begin(None)
    page = starter.shell.current_page
    assert isinstance(page, WelcomePage) and not page.keyring
    starter, place = founded(begin, own_folders)
    assert starter.shell.current_key == "today" and place.read_bytes().startswith(b"SQLite format 3")


def test_on_another_computer_the_window_asks_for_the_key(begin: Begin, own_keyring: Any, own_folders: Path) -> None:
    starter, place = founded(begin, own_folders)
    starter.shell.close()
    [stored] = own_keyring.kept.values()
    own_keyring.kept.clear()
    forget_known()
    other = begin(str(place))
    page = other.shell.current_page
    assert isinstance(page, KeyPage)
    page.form.input("key").set_raw(" ".join(OfficeKey(bytes.fromhex(stored)).groups))
    press(page, "Open the office")
    assert other.shell.current_key == "today" and list(own_keyring.kept.values()) == [stored]


def test_a_forgotten_password_is_replaced_by_the_sheet(begin: Begin, own_keyring: Any, own_folders: Path) -> None:
    starter, place = founded(begin, own_folders)
    starter.shell.current_page.on_button.click()  # type: ignore[union-attr]
    assert starter.window is not None
    starter.window.office.do(set_password, "Ann Hay", "otter-lantern-violet")
    starter.shell.close()
    [stored] = own_keyring.kept.values()
    other = begin(str(place))
    assert isinstance(other.shell.current_page, SignInPage)
    press(other.shell.current_page, "I have the recovery sheet...")
    page = other.shell.current_page
    assert isinstance(page, ForgottenPage)
    page.form.input("key").set_raw(" ".join(OfficeKey(bytes.fromhex(stored)).groups))
    page.form.input("password").set_raw("copper-harbour-seven")
    page.form.input("again").set_raw("copper-harbour-seven")
    press(page, "Set the password and sign in")
    assert other.shell.current_key == "today"
    keep_key(OfficeKey(bytes.fromhex(stored)))
