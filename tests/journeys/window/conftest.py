"""The real window over real offices: one small demo office is built for all journeys, each gets a copy of its file."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QtMsgType, qInstallMessageHandler

from carecoop_desktop.app import features
from carecoop_desktop.home.practice.building import Stopwatch, build_office
from carecoop_desktop.home.window.main_window import MainWindow
from carecoop_desktop.platform.desktop.dialogs import Message
from carecoop_desktop.platform.desktop.shell import Shell
from carecoop_desktop.platform.desktop.tasks import InlineRunner
from carecoop_desktop.platform.office.demo import PLANS
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import create_office, open_office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.users import add_user

OpenWindow = Callable[..., MainWindow]
ROLES = {"Sam Reed": Role.OFFICE, "Pat Webb": Role.PAYROLL, "Rae Lund": Role.READ_ONLY, "Tia Moss": Role.TREASURER}


@pytest.fixture(scope="session")
def small_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small demo office with one person in each role."""
    place = tmp_path_factory.mktemp("demo") / "small.carecoop"
    office = build_office(str(place), PLANS["small"], Stopwatch())
    for name, role in ROLES.items():
        office.do(add_user, name, role)
    office.close()
    return place


@pytest.fixture(scope="session")
def bare_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with nothing in it."""
    place = tmp_path_factory.mktemp("bare") / "bare.carecoop"
    create_office(place, "Dee Valley Care Co-operative", "Priya Shah", features(),
                  practice_day=date(2026, 11, 30)).close()  # fmt: skip
    return place


@pytest.fixture
def own_copy(tmp_path: Path) -> Callable[[Path], Path]:
    """A copy of an office's file for one test."""

    def copy(source: Path) -> Path:
        target = tmp_path / source.name
        if not target.exists():
            shutil.copyfile(source, target)
        return target

    return copy


def refuse_to_wait(box: Message) -> int:
    """Nobody is there to answer a dialog: what it says fails the test instead."""
    raise AssertionError(f"{box.windowTitle()}: {box.accessibleDescription()}")


@pytest.fixture
def open_window(qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenWindow]:
    """Opens the main window on an office, as somebody; several windows are several desks."""
    monkeypatch.setenv("CARECOOP_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("CARECOOP_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(Message, "exec", refuse_to_wait)
    opened: list[tuple[MainWindow, Office]] = []

    def start(place: Path, user: str | None = None, size: tuple[int, int] = (1440, 900)) -> MainWindow:
        office = open_office(place, features(), user=user)
        shell = Shell("CareCoop", [])
        window = MainWindow(shell, office, features(), InlineRunner(), tmp_path / "config")
        shell.resize(*size)
        shell.show()
        opened.append((window, office))
        return window

    yield start
    for window, office in opened:
        window.close_down()
        window.shell.hide()
        window.shell.deleteLater()
        office.close()
    opened.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


@pytest.fixture
def window(open_window: OpenWindow, own_copy: Callable[[Path], Path], small_office: Path) -> MainWindow:
    """The main window on a copy of the small office, its owner signed in."""
    return open_window(own_copy(small_office))


@pytest.fixture
def qt_said() -> Iterator[list[str]]:
    """What Qt complained about during the test; the offscreen platform's own remark is left out."""
    said: list[str] = []

    def hear(kind: QtMsgType, _context: Any, message: str | None) -> None:
        if kind != QtMsgType.QtDebugMsg and "propagateSizeHints" not in (message or ""):
            said.append(message or "")

    before = qInstallMessageHandler(hear)
    yield said
    qInstallMessageHandler(before)
