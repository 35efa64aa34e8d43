"""Start of the program on the demo office, beside a bare window: first paint, Today filled, idle memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from carecoop_desktop.home.bench.figures import Row, beside
from carecoop_desktop.home.bench.memory import resident
from carecoop_desktop.home.practice.building import Stopwatch, build_office
from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.platform.office.demo import PLANS

FIRST_PAINT, FILLED, MEMORY = 1.4, 3.0, 2.2
_PATIENCE = 60.0
_KEPT = "as the office file keeps it, still true by its last change; without that, the next row"
_ANEW = "the database library and the rooms imported beside the window, Today and the rail's counts read"


@dataclass(slots=True)
class Start:
    """One start: seconds from the call to each moment, and the bytes held when idle."""

    moments: dict[str, float] = field(default_factory=dict)
    memory: int | None = None


def measure(folder: Path, size: str = "office", runs: int = 7, idle: float = 1.0) -> list[Row]:
    """Start both in turn, several times, and take the shortest of each."""
    place = folder / "demo.carecoop"
    build_office(str(place), PLANS[size], Stopwatch()).close()
    bare_command = [sys.executable, "-P", str(Path(__file__).with_name("bare_window.py")), str(idle)]
    own_command = [sys.executable, "-m", "carecoop_desktop.home.bench.program_window", str(idle), str(place)]
    bare: list[Start] = []
    own: list[Start] = []
    for _ in range(runs + 1):
        bare.append(start(bare_command, folder))
        own.append(start(own_command, folder))
    return rows(bare[1:], own[1:])  # the first start of each filled the disk's cache


def rows(bare: Sequence[Start], own: Sequence[Start]) -> list[Row]:
    """The shortest starts beside each other."""
    plain = min(one.moments["painted"] for one in bare)
    painted = min(one.moments["painted"] for one in own)
    filled = min(one.moments["filled"] for one in own)
    read = min(one.moments["read"] for one in own)
    found = [
        beside("start", "Start to first painted window", painted, "s", "bare window", plain, FIRST_PAINT),
        beside("start", "Start to Today filled", filled, "s", "bare window", plain, FILLED, note=_KEPT),
        beside("start", "Start to the office open and read anew", read, "s", "bare window", plain, note=_ANEW),
    ]
    held, least = _memory(own), _memory(bare)
    if held is not None and least is not None:
        found.append(beside("start", "Idle memory", held / 2**20, "MB", "bare window", least / 2**20, MEMORY))
    return found


def _memory(starts: Sequence[Start]) -> int | None:
    return min((one.memory for one in starts if one.memory is not None), default=None)


def start(command: Sequence[str], folder: Path) -> Start:
    """Run one program until it stands idle, read its clock and its memory, and end it."""
    found = Start()
    began = time.perf_counter()
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env=_surroundings(folder),
    ) as process:  # fmt: skip
        assert process.stdout is not None
        for line in process.stdout:
            name, _, clock = line.strip().partition(" ")
            if name == "idle":
                found.memory = resident(process.pid)
                _end(process)
                break
            if clock:
                found.moments[name] = float(clock) - began
    if "painted" not in found.moments:
        raise Fault("The window that was to be measured did not open.", "Start the program by hand to see why.")
    return found


def _end(process: subprocess.Popen[str]) -> None:
    try:
        process.communicate("end\n", timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()


def _surroundings(folder: Path) -> dict[str, str]:
    """The program's own small files go to the folder, and no window to a display that is not there.

    Both programs start from compiled modules, as installed ones do, even where Python was told to write none: those of
    the first start, which does not count.
    """
    places = {**os.environ, "CARECOOP_CONFIG": str(folder / "config"), "CARECOOP_DATA": str(folder / "data")}
    if places.pop("PYTHONDONTWRITEBYTECODE", ""):
        places["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        places.setdefault("QT_QPA_PLATFORM", "offscreen")
    return places
