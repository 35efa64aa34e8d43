"""From an empty window to an open office."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

from carecoop_desktop.app import features
from carecoop_desktop.home.settings.actions import rename_office
from carecoop_desktop.home.settings.founding import NewOffice, found
from carecoop_desktop.home.settings.queries import office_facts
from carecoop_desktop.home.settings.screens.sign_in import SignInPage
from carecoop_desktop.home.settings.screens.welcome import WelcomePage
from carecoop_desktop.home.today.screens.page import TodayPage
from carecoop_desktop.home.window.places import known_offices, remember_office
from carecoop_desktop.home.window.starting import Starter
from carecoop_desktop.platform.office.opening import open_office
from tests.home.window.begun import Begin

PASSWORD = "three random words"


def new_office(folder: Path, password: str = "", name: str = "Dee Valley") -> str:
    office = found(NewOffice(name, "Priya Shah", password, password, folder))
    place = str(office.database.address.path)
    office.close()
    return place


def words(starter: Starter) -> str:
    page = starter.shell.current_page
    assert page is not None
    return " ".join(each.text() for each in page.findChildren(QLabel))


def test_somebody_new_is_welcomed(begin: Begin) -> None:
    assert isinstance(begin(None).shell.current_page, WelcomePage)


def test_an_office_opens_on_today_and_is_remembered(begin: Begin, tmp_path: Path) -> None:
    place = new_office(tmp_path)
    starter = begin(place)
    assert starter.shell.current_key == "today"
    assert known_offices() == [place]
    starter.shell.close()
    assert begin(None).shell.current_key == "today"


def test_the_page_that_was_open_last_opens_again(begin: Begin, tmp_path: Path) -> None:
    place = new_office(tmp_path)
    first = begin(place)
    first.shell.open("members")
    first.shell.close()
    assert begin(place).shell.current_key == "members"


def test_an_office_that_is_gone_is_not_opened(begin: Begin, tmp_path: Path) -> None:
    starter = begin(str(tmp_path / "gone.carecoop"))
    assert isinstance(starter.shell.current_page, WelcomePage)
    assert "There is no office at" in words(starter)


def test_a_remembered_office_that_is_gone_is_passed_over(begin: Begin, tmp_path: Path) -> None:
    place = new_office(tmp_path)
    remember_office(place)
    remember_office(str(tmp_path / "gone.carecoop"))
    assert begin(None).shell.current_key == "today"


def test_a_damaged_file_leads_to_the_welcome_with_the_sentence(begin: Begin, tmp_path: Path) -> None:
    broken = tmp_path / "broken.carecoop"
    broken.write_bytes(b"This is no database at all, only words." * 40)
    starter = begin(str(broken))
    assert isinstance(starter.shell.current_page, WelcomePage)
    assert "broken.carecoop" in words(starter) or "damaged" in words(starter) or "not a" in words(starter)


def test_an_office_of_a_newer_program_is_refused(begin: Begin, tmp_path: Path) -> None:
    place = new_office(tmp_path)
    office = open_office(place, features())
    with office.database.writing() as connection:
        connection.exec_driver_sql("UPDATE office_schema SET version = 9999")
    office.close()
    starter = begin(place)
    assert isinstance(starter.shell.current_page, WelcomePage)
    assert "newer" in words(starter)


def test_a_password_is_asked_for_and_a_wrong_one_said(begin: Begin, tmp_path: Path) -> None:
    starter = begin(new_office(tmp_path, PASSWORD))
    page = starter.shell.current_page
    assert isinstance(page, SignInPage)
    page.form.input("password").set_raw("something else here")
    page.go()
    page = starter.shell.current_page
    assert isinstance(page, SignInPage)
    assert "is not right" in page.wrong
    page.form.input("password").set_raw(PASSWORD)
    page.go()
    assert starter.shell.current_key == "today"


def test_what_opens_an_office_is_imported_while_the_password_is_typed(begin: Begin, qtbot: Any, tmp_path: Path) -> None:
    starter = begin(new_office(tmp_path, PASSWORD))
    assert starter.warming is None
    starter.shell.repaint()
    qtbot.waitUntil(lambda: starter.warming is not None)


def test_after_several_wrong_passwords_the_wait_is_told(begin: Begin, tmp_path: Path) -> None:
    starter = begin(new_office(tmp_path, PASSWORD))
    for _try in range(6):
        page = starter.shell.current_page
        assert isinstance(page, SignInPage)
        page.form.input("password").set_raw("something else here")
        page.go()
    page = starter.shell.current_page
    assert isinstance(page, SignInPage)
    assert "Try again in" in page.wrong


def test_another_office_can_be_opened_without_leaving_the_program(begin: Begin, tmp_path: Path) -> None:
    first, second = new_office(tmp_path), new_office(tmp_path, name="Clwyd")
    starter = begin(first)
    starter.leave()
    assert isinstance(starter.shell.current_page, WelcomePage)
    starter.open(second)
    assert starter.shell.current_key == "today"
    assert starter.shell.windowTitle().startswith("Clwyd")
    assert known_offices() == [second, first]
    assert starter.window is not None
    starter.window.office.do(rename_office, "Another name")
    starter.shell.undo_asked.emit()
    assert starter.window.office.read(office_facts).name == "Clwyd"


def test_nothing_of_an_office_that_was_left_happens_later(begin: Begin, tmp_path: Path) -> None:
    starter = begin(new_office(tmp_path))
    window = starter.window
    assert window is not None
    clocks = [clock for clock in window.desk.findChildren(QTimer) if clock.isActive()]
    assert clocks
    starter.leave()
    assert not any(clock.isActive() for clock in clocks)


def run_program(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The program itself, quit after its pages have been read."""
    code = """
import sys
from PySide6.QtCore import QTimer
from carecoop_desktop.home.window.running import run

def painted(shell):
    def look():
        starter = getattr(shell, "starter", None)
        if starter is not None and starter.settled:
            print("OPEN", shell.current_key, type(shell.current_page).__name__, flush=True)
            shell.close()
        else:
            QTimer.singleShot(50, look)
    QTimer.singleShot(50, look)

sys.exit(run(["carecoop", *sys.argv[1:]], painted))
"""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CARECOOP_CONFIG": str(folder / "config"),
                   "CARECOOP_DATA": str(folder / "data")}  # fmt: skip
    return subprocess.run([sys.executable, "-c", code, *arguments], env=environment, capture_output=True, text=True,
                          timeout=60, check=False)  # fmt: skip


