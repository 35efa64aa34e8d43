"""How much memory another process holds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def resident(process: int) -> int | None:
    """Bytes that a process has in memory; None where the system does not say."""
    if Path("/proc/self/status").is_file():
        status = Path(f"/proc/{process}/status")
        return _kilobytes(status.read_text(encoding="ascii", errors="replace")) if status.is_file() else None
    return _windows(process) if sys.platform == "win32" else _asked(process)


def _kilobytes(status: str) -> int | None:
    for line in status.splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    return None


def _asked(process: int) -> int | None:
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, text=True, check=False)
    return int(told.stdout) * 1024 if told.stdout.strip().isdigit() else None


def _windows(process: int) -> int | None:
    asked = ["tasklist", "/FI", f"PID eq {process}", "/FO", "CSV", "/NH"]
    told = subprocess.run(asked, capture_output=True, text=True, check=False)
    return working_set(told.stdout)


def working_set(told: str) -> int | None:
    """Bytes from a line of tasklist: ``"python.exe","4711","Console","1","94,212 K"``, whatever marks the thousands."""
    digits = "".join(char for char in told.strip().rpartition('","')[2] if char.isdecimal())
    return int(digits) * 1024 if digits else None
