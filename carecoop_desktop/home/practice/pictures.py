"""Pictures of every screen: light and dark, normal and doubled text, empty and full."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from carecoop_desktop.app import features
from carecoop_desktop.home.practice.building import NAME, OWNER, Stopwatch, build_office, do_month
from carecoop_desktop.platform.office.demo import PLANS
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import create_office

SIZE = (1440, 900)
LOOKS = (("light", 100), ("dark", 100), ("light", 200), ("dark", 200))


def picture_all(folder: Path, size: str = "office", say: Callable[[str], None] = lambda _: None) -> int:
    """Write ``SCREEN-full|empty-light|dark-100|200.png`` for every screen. Returns how many there are."""
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    _app = QApplication.instance() or QApplication(["carecoop"])
    made = 0
    for state, office in _offices(size):
        for theme, percent in LOOKS:
            say(f"{state}, {theme}, {percent}%")
            made += _picture(office, folder, f"{state}-{theme}-{percent}", theme, percent)
    return made


def _offices(size: str) -> Iterator[tuple[str, Office]]:
    plan = PLANS[size]
    with tempfile.TemporaryDirectory(prefix="carecoop-pictures-") as folder:
        full = build_office(f"{folder}/full.carecoop", plan, Stopwatch())
        do_month(full, plan, Stopwatch())
        empty = create_office(f"{folder}/empty.carecoop", NAME, OWNER, features(), practice_day=plan.today)
        try:
            yield "full", full
            yield "empty", empty
        finally:
            full.close()
            empty.close()


def _picture(office: Office, folder: Path, name: str, theme: str, percent: int) -> int:
    """One shell in one look, every page of the rail in turn."""
    from carecoop_desktop.home.window.main_window import MainWindow
    from carecoop_desktop.home.window.rail import rail_entries
    from carecoop_desktop.platform.desktop.pictures import grab
    from carecoop_desktop.platform.desktop.shell import Shell
    from carecoop_desktop.platform.desktop.tasks import InlineRunner
    from carecoop_desktop.platform.desktop.theme import keeper

    keeper().apply(theme, percent)  # type: ignore[arg-type]
    shell = Shell("CareCoop", [])
    shell.resize(*SIZE)
    with tempfile.TemporaryDirectory() as memory:
        window = MainWindow(shell, office, features(), InlineRunner(), Path(memory))
        keys = list(rail_entries(features()))
        for key in keys:
            window.open_page(key)
            grab(shell, folder / f"{key}-{name}.png", SIZE)
        window.close_down()
    shell.deleteLater()
    return len(keys)
