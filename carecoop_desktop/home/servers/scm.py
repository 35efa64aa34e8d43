"""Asks Windows about a service, and starts and stops it, through the system's own ``sc``. Nothing elsewhere."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from carecoop_desktop.platform.kernel.errors import Fault

STOPPED, RUNNING = 1, 4
_SECONDS = 180
_PATIENCE = 60
_LOOK_AGAIN = 0.5


def is_registered(name: str) -> bool:
    """Whether Windows knows a service of this name."""
    return sys.platform == "win32" and _asked("query", name).returncode == 0


def is_running(name: str) -> bool:
    """Whether it runs."""
    return state(_asked("query", name).stdout) == RUNNING


def start(name: str) -> None:
    """Start it and wait until it runs."""
    carry_out(["sc", "start", name])
    _wait(name, RUNNING, "The office server’s service does not start.")


def stop(name: str) -> None:
    """Stop it and wait until it has."""
    carry_out(["sc", "stop", name])
    _wait(name, STOPPED, "The office server’s service does not stop.")


def _wait(name: str, wanted: int, words: str) -> None:
    until = time.monotonic() + _PATIENCE
    while state(_asked("query", name).stdout) != wanted:
        if time.monotonic() > until:
            raise Fault(words, "Windows’ event viewer says why, under Application.")
        time.sleep(_LOOK_AGAIN)


def _asked(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sc", *words], capture_output=True, text=True, errors="replace", timeout=_SECONDS,
                          check=False)  # fmt: skip


def state(said: str) -> int:
    """The number that Windows gives a service's state (1 stopped, 4 running); 0 where it tells none."""
    found = re.search(r":\s*([1-7])\s{1,2}[A-Z_]+\s*$", said, re.MULTILINE)
    return int(found[1]) if found else 0


def carry_out(words: Sequence[str]) -> None:
    """Run a command; Fault with its last words where it does not succeed."""
    try:
        done = subprocess.run(words, capture_output=True, text=True, errors="replace", timeout=_SECONDS, check=False)
    except (OSError, subprocess.SubprocessError) as error:
        raise Fault(f"{Path(words[0]).stem} could not be run.", str(error)) from error
    if done.returncode:
        lines = (done.stderr or done.stdout or f"status {done.returncode}").strip().splitlines()
        raise Fault(f"{Path(words[0]).stem} did not succeed.", lines[-1] if lines else "")
