"""The program itself with a clock beside it: ``python -m carecoop_desktop.home.bench.program_window IDLE OFFICE``.

Prints the clock when its window had painted, when Today was filled (read, or kept in the office and still true) and
when everything had been read anew, then "idle" when nothing that starting sets off runs any more (the imports beside
the window, the search for garbage), and ends when it is told to.
"""

from __future__ import annotations

import gc
import sys
import time
from typing import Any

from PySide6.QtCore import QTimer

from carecoop_desktop.home.window.running import run

_LOOK_MS = 4


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(str(word) for word in words) + "\n")
    sys.stdout.flush()


class _Clock:
    """Looks every few milliseconds whether the page is filled: read, put into its widgets and painted."""

    def __init__(self, shell: Any, idle_seconds: float) -> None:
        self._shell = shell
        self._noted: set[str] = set()
        self._idle_ms = int(idle_seconds * 1000)
        self._timer = QTimer(shell)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        starter = getattr(self._shell, "starter", None)
        if starter is None:
            return
        self._note("filled", starter.filled)
        self._note("read", starter.window is not None and starter.settled)
        if starter.rested and gc.get_freeze_count():
            self._timer.stop()
            QTimer.singleShot(self._idle_ms, self._rest)

    def _note(self, moment: str, reached: bool) -> None:
        if reached and moment not in self._noted:
            self._noted.add(moment)
            self._shell.repaint()
            _say(moment, repr(time.perf_counter()))

    def _rest(self) -> None:
        _say("idle")
        sys.stdin.readline()
        self._shell.close()


_clocks: list[_Clock] = []


def _painted(shell: Any) -> None:
    _say("painted", repr(time.perf_counter()))
    _clocks.append(_Clock(shell, float(sys.argv[1])))


if __name__ == "__main__":
    sys.exit(run([sys.argv[0], sys.argv[2]], painted=_painted))
