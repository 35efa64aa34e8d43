"""The commands of the PAs' room."""

from __future__ import annotations

from typing import Any

from carecoop_desktop.people.assistants.screens import commands
from carecoop_desktop.people.assistants.screens.page import AssistantsPage
from carecoop_desktop.platform.desktop.desk import Desk


def shown(qtbot: Any, desk: Desk) -> AssistantsPage:
    page = AssistantsPage(desk)
    qtbot.addWidget(page)
    page.show()
    return page


def test_the_commands_bring_the_page_and_open_its_forms(desk: Desk, qtbot: Any) -> None:
    commands.new_assistant(desk)
    assert desk.window.opened == [("assistants", None)]  # type: ignore[attr-defined]
    page = shown(qtbot, desk)
    commands.new_assistant(desk)
    assert page._right.currentWidget() is page.form
    commands.import_file(desk)
    assert page.import_page is not None
