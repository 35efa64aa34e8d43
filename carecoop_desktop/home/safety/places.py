"""Where the window keeps its backups."""

from __future__ import annotations

from pathlib import Path

from carecoop_desktop.home.window.places import data_folder


def backups_folder() -> Path:
    """The folder of automatic backups on this computer."""
    return data_folder() / "Backups"
