"""One window per office: a second start brings the first to the front and ends.

Qt's network library is imported only once the window stands, or when another window seems to have the office.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from carecoop_desktop.home.window.places import config_folder

if TYPE_CHECKING:
    from carecoop_desktop.platform.desktop.shell import Shell
    from carecoop_desktop.platform.desktop.single_instance import SingleInstance

_holds: WeakKeyDictionary[Shell, OneWindow] = WeakKeyDictionary()


def hold(window: Shell, place: str | None) -> None:
    """The window has the office from now on, until it closes or has another."""
    if place is None:
        return
    if window not in _holds:
        _holds[window] = OneWindow(window)
        window.closing.connect(_holds[window].release)
    _holds[window].hold(place)


class OneWindow:
    """A window's hold on the office that it shows; a file in the settings' folder marks it for other starts."""

    def __init__(self, window: Shell) -> None:
        self._window = window
        self._place = ""
        self._channel: SingleInstance | None = None

    def hold(self, place: str) -> None:
        """Answer for this office from now on, and no longer for the one before."""
        from carecoop_desktop.platform.desktop.single_instance import SingleInstance

        if self._channel is not None and self._place == place:
            return
        self.release()
        channel = SingleInstance(_named(place), self._window)
        if channel.claim():
            channel.asked.connect(self._to_the_front)
            self._channel, self._place = channel, place
            _mark(place, True)

    def release(self) -> None:
        """Answer for none."""
        if self._channel is not None:
            self._channel.release()
            self._channel = None
            _mark(self._place, False)

    def _to_the_front(self, _wanted: str) -> None:
        from PySide6.QtCore import Qt

        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()


def handed_over(place: str | None) -> bool:
    """Whether another window has the office and was asked to come to the front."""
    if place is None or not _marker(place).exists():
        return False
    from carecoop_desktop.platform.desktop.single_instance import SingleInstance

    _let_the_other_take_the_front()
    channel = SingleInstance(_named(place))
    if channel.claim():  # what marked it has crashed
        channel.release()
        return False
    return True


def _named(place: str) -> str:
    return place if "://" in place else str(Path(place).absolute())


def _marker(place: str) -> Path:
    from hashlib import sha256

    return config_folder() / "windows" / sha256(_named(place).encode()).hexdigest()[:20]


def _mark(place: str, there: bool) -> None:
    marker = _marker(place)
    try:
        if there:
            marker.parent.mkdir(parents=True, exist_ok=True)
            marker.touch()
        else:
            marker.unlink(missing_ok=True)
    except OSError:
        return  # then a second start opens a second window, which does no harm


def _let_the_other_take_the_front() -> None:
    """Windows lets a program come to the front only when the one that was started last allows it."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
