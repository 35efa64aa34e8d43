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
    """``drive_type`` answers as Windows' GetDriveType does; ``mounts`` is the text of /proc/mounts.

    ``synchronised`` says which clouds fill which folders, as far as Windows keeps a list of them.
    """

    system: str = sys.platform
    mounts: str = ""
    drive_type: Callable[[str], int] = lambda _root: 0
    environment: Mapping[str, str] = field(default_factory=dict)
    synchronised: Callable[[], Mapping[str, str]] = dict
    entries: Callable[[Path], frozenset[str]] = lambda _folder: frozenset()

    @classmethod
    def here(cls) -> Facts:
        """This computer's own."""
        return cls(sys.platform, _mounts(), _drive_type, os.environ, _synchronised, _entries)


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


def _synchronised() -> Mapping[str, str]:
    """The folders that Windows itself knows to be filled by a cloud, and by which."""
    if sys.platform != "win32":
        return {}
    import winreg

    roots = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Explorer\SyncRootManager"
    found = {}
    for owner in _keys(winreg.HKEY_LOCAL_MACHINE, roots):
        for place in _texts(winreg.HKEY_LOCAL_MACHINE, rf"{roots}\{owner}\UserSyncRoots"):
            found[place] = owner.split("!")[0] or "a cloud"
    engines = r"Software\SyncEngines\Providers"
    for owner in _keys(winreg.HKEY_CURRENT_USER, engines):
        for each in _keys(winreg.HKEY_CURRENT_USER, rf"{engines}\{owner}"):
            for place in _texts(winreg.HKEY_CURRENT_USER, rf"{engines}\{owner}\{each}", "MountPoint"):
                found[place] = owner
    return found


def _keys(hive: int, path: str) -> list[str]:
    """The keys below one of Windows' registry; none where it is not there."""
    if sys.platform != "win32":
        return []
    import winreg

    try:
        with winreg.OpenKey(hive, path) as key:
            return [winreg.EnumKey(key, at) for at in range(winreg.QueryInfoKey(key)[0])]
    except OSError:
        return []


def _texts(hive: int, path: str, name: str = "") -> list[str]:
    """The texts of a key, or the one of that name; none where it is not there."""
    if sys.platform != "win32":
        return []
    import winreg

    try:
        with winreg.OpenKey(hive, path) as key:
            values = [winreg.EnumValue(key, at) for at in range(winreg.QueryInfoKey(key)[1])]
    except OSError:
        return []
    return [value for title, value, _kind in values if isinstance(value, str) and value and name in ("", title)]


def _entries(folder: Path) -> frozenset[str]:
    """The hidden names in a folder, among which synchronising programs leave their marks."""
    try:
        with os.scandir(folder) as found:
            return frozenset(entry.name for entry in found if entry.name.startswith("."))
    except OSError:
        return frozenset()
