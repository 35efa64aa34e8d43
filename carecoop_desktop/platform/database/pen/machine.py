"""Which computer and process this is, and whether another process of this same computer still lives."""

from __future__ import annotations

import os
import platform
import sys
import time
import uuid
from functools import cache
from pathlib import Path


@cache
def machine() -> str:
    """This computer since it was last started: processes may be looked up only where this is the same."""
    if sys.platform == "win32":
        return f"windows {platform.node()} {uuid.getnode():x}"
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot} {Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return f"unknown {uuid.uuid4().hex}"


@cache
def process() -> tuple[int, int]:
    """This process's number, and when it was started, for numbers come again."""
    return os.getpid(), _started(os.getpid()) or 0


def is_dead(other_machine: str, number: int, started: int) -> bool:
    """Whether a process is known to have ended: one of this computer that is not there any more."""
    return other_machine == machine() and _started(number) != started


def process_is_there(number: int) -> bool:
    """Whether a process of this number runs on this computer."""
    return _started(number) is not None


def ticks() -> float:
    """Seconds of this computer's own, which no setting of the clock moves and which run on while it sleeps."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime(clock) if clock is not None and sys.platform != "win32" else time.monotonic()


def _started(number: int) -> int | None:
    return _started_on_windows(number) if sys.platform == "win32" else _started_on_linux(number)


def _started_on_linux(number: int) -> int | None:
    try:
        stat = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    state, *others = stat.rpartition(")")[2].split()
    return None if state in "ZX" else int(others[18])


def _started_on_windows(number: int) -> int | None:
    import ctypes
    from ctypes import wintypes

    windows = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    windows.OpenProcess.restype = wintypes.HANDLE
    handle = windows.OpenProcess(0x1000, False, number)
    if not handle:
        return None
    times = [wintypes.FILETIME() for _ in range(4)]
    code = wintypes.DWORD()
    windows.GetProcessTimes(wintypes.HANDLE(handle), *[ctypes.byref(each) for each in times])
    windows.GetExitCodeProcess(wintypes.HANDLE(handle), ctypes.byref(code))
    windows.CloseHandle(wintypes.HANDLE(handle))
    alive = code.value == 259
    return (times[0].dwHighDateTime << 32 | times[0].dwLowDateTime) if alive else None
