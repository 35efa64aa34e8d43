"""Where lists, setups and the backups made before a newer version lie: beside the offices, apart from other backups."""

from __future__ import annotations

from pathlib import Path

from carecoop_desktop.home.window.places import data_folder
from carecoop_desktop.platform.kernel.errors import Fault

BEFORE = "before "


def updates_folder() -> Path:
    """All of it: the latest list, a folder for each version's setup, and one ``before 0.3.0`` for each new version."""
    return data_folder() / "Updates"


def made(folder: Path) -> Path:
    """A folder, made where it is not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Fault(f"The folder {folder} cannot be made.", error.strerror or str(error)) from error
    return folder