def noise(stderr: str) -> list[str]:
    """What the program complained about; the offscreen platform's own remark aside."""
    return [each for each in stderr.splitlines() if each and "propagateSizeHints" not in each]


def crashes(folder: Path) -> list[str]:
    """The crash reports that the program wrote."""
    return [each.read_text(encoding="utf-8") for each in folder.glob("config/crashes/*")]


def test_the_program_itself_opens_an_office_and_quits_cleanly(tmp_path: Path) -> None:
    done = run_program(tmp_path, new_office(tmp_path))
    assert (done.stdout.strip(), done.returncode) == ("OPEN today TodayPage", 0)
    assert (noise(done.stderr), crashes(tmp_path)) == ([], [])
    again = run_program(tmp_path)
    assert (again.stdout.strip(), again.returncode) == ("OPEN today TodayPage", 0)


def test_the_program_itself_welcomes_somebody_new(tmp_path: Path) -> None:
    done = run_program(tmp_path)
    assert (done.stdout.strip(), done.returncode) == ("OPEN start WelcomePage", 0)
    assert (noise(done.stderr), crashes(tmp_path)) == ([], [])


def test_today_is_filled_once_it_has_been_read(begin: Begin, tmp_path: Path) -> None:
    starter = begin(new_office(tmp_path))
    page = starter.shell.current_page
    assert isinstance(page, TodayPage)
    assert page.read
    assert starter.filled
