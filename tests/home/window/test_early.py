"""Today before the office is open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from carecoop_desktop.app import features
from carecoop_desktop.home.settings.actions import rename_office
from carecoop_desktop.home.settings.founding import NewOffice, found
from carecoop_desktop.home.today.keeping import keep_today
from carecoop_desktop.home.today.kept import Kept, read_kept
from carecoop_desktop.home.today.screens.page import TodayPage, TodayView
from carecoop_desktop.home.window.early import WaitingPage, show_early
from carecoop_desktop.home.window.rail import rail_sections
from carecoop_desktop.home.window.starting import Starter
from carecoop_desktop.platform.database.glance import glance
from carecoop_desktop.platform.desktop.shell import Shell
from carecoop_desktop.platform.desktop.tasks import InlineRunner
from carecoop_desktop.platform.office.opening import open_office


@pytest.fixture
def place(tmp_path: Path) -> str:
    """An office that keeps its Today."""
    office = found(NewOffice("Dee Valley", "Priya Shah", "", "", tmp_path))
    keep_today(office)
    office.close()
    return str(office.database.address.path)


@pytest.fixture
def shell(qtbot: Any) -> Shell:
    made = Shell("CareCoop", rail_sections(features()))
    qtbot.addWidget(made)
    made.show()
    return made


def kept_in(place: str) -> Kept:
    kept = glance(place, read_kept)
    assert kept is not None
    return kept


def words(shell: Shell) -> str:
    page = shell.current_page
    assert page is not None
    return " ".join(each.text() for each in page.findChildren(QLabel))


def test_the_kept_today_is_shown_with_the_offices_name(shell: Shell, place: str, tmp_path: Path) -> None:
    early = show_early(shell, kept_in(place), tmp_path)
    assert early is not None
    assert early.kept.fresh
    assert isinstance(shell.current_page, TodayView)
    assert shell.windowTitle().startswith("Dee Valley")
    assert "as it stood" not in words(shell)


def test_an_older_one_says_of_when_it_is(shell: Shell, place: str, tmp_path: Path) -> None:
    office = open_office(place, features())
    office.do(rename_office, "Clwyd")
    office.close()
    early = show_early(shell, kept_in(place), tmp_path)
    assert early is not None
    assert not early.kept.fresh
    assert "as it stood on" in words(shell)


def test_somebody_who_left_on_another_page_does_not_see_today_first(shell: Shell, place: str, tmp_path: Path) -> None:
    (tmp_path / "session-priya-shah.json").write_text(json.dumps({"page": "members"}), encoding="utf-8")
    assert show_early(shell, kept_in(place), tmp_path) is None
    assert shell.current_page is None


def test_a_page_asked_for_too_early_opens_when_it_can(qtbot: Any, shell: Shell, place: str) -> None:
    starter = Starter(shell, place, InlineRunner())
    starter.begin()
    try:
        assert not starter.settled
        shell.open("members")
        assert isinstance(shell.current_page, WaitingPage)
        shell.open("today")
        qtbot.waitUntil(lambda: starter.window is not None)
        assert isinstance(shell.current_page, TodayPage)
    finally:
        starter.crash.remove()
        shell.close()


def test_what_is_open_when_the_office_is_there_stays_open(qtbot: Any, shell: Shell, place: str) -> None:
    starter = Starter(shell, place, InlineRunner())
    starter.begin()
    try:
        assert not starter.filled
        shell.repaint()
        shell.open("members")
        qtbot.waitUntil(lambda: starter.window is not None)
        assert shell.current_key == "members"
        assert not isinstance(shell.current_page, WaitingPage)
    finally:
        starter.crash.remove()
        shell.close()


def test_it_follows_the_text_size_of_the_person(qtbot: Any, shell: Shell, place: str, tmp_path: Path) -> None:
    (tmp_path / "session-priya-shah.json").write_text(json.dumps({"look.text": 130}), encoding="utf-8")
    before = shell.font().pointSizeF()
    early = show_early(shell, kept_in(place), tmp_path)
    assert early is not None
    try:
        assert early.page.font().pointSizeF() > before
    finally:
        from carecoop_desktop.platform.desktop.theme import keeper

        keeper().apply(text_percent=100)
