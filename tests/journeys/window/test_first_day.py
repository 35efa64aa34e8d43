"""The first day: an empty office, its first steps, and real spreadsheets brought in through the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from carecoop_desktop.home.today.screens.first_steps import FirstSteps
from carecoop_desktop.home.window.main_window import MainWindow
from carecoop_desktop.people.assistants.queries import assistant_names
from carecoop_desktop.people.members.queries import member_names

Copy = Callable[[Path], Path]
OpenWindow = Callable[..., MainWindow]


def test_today_shows_the_first_steps_until_somebody_is_there(
    open_window: OpenWindow, own_copy: Copy, bare_office: Path, shared: Path
) -> None:
    window = open_window(own_copy(bare_office))
    today = window.shell.open("today")
    assert today is not None
    steps = today.findChild(FirstSteps)
    assert steps.isVisible()
    steps.import_button.click()
    assert window.shell.current_key == "members"
    bring_in(window, "members", shared / "real-input" / "members.csv")
    assert len(window.desk.read_now(member_names)) > 10
    window.shell.open("today")
    assert not steps.isVisible()


def test_members_and_assistants_come_from_real_spreadsheets_and_undo_takes_them_back(
    open_window: OpenWindow, own_copy: Copy, bare_office: Path, shared: Path
) -> None:
    window = open_window(own_copy(bare_office))
    for key, names in (("members", member_names), ("assistants", assistant_names)):
        page: Any = window.shell.open(key)
        page.import_file()
        bring_in(window, key, shared / "real-input" / f"{key}.csv")
        assert len(window.desk.read_now(names)) > 5
    window.shell.undo_asked.emit()
    assert window.desk.read_now(assistant_names) == {}
    assert window.desk.read_now(member_names)


def bring_in(window: MainWindow, key: str, file: Path) -> None:
    """Open a file in the import page that stands on a page, and take over its good rows."""
    page: Any = window.shell.open(key)
    bring: Any = page.import_page
    bring.open_file(file)
    bring.import_good.click()
