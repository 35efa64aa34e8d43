"""Folders that a program copies to and from a cloud behind everybody's back, told by name, by mark and by variable."""

from __future__ import annotations

import re
from pathlib import PurePath

from carecoop_desktop.platform.database.homes.facts import Facts

_VARIABLES = {
    "OneDrive": "OneDrive",
    "OneDriveConsumer": "OneDrive",
    "OneDriveCommercial": "OneDrive",
}
_NAMES = (
    (re.compile(r"^OneDrive([ -].+)?$", re.IGNORECASE), "OneDrive"),
    (re.compile(r"^(Dropbox( \(.+\))?|.+ Dropbox)$", re.IGNORECASE), "Dropbox"),
    (re.compile(r"^(Google ?Drive([ -].+)?|DriveFS|\.shortcut-targets-by-id)$", re.IGNORECASE), "Google Drive"),
    (re.compile(r"^(iCloud ?Drive|iCloud|com~apple~CloudDocs)$", re.IGNORECASE), "iCloud"),
    (re.compile(r"^Nextcloud\d*$", re.IGNORECASE), "Nextcloud"),
    (re.compile(r"^ownCloud\d*$", re.IGNORECASE), "ownCloud"),
    (re.compile(r"^Box( Sync|-Box)?$"), "Box"),
    (re.compile(r"^(Proton ?Drive|pCloud ?(Drive|Sync)|MEGAsync|Seafile|Tresorit|Jottacloud|SpiderOak Hive)$", re.I),
     "a cloud"),
    (re.compile(r"^MEGA$"), "MEGA"),
)  # fmt: skip
_GOOGLES_TOP = re.compile(
    r"^(My Drive|Mon Drive|Meine Ablage|Mi unidad|Il mio Drive|Mijn Drive|(O )?meu (disco|Drive)|Mój dysk"
    r"|Shared drives)( \(.+\))?$",
    re.IGNORECASE,
)
"""What Google's own drive letter, or the copy it keeps in a person's folder, shows at its top, in several languages."""
_MARKS = (
    (re.compile(r"^\.dropbox(\.cache)?$"), "Dropbox"),
    (re.compile(r"^\.tmp\.drive(upload|download)$"), "Google Drive"),
    (re.compile(r"^(\._?sync_[0-9a-f]+\.db|\.nextcloudsync\.log)$"), "Nextcloud"),
    (re.compile(r"^\.owncloudsync\.log$"), "ownCloud"),
    (re.compile(r"^\.stfolder$"), "Syncthing"),
)
CLOUD_MOUNTS = {"rclone": "rclone", "google-drive-ocamlfuse": "Google Drive", "onedriver": "OneDrive",
                "insync": "Insync", "expandrive": "ExpanDrive"}  # fmt: skip
"""Kinds of FUSE mounts that are a cloud."""


def cloud_of(folder: PurePath, facts: Facts, windows: bool) -> str:
    """The name of the cloud that synchronises a folder; empty for none that is known."""
    return (
        _by_variable(folder, facts, windows)
        or _by_register(folder, facts, windows)
        or _by_name(folder)
        or _by_mark(folder, facts)
    )


def _by_variable(folder: PurePath, facts: Facts, windows: bool) -> str:
    for variable, cloud in _VARIABLES.items():
        root = facts.environment.get(variable)
        if root and _inside(folder, type(folder)(root), windows):
            return cloud
    return ""


def _by_register(folder: PurePath, facts: Facts, windows: bool) -> str:
    """Windows keeps a list of the folders that any cloud fills: a team's library goes by no name of its cloud's."""
    for root, owner in facts.synchronised().items():
        if _inside(folder, type(folder)(root), windows):
            return owner
    return ""


def _inside(folder: PurePath, root: PurePath, windows: bool) -> bool:
    parts, wanted = ([p.casefold() if windows else p for p in path.parts] for path in (folder, root))
    return parts[: len(wanted)] == wanted


def _by_name(folder: PurePath) -> str:
    for part in folder.parts:
        for pattern, cloud in _NAMES:
            if pattern.match(part):
                return cloud
    tops = folder.parts[1:2] if folder.drive else ()
    if folder.parts[2:3] and folder.parts[1].casefold() == "users":
        tops = (*tops, *folder.parts[3:4])
    return "Google Drive" if any(map(_GOOGLES_TOP.match, tops)) else ""


def _by_mark(folder: PurePath, facts: Facts) -> str:
    for each in (folder, *folder.parents):
        marks = facts.entries(each)  # type: ignore[arg-type]  # a path of the system under test
        for pattern, cloud in _MARKS:
            # ~/.dropbox is the program's own folder; the mark inside a synchronised folder is a file beside a cache.
            found = {name for name in marks if pattern.match(name)}
            if found and (cloud != "Dropbox" or ".dropbox.cache" in found):
                return cloud
    return ""
