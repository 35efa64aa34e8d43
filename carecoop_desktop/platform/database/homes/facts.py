"""What this computer says about its drives and mounts; tests give their own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

SHARED_FOLDERS = "CARECOOP_SHARED_FOLDERS"
"""Names folders that the office shares in a way this computer does not show (inside a virtual machine, for example)."""


@dataclass(frozen=True, slots=True)
class Facts:
    """``drive_type`` answers as Windows' GetDriveType does; ``mounts`` is the text of /proc/mounts."""

    system: str = sys.platform
    mounts: str = ""
    drive_type: Callable[[str], int] = lambda _root: 0
    environment: Mapping[str, str] = field(default_factory=dict)
    entries: Callable[[Path], frozenset[str]] = lambda _folder: frozenset()

    @classmethod
    def here(cls) -> Facts:
        """This computer's own."""
        return cls(sys.platform, _mounts(), _drive_type, os.environ, _entries)


def _mounts() -> str:
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _drive_type(root: str) -> int:
    if sys.platform != "win32":
        return 0
    import ctypes

    return int(ctypes.windll.kernel32.GetDriveTypeW(root))


def _entries(folder: Path) -> frozenset[str]:
    """The hidden names in a folder, among which synchronising programs leave their marks."""
    try:
        with os.scandir(folder) as found:
            return frozenset(entry.name for entry in found if entry.name.startswith("."))
    except OSError:
        return frozenset()
