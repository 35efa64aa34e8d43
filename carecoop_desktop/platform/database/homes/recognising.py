"""Tells a shared folder from a disk of this computer, on Windows by its drives, on Linux by its mounts."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from carecoop_desktop.platform.database.homes.clouds import CLOUD_MOUNTS, cloud_of
from carecoop_desktop.platform.database.homes.facts import SHARED_FOLDERS, Facts
from carecoop_desktop.platform.kernel.errors import Refusal

DRIVE_REMOTE = 4
_NETWORK = frozenset({
    "9p", "afs", "afpfs", "ceph", "cifs", "coda", "davfs", "glusterfs", "gfs2", "lustre", "ncpfs", "nfs", "nfs4",
    "ocfs2", "prl_fs", "smb2", "smb3", "smbfs", "sshfs", "vboxsf", "virtiofs", "vmhgfs",
})  # fmt: skip
_LOCAL_FUSE = frozenset({"encfs", "gocryptfs", "cryfs", "veracrypt", "mergerfs", "ntfs-3g", "exfat", "fuse-overlayfs",
                         "lxcfs", "portal"})  # fmt: skip
_ESCAPED = re.compile(r"\\([0-7]{3})")


class Kind(StrEnum):
    """What a place is."""

    LOCAL = "this computer"
    SHARED = "a shared folder"
    SYNCHRONISED = "a synchronised folder"


@dataclass(frozen=True, slots=True)
class Home:
    """The kind of place, and by which name it goes (the file system, the server, the cloud)."""

    kind: Kind
    name: str = ""


def home_of(path: str | Path, facts: Facts | None = None) -> Home:
    """The kind of place that a file would stand in."""
    facts = facts or Facts.here()
    windows = facts.system == "win32"
    whole = _whole(path, windows)
    cloud = cloud_of(whole.parent, facts, windows)
    if cloud:
        return Home(Kind.SYNCHRONISED, cloud)
    if _is_named(whole, facts):
        return Home(Kind.SHARED, "named as shared")
    return _on_windows(whole, facts) if windows else _on_linux(whole, facts)


def refuse_synchronised(path: str | Path, facts: Facts | None = None) -> Home:
    """As ``home_of``, but a folder that a cloud synchronises raises a Refusal with the reason."""
    home = home_of(path, facts)
    if home.kind is Kind.SYNCHRONISED:
        raise Refusal(
            f"This folder is synchronised by {home.name}, which copies files behind the program's back: two desks "
            "could each change a copy of their own, and one of the two would be lost.",
            "Keep the office on this computer or in a shared folder of your network; its backups may go to "
            f"{home.name}.",
        )
    return home


def _whole(path: str | Path, windows: bool) -> PurePath:
    """The path from its root, links followed where this is the system it speaks of."""
    if windows:
        return PureWindowsPath(path) if os.name != "nt" else Path(path).absolute()
    return Path(path).resolve() if os.name != "nt" else PurePosixPath(path)


def _is_named(path: PurePath, facts: Facts) -> bool:
    named = [folder for folder in facts.environment.get(SHARED_FOLDERS, "").split(os.pathsep) if folder]
    return any(path.is_relative_to(_whole(folder, facts.system == "win32")) for folder in named)


def _on_windows(path: PurePath, facts: Facts) -> Home:
    if path.drive.startswith("\\\\"):
        return Home(Kind.SHARED, path.drive)
    root = f"{path.drive}\\"
    return Home(Kind.SHARED, path.drive) if facts.drive_type(root) == DRIVE_REMOTE else Home(Kind.LOCAL)


def _on_linux(path: PurePath, facts: Facts) -> Home:
    system = _file_system(path, facts.mounts)
    kind, _, variety = system.partition(".")
    if variety in CLOUD_MOUNTS:
        return Home(Kind.SYNCHRONISED, CLOUD_MOUNTS[variety])
    if kind in _NETWORK or (kind == "fuse" and variety not in _LOCAL_FUSE):
        return Home(Kind.SHARED, system)
    return Home(Kind.LOCAL, system)


def _file_system(path: PurePath, mounts: str) -> str:
    """The kind of the innermost mount that holds a path; the later one where two lie on one point."""
    depth, found = -1, ""
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) >= 3:
            point = PurePosixPath(_ESCAPED.sub(lambda m: chr(int(m[1], 8)), parts[1]))
            if path.is_relative_to(point) and len(point.parts) >= depth:
                depth, found = len(point.parts), parts[2]
    return found
