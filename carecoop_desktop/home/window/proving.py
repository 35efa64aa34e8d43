"""A start that proves itself: ``carecoop-desktop --prove REPORT.json [OFFICE [SECONDS]]`` opens an unseen window.

It waits until the first page is read and painted, writes what it saw (and a picture beside it), and ends, after the
seconds given. For the
smoke test of an installed program, and for support where "the window does not come".
"""

from __future__ import annotations

import json
import os
import platform
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

FLAG = "--prove"
_PATIENCE_MS = 90_000
_LOOK_MS = 20


@dataclass(slots=True)
class Proof:
    """What a start came to; ``page`` is empty when no page came in time, or another window has the office."""

    version: str
    system: str
    frozen: bool
    page: str = ""
    title: str = ""
    font: str = ""
    size: tuple[int, int] = (0, 0)
    handed_over: bool = False
    seconds: dict[str, float] = field(default_factory=dict)

    def write(self, report: Path) -> None:
        """As JSON, for a person or a script; whole or not at all."""
        draft = report.with_suffix(".part")
        draft.write_text(json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        draft.replace(report)


def prove(report: Path, office: str | None, stay: float = 0) -> int:
    """Start without a screen, write the report, end: 0 when a page was painted or another window has the office."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    began = time.monotonic()
    from carecoop_desktop import __version__
    from carecoop_desktop.home.window.running import run

    proof = Proof(__version__, f"{platform.system()} {platform.release()}", bool(getattr(sys, "frozen", False)))
    watches: list[_Watch] = []
    arguments = ["carecoop-desktop", *([office] if office else [])]
    status = run(arguments, painted=lambda shell: watches.append(_Watch(shell, proof, report, began, stay)))
    proof.handed_over = not watches
    proof.write(report)
    return status or (0 if proof.page or proof.handed_over else 1)


def asked(arguments: Sequence[str]) -> tuple[Path, str | None, float] | None:
    """The report, the office and the seconds to stay, where the arguments after the program's name ask for a proof."""
    if len(arguments) < 2 or arguments[0] != FLAG:
        return None
    report, office, stay = [*arguments[1:4], "", "", ""][:3]
    return Path(report), office or None, float(stay or 0)


class _Watch:
    """Looks until the first page stands, then keeps its picture and closes the window."""

    def __init__(self, shell: Any, proof: Proof, report: Path, began: float, stay: float) -> None:
        from PySide6.QtCore import QTimer

        self._shell, self._proof, self._report, self._began, self._stay = shell, proof, report, began, stay
        self._note("painted")
        self._timer = QTimer(shell)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _note(self, moment: str) -> None:
        self._proof.seconds[moment] = round(time.monotonic() - self._began, 3)

    def _look(self) -> None:
        from PySide6.QtCore import QTimer

        starter = getattr(self._shell, "starter", None)
        if starter is not None and starter.settled and self._shell.current_page is not None:
            self._note("filled")
            self._keep()
        elif time.monotonic() - self._began < _PATIENCE_MS / 1000:
            return
        self._timer.stop()
        QTimer.singleShot(int(self._stay * 1000), self._shell.close)

    def _keep(self) -> None:
        picture = self._shell.grab()
        picture.save(str(self._report.with_suffix(".png")))
        self._proof.page = self._shell.current_key
        self._proof.title = self._shell.windowTitle()
        self._proof.font = self._shell.font().family()
        self._proof.size = (picture.width(), picture.height())
        self._proof.write(self._report)
