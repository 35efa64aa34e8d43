"""Inspector mode by Ctrl+K."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from carecoop_desktop.app import features
from carecoop_desktop.home.inspector.screens import entrance
from carecoop_desktop.home.window.main_window import MainWindow
from carecoop_desktop.home.window.search import HouseSearch
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.shell import Shell
from carecoop_desktop.platform.desktop.tasks import InlineRunner
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User


def test_the_search_box_hands_the_window_over(
    office: Office, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = Shell("CareCoop", [])
    qtbot.addWidget(shell)
    window = MainWindow(shell, office, features(), InlineRunner(), tmp_path)
    asked: list[Shell] = []
    monkeypatch.setattr(entrance, "enter", lambda _desk, there: asked.append(there))
    (found,) = HouseSearch(window.desk, features(), window.open_page)("inspector mode")
    assert (found.kind, found.title, found.why_not) == ("Command", "Inspector mode", "")
    found.run()
    window.close_down()
    assert asked == [shell]


def test_a_role_that_only_reads_sees_it_grey(desk: Desk) -> None:
    desk.office.user = User("Olwen", Role.READ_ONLY)
    (found,) = HouseSearch(desk, features(), lambda *_: None)("inspection room")
    assert found.title == "Inspector mode" and found.why_not.startswith("Your role may not open the inspector")
