"""Runs the window: paints first, then opens the office."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

_STARTED_MS = 3000


def run(arguments: Sequence[str] | None = None, painted: Callable[[Any], object] = lambda _: None) -> int:
    """Show the window on the office named, the last one used, or the first-run page. Returns Qt's exit status.

    ``painted`` is given the window as soon as it has been painted, before the office is opened.
    """
    # Starting makes objects that stay, by the hundred thousand: looking through them for garbage takes a tenth of it.
    gc.disable()
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from carecoop_desktop.platform.desktop.plain_imports import import_plainly

    import_plainly()
    from carecoop_desktop.app import features
    from carecoop_desktop.home.window.one_window import handed_over, hold
    from carecoop_desktop.home.window.places import place_to_open
    from carecoop_desktop.home.window.rail import rail_sections
    from carecoop_desktop.platform.desktop.first_paint import after_first_paint
    from carecoop_desktop.platform.desktop.shell import Shell
    from carecoop_desktop.platform.desktop.theme.keeper import STYLE, STYLED

    arguments = sys.argv if arguments is None else arguments
    app = QApplication([*arguments[:1], *STYLE])
    app.setProperty(STYLED, True)
    app.setApplicationName("CareCoop")
    named = arguments[1] if len(arguments) > 1 else None
    place = place_to_open(named)
    if handed_over(place):
        return 0
    shell = Shell("CareCoop", rail_sections(features()))

    def begin() -> None:
        painted(shell)
        from carecoop_desktop.home.window.starting import Starter

        shell.starter = Starter(shell, named)  # type: ignore[attr-defined]  # lives as long as the window
        shell.starter.begin()  # type: ignore[attr-defined]
        hold(shell, place)
        QTimer.singleShot(_STARTED_MS, partial(_tidy_up, app))

    after_first_paint(shell, begin)
    shell.show()
    return int(app.exec())


def _tidy_up(app: QApplication) -> None:
    """What starting made stays out of garbage from here on; copies that a killed run put aside are removed."""
    from carecoop_desktop.platform.desktop.sweeping import sweep_here
    from carecoop_desktop.platform.kernel.private_folder import empty_leftovers

    gc.collect()
    gc.freeze()
    sweep_here(app)
    threading.Thread(target=empty_leftovers, name="leftovers", daemon=True).start()
