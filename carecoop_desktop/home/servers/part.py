"""The server part: PostgreSQL's programs and what makes certificates, installed apart from the program.

Only one PC of an office needs them, and they would double the setup's size. ``installer/server_part.py`` builds it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

NAMED = "CARECOOP_SERVER_PART"
"""The environment variable that names its folder, where it stands elsewhere."""

_KEY = r"Software\CareCoop server part"


def reach_server_part() -> None:
    """Let imports find what the server part brought, where it is installed. Once is enough, again does no harm."""
    folder = _folder()
    if folder is not None and folder.is_dir() and str(folder) not in sys.path:
        sys.path.append(str(folder))


def how_to_install() -> str:
    """The remedy where the server part is missing."""
    if is_installed_program():
        return "Install the server part of the program on this PC: run CareCoop-server-setup, or unpack it beside it."
    return "Install it: pip install 'carecoop-desktop[server]'."


def is_installed_program() -> bool:
    """Whether this runs as the built program, which brings its libraries along, not from an environment of Python."""
    return bool(getattr(sys, "frozen", False))


def _folder() -> Path | None:
    named = os.environ.get(NAMED, "")
    if named:
        return Path(named)
    if not is_installed_program():
        return None
    return _registered() or Path(sys.executable).parent / "server"


def _registered() -> Path | None:
    if sys.platform != "win32":
        return None
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _KEY) as key:
            return Path(str(winreg.QueryValueEx(key, "InstallDir")[0]))
    except OSError:
        return None
