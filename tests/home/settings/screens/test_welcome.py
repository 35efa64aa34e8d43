"""The first-run page."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton

from carecoop_desktop.home.settings.founding import Founded
from carecoop_desktop.home.settings.founding_form import WORDS, Home
from carecoop_desktop.home.settings.screens import welcome as module
from carecoop_desktop.home.settings.screens.welcome import WelcomePage
from carecoop_desktop.home.window.places import remember_office
from carecoop_desktop.platform.database.backup import make_backup
from carecoop_desktop.platform.database.cipher import key_number_of
from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.page import Pill, why_grey
from carecoop_desktop.platform.desktop.tasks import Cancelled, InlineRunner
from carecoop_desktop.platform.office.office import Office


class Heard:
    """What the page asked for."""

    def __init__(self) -> None:
        self.places: list[str] = []
        self.offices: list[Office] = []


@pytest.fixture
def heard() -> Any:
    found = Heard()
    yield found
    for office in found.offices:
        office.close()


def welcome(qtbot: Any, heard: Heard, trouble: str = "") -> WelcomePage:
    page = WelcomePage(heard.places.append, heard.offices.append, InlineRunner(), trouble)
    qtbot.addWidget(page)
    page.show()
    return page


def test_an_office_is_made_where_the_page_says(qtbot: Any, heard: Heard, own_folders: Path) -> None:
    page = welcome(qtbot, heard)
    assert str(own_folders / "data") in page.new.where.text()
    page.form.input("name").set_raw("Clwyd Care")
    page.form.input("owner").set_raw("Ann Hay")
    page.make()
    assert [office.user.name for office in heard.offices] == ["Ann Hay"]
    assert (own_folders / "data" / "Clwyd-Care.carecoop").is_file()


def test_what_is_missing_stands_beside_the_fields(qtbot: Any, heard: Heard) -> None:
    page = welcome(qtbot, heard)
    page.form.input("name").set_raw("Clwyd Care")
    page.form.input("owner").set_raw("Ann Hay")
    page.form.input("password").set_raw("short")
    page.make()
    assert "too short" in page.form.issue_text("password")
    assert "differ" in page.form.issue_text("again")
    assert heard.offices == []


def test_the_trouble_that_led_here_is_said(qtbot: Any, heard: Heard) -> None:
    page = welcome(qtbot, heard, "There is no office at that place.")
    assert [pill.text() for pill in page.findChildren(Pill)] == ["Not opened"]


def test_known_offices_are_offered_and_say_when_they_are_gone(qtbot: Any, heard: Heard, tmp_path: Path) -> None:
    there = tmp_path / "Dee.carecoop"
    there.write_text("x", encoding="utf-8")
    remember_office(str(tmp_path / "Gone.carecoop"))
    remember_office(str(there))
    page = welcome(qtbot, heard)
    assert page.recent.row_count() == 2
    page.recent.opened.emit(0)
    assert heard.places == [str(there)]


def test_practice_opens_and_is_offered_again(qtbot: Any, heard: Heard) -> None:
    page = welcome(qtbot, heard)
    page.practise()
    assert len(heard.offices) == 1
    again = welcome(qtbot, heard)
    assert {"Go on practising", "Begin afresh"} <= {each.text() for each in again.findChildren(QPushButton)}


def choose(page: WelcomePage, home: Home) -> None:
    page.form.input("home").set_value(home)
    page.new.show_home()


def test_each_home_asks_its_own_questions(qtbot: Any, heard: Heard) -> None:
    page = welcome(qtbot, heard)
    shown = {}
    for home in Home:
        choose(page, home)
        assert unnamed_controls(page) == [] and page.new.about.text() == WORDS[home]
        shown[home] = {each for each, form in page.new.forms.items() if form.isVisibleTo(page)}
        assert page.new.folder_button.isVisibleTo(page) is (home in (Home.HERE, Home.SHARED))
        assert page.new.certificate_button.isVisibleTo(page) is (home is Home.SERVER)
    assert shown == {Home.HERE: set(), Home.SHARED: set(), Home.SERVER: {Home.SERVER},
                     Home.OWN_SERVER: {Home.OWN_SERVER}}  # fmt: skip


def test_enter_on_the_last_question_leads_on(qtbot: Any, heard: Heard, tmp_path: Path) -> None:
    page = welcome(qtbot, heard)
    page.form.set_values({"name": "Clwyd Care", "owner": "Ann Hay"})
    choose(page, Home.SHARED)
    page.form.finished.emit()
    assert heard.offices == [] and page.new.folder_button.text() == "Choose the shared folder..."
    page.make()
    assert "No folder is chosen" in page.form.issue_text("home")
    page.new.take_folder(tmp_path)
    assert page.new.folder_button.text() == "Another folder..."
    page.form.finished.emit()
    assert (tmp_path / "Clwyd-Care.carecoop").is_file() and len(heard.offices) == 1


def test_what_is_wrong_with_a_server_stands_beside_its_field(qtbot: Any, heard: Heard, tmp_path: Path) -> None:
    page = welcome(qtbot, heard)
    page.form.set_values({"name": "Clwyd Care", "owner": "Ann Hay"})
    choose(page, Home.SERVER)
    page.new.forms[Home.SERVER].set_values({"address": "server", "certificate": str(tmp_path / "none.crt")})
    page.make()
    assert "not the address" in page.new.forms[Home.SERVER].issue_text("address")
    page.new.forms[Home.SERVER].input("address").set_value("postgresql://ann@server/office")
    page.make()
    assert "not a certificate" in page.new.forms[Home.SERVER].issue_text("certificate")
    choose(page, Home.OWN_SERVER)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        own = page.new.forms[Home.OWN_SERVER]
        own.set_values({"networks": "everywhere", "port": 80})
        page.make()
        assert "not a network" in own.issue_text("networks")
        own.set_values({"networks": "", "port": taken.getsockname()[1]})
        page.make()
        assert "Another program uses port" in own.issue_text("port")
    assert heard.offices == []


def test_what_no_keyring_keeps_is_shown_before_the_office_opens(qtbot: Any, heard: Heard, office: Office) -> None:
    page = welcome(qtbot, heard)
    page.run_apart(lambda _say: Founded(office, "Password: abc"), "Making the office")
    assert heard.offices == [] and page.note.text() == "Password: abc"
    page.on_button.click()
    assert heard.offices.pop() is office


def test_trouble_while_it_is_made_leaves_what_was_typed(
    qtbot: Any, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(module, "show_error", lambda _parent, error: told.append(str(error)))
    page = welcome(qtbot, heard)
    page.form.set_values({"name": "Clwyd Care", "owner": "Ann Hay"})
    choose(page, Home.SERVER)
    page.new.forms[Home.SERVER].set_values({"address": "postgresql://ann@127.0.0.1:9/office"})
    page.make()
    assert told == ["The office server does not answer. Check the network, then try again."]
    assert not why_grey(page.new.make_button) and page.form.input("name").value() == "Clwyd Care"


def test_enter_once_more_while_the_office_is_made_finds_nothing_in_the_way(
    qtbot: Any, heard: Heard, own_folders: Path
) -> None:
    page = welcome(qtbot, heard)
    page.form.input("name").set_raw("Clwyd Care")
    page.form.input("owner").set_raw("Ann Hay")
    (own_folders / "data").mkdir(parents=True, exist_ok=True)
    (own_folders / "data" / "Clwyd-Care.carecoop").write_bytes(b"")
    page._go(True)
    page.make()
    assert page.form.issue_text("name") == ""
    page._go(False)
    page.make()
    assert "There is an office called" in page.form.issue_text("name")


def test_cancel_is_no_trouble(qtbot: Any, heard: Heard) -> None:
    page = welcome(qtbot, heard)

    def stopped(_say: Any) -> Founded:
        raise Cancelled

    page.run_apart(stopped, "Making the office")
    assert page.progress.text().startswith("Stopped") and not why_grey(page.new.make_button)


def test_a_server_that_did_not_let_in_is_asked_again_with_its_address(qtbot: Any, heard: Heard) -> None:
    page = WelcomePage(heard.places.append, heard.offices.append, InlineRunner(), "Refused.", "postgresql://a@s/office")
    qtbot.addWidget(page)
    page.show()
    assert page.server.isVisible() and page.server.form.input("address").value() == "postgresql://a@s/office"


def test_a_backup_becomes_an_office_on_a_fresh_computer(
    qtbot: Any, heard: Heard, own_folders: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_keyring: Any
) -> None:
    page = welcome(qtbot, heard)
    page.form.input("name").set_raw("Clwyd Care")
    page.form.input("owner").set_raw("Ann Hay")
    page.make()
    make_backup(heard.offices[0].database, tmp_path / "b")
    for chosen in ("", str(tmp_path / "b")):
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, chosen=chosen: (chosen, ""))
        page.restore_button.click()
    assert (
        heard.places == [str(own_folders / "data" / "office restored.carecoop")]
        and why_grey(page.new.make_button) == ""
    )
    assert key_number_of(Path(heard.places[0])) == heard.offices[0].database.key.number  # type: ignore[union-attr]
