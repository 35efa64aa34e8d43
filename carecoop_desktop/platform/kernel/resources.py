"""Finds the data files that travel with the program, in a checkout, a wheel or a frozen build."""

from __future__ import annotations

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[2]


def resource(*parts: str) -> Path:
    """The path of a file or folder below ``resources``; it is not checked to exist."""
    return _root().joinpath(*parts)


def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen) / "resources"
    inside = _PACKAGE / "_resources"
    return inside if inside.is_dir() else _PACKAGE.parent / "resources"


def window_command() -> list[str]:
    """How to start the windowed program: it stands beside the command line in a frozen build."""
    if not getattr(sys, "frozen", False):
        return [sys.executable, "-m", "carecoop_desktop"]
    here = Path(sys.executable)
    return [str(here.with_name("carecoop-desktop" + here.suffix))]
