"""The first-run page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from carecoop_desktop.home.settings.screens.welcome import WelcomePage
from carecoop_desktop.home.window.places import remember_office
from carecoop_desktop.platform.desktop.page import Pill
from carecoop_desktop.platform.desktop.tasks import InlineRunner
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
    assert str(own_folders / "data") in page.where.text()
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
