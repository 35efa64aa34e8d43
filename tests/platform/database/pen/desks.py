"""Quick beats, waiting for what others bring about, and a desk in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from carecoop_desktop.platform.database.pen.holding import Timing

QUICK = Timing(beat=0.05, renewed=0.4, dead=0.8, offered=0.3)


def until(condition: Callable[[], object], seconds: float = 20) -> None:
    """Wait for what another thread or process brings about."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.01)


class OtherDesk:
    """A desk in a process of its own, told line by line what to do."""

    def __init__(self, place: Path, who: str, **timing: float) -> None:
        script = Path(__file__).with_name("other_desk.py")
        self.process = subprocess.Popen(
            [sys.executable, str(script), str(place), who, json.dumps(timing)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": str(script.parents[4])},
        )  # fmt: skip
        self.answer = self._read()

    def do(self, *words: str) -> str:
        """Tell it something and give its answer."""
        assert self.process.stdin is not None
        self.process.stdin.write(" ".join(words) + "\n")
        self.process.stdin.flush()
        return self._read()

    def _read(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def end(self) -> None:
        """Let it go, struck down if need be."""
        self.process.kill()
        self.process.communicate()
