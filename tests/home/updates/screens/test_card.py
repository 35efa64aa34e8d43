"""The card in Settings, at a real office with a publisher on loopback."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from carecoop_desktop import __version__
from carecoop_desktop.home.updates import installing, standing
from carecoop_desktop.home.updates.actions import allow_asking, choose_mirror
from carecoop_desktop.home.updates.befores import befores_of
from carecoop_desktop.home.updates.installation import this_program
from carecoop_desktop.home.updates.queries import is_allowed, mirror
from carecoop_desktop.home.updates.screens import card as card_module
from carecoop_desktop.home.updates.screens.card import UpdatesCard
from carecoop_desktop.home.updates.state import read_state
from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import why_grey
from carecoop_desktop.platform.desktop.shell import Shell
from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from tests.choosing import choose, offered
from tests.home.updates.publishing import NEWER, OTHER_SEED, SETUP, Publisher, release

INSTALLED = replace(this_program(), installs=True)


@pytest.fixture
def started() -> list[Sequence[str]]:
    """The setups that were started."""
    return []


@pytest.fixture
def card(qtbot: Any, desk: Desk, server: Publisher, started: list[Sequence[str]]) -> UpdatesCard:
    """The card as Settings shows it; a publisher with a newer version is there."""
    server.publish()
    server.setups()
    return shown(qtbot, desk, started)


def shown(qtbot: Any, desk: Desk, started: list[Sequence[str]]) -> UpdatesCard:
    made = UpdatesCard(desk, started.append)
    qtbot.addWidget(made)
    made.show()
    made.reload()
    return made


def words(card: UpdatesCard) -> str:
    return " ".join(each.text() for each in card.findChildren(QLabel))


def agree(monkeypatch: pytest.MonkeyPatch, answer: bool = True) -> list[str]:
    """What was asked, with one answer to all of it; and what was told."""
    said: list[str] = []
    monkeypatch.setattr(
        card_module, "confirm", lambda _card, words, *_, remedy="": bool(said.append(words + remedy)) or answer
    )
    monkeypatch.setattr(card_module, "tell", lambda _card, _title, words: said.append(words))
    return said


def test_without_a_publisher_it_says_that_there_is_nobody_to_ask(qtbot: Any, desk: Desk) -> None:
    made = shown(qtbot, desk, [])
    assert "nobody to ask" in words(made) and "nobody to ask" in why_grey(made.ask_button)
    assert "not allowed" in words(made) and "nothing kept" in words(made)
    assert made.deed_button.isHidden() and "Nothing was kept" in why_grey(made.back_button)
    assert unnamed_controls(made) == [] and made.may_leave()


def test_from_allowing_to_a_version_that_lies_ready(
    card: UpdatesCard, desk: Desk, server: Publisher, monkeypatch: pytest.MonkeyPatch, started: list[Sequence[str]]
) -> None:
    assert "does not allow asking" in why_grey(card.ask_button) and server.asked == []
    card.allow_button.click()
    assert desk.read_now(is_allowed) and card.allow_button.text() == "Stop asking" and server.asked == []
    card.ask_button.click()
    assert f"Version {NEWER} of 20 Nov 2026" in words(card) and "Pay runs are quicker." in words(card)
    assert card.deed_button.text() == f"Get version {NEWER} and make a backup first"
    card.deed_button.click()
    assert desk.window.troubles == []  # type: ignore[attr-defined]
    assert "is fetched and proved" in desk.window.sentences[-1]  # type: ignore[attr-defined]
    assert card.deed_button.text().startswith("How to put version") and len(befores_of(desk.office)) == 1
    said = agree(monkeypatch)
    card.deed_button.click()
    assert "run" in said[-1] and started == [] and card.isVisible(), "a checkout does not install over itself"
    card.allow_button.click()
    assert not desk.read_now(is_allowed) and card.deed_button.isHidden()


def test_an_installed_program_closes_and_then_its_setup_is_started(
    card: UpdatesCard, desk: Desk, monkeypatch: pytest.MonkeyPatch, started: list[Sequence[str]]
) -> None:
    for module in (standing, installing):
        monkeypatch.setattr(module, "this_program", lambda: INSTALLED)
    card.allow_button.click()
    card.ask_button.click()
    card.deed_button.click()
    assert card.deed_button.text() == f"Close CareCoop and put version {NEWER} in place..."
    agree(monkeypatch, answer=False)
    card.deed_button.click()
    assert started == [] and card.isVisible()
    said = agree(monkeypatch)
    card.deed_button.click()
    [command] = started
    assert command[1:] == ("/S", "/WAIT=120", "/RUN") and not card.isVisible()
    assert "Close every other window" in said[-1] and read_state().installing == NEWER


def test_a_window_that_does_not_close_starts_nothing(
    card: UpdatesCard, monkeypatch: pytest.MonkeyPatch, started: list[Sequence[str]], qtbot: Any
) -> None:
    for module in (standing, installing):
        monkeypatch.setattr(module, "this_program", lambda: INSTALLED)
    card.allow_button.click()
    card.ask_button.click()
    card.deed_button.click()
    agree(monkeypatch)
    card.closeEvent = lambda event: event.ignore()  # type: ignore[method-assign]
    card.deed_button.click()
    assert started == [] and read_state().installing == ""
    del card.closeEvent


def test_the_setup_waits_until_the_office_has_been_left(
    card: UpdatesCard, monkeypatch: pytest.MonkeyPatch, started: list[Sequence[str]], qtbot: Any
) -> None:
    for module in (standing, installing):
        monkeypatch.setattr(module, "this_program", lambda: INSTALLED)
    shell = Shell("CareCoop", [])
    qtbot.addWidget(shell)
    shell.setCentralWidget(card)
    shell.show()
    card.allow_button.click()
    card.ask_button.click()
    card.deed_button.click()
    agree(monkeypatch)
    shell.may_close = lambda: False  # backing up and closing go on beside the window
    card.deed_button.click()
    assert started == [] and read_state().installing == ""
    shell.may_close = lambda: True
    shell.close()
    assert len(started) == 1 and read_state().installing == NEWER


def test_a_setup_that_does_not_start_is_told_although_the_window_is_gone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told: list[object] = []
    monkeypatch.setattr(card_module, "show_error", lambda parent, trouble: told.append((parent, str(trouble))))
    card_module._start(NEWER, (str(tmp_path / "no-setup"),), card_module.start_apart)
    [(parent, words)] = told
    assert parent is None and "could not be started" in words and read_state().installing == ""


def test_the_way_back_says_first_what_goes_along(
    qtbot: Any, desk: Desk, server: Publisher, monkeypatch: pytest.MonkeyPatch, started: list[Sequence[str]]
) -> None:
    server.publish(release(), release(__version__, SETUP))
    server.setups()
    server.files[f"/CareCoop-{__version__}-setup.exe"] = SETUP
    made = shown(qtbot, desk, started)
    made.allow_button.click()
    made.ask_button.click()
    made.deed_button.click()
    later = replace(INSTALLED, version=NEWER)
    monkeypatch.setattr(standing, "this_program", lambda: later)
    monkeypatch.setattr("carecoop_desktop.home.updates.going_back.this_program", lambda: later)
    made.reload()
    assert f"Version {__version__}, as of" in words(made) and not why_grey(made.back_button)
    agree(monkeypatch, answer=False)
    made.back_button.click()
    assert started == []
    said = agree(monkeypatch)
    made.back_button.click()
    assert "reads this office as it is" in said[-1]
    assert [command[-1] for command in started] == ["/DOWNGRADE"] and read_state().installing == __version__


def test_a_list_that_is_not_trusted_is_marked(card: UpdatesCard, desk: Desk, server: Publisher) -> None:
    server.publish(seed=OTHER_SEED)
    card.allow_button.click()
    card.ask_button.click()
    assert "not its publisher's" in str(desk.window.troubles[-1])  # type: ignore[attr-defined]
    assert "not trusted" in words(card) and card.deed_button.isHidden()


def test_a_server_that_breaks_off_is_told_and_can_be_asked_again(
    card: UpdatesCard, desk: Desk, server: Publisher
) -> None:
    card.allow_button.click()
    card.ask_button.click()
    server.broken[f"/CareCoop-{NEWER}-setup.exe"] = 100
    card.deed_button.click()
    assert isinstance(desk.window.troubles[-1], Fault)  # type: ignore[attr-defined]
    server.broken.clear()
    card.deed_button.click()
    assert len(befores_of(desk.office)) == 1


def test_the_offices_own_copy_is_named_in_the_form(card: UpdatesCard, desk: Desk) -> None:
    card.mirror_button.click()
    assert card.form.isVisible() and card.form.form is not None
    card.form.form.input("address").set_raw("http://files.example.org/r.json")
    card.form.save.click()
    assert "cannot be asked" in card.form.form.issue_text("address")
    card.form.form.input("address").set_raw("https://files.example.org/r.json")
    card.form.save.click()
    assert desk.read_now(mirror) == "https://files.example.org/r.json" and card.form.isHidden()
    assert "the office's own copy" in words(card)


def test_where_nothing_can_be_changed_nothing_is_got(card: UpdatesCard, desk: Desk) -> None:
    card.allow_button.click()
    card.ask_button.click()
    assert not why_grey(card.deed_button)
    desk.standing = "Another desk holds the pen."
    card.reload()
    assert why_grey(card.deed_button) == "Another desk holds the pen."


def test_others_see_why_they_may_not(qtbot: Any, desk: Desk, server: Publisher) -> None:
    desk.office.user = User("Ben Okoro", Role.OFFICE)
    made = shown(qtbot, desk, [])
    assert why_grey(made.allow_button) == why_grey(made.mirror_button) == "Only an owner of the office decides this."
    desk.office.user = User("Tess Reed", Role.TREASURER)
    made = shown(qtbot, desk, [])
    assert "may not get" in why_grey(made.ask_button) and "may not get" in why_grey(made.back_button)


def test_two_owners_decide_at_once(card: UpdatesCard, desk: Desk) -> None:
    card.mirror_button.click()
    desk.office.do(choose_mirror, "https://theirs.example.org/r.json")
    card.form.form.input("address").set_raw("https://mine.example.org/r.json")
    card.form.save.click()
    assert "theirs: https://theirs.example.org/r.json" in offered(card.form)[1]
    choose(card.form, "Address of the list, mine")
    assert desk.read_now(mirror) == "https://mine.example.org/r.json"
    desk.office.do(allow_asking, True)
    card.switch()
    assert "Priya Shah added a setting at" in str(desk.window.troubles[-1])  # type: ignore[attr-defined]
