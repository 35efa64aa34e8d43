"""This very program: its version, what it runs on, and whether its own setup put it here."""

from __future__ import annotations

import platform
import sys

from carecoop_desktop import __version__
from carecoop_desktop.home.updates.rules import Own
from carecoop_desktop.platform.database.migrations import STEPS

_MACHINES = {"amd64": "x86_64", "x64": "x86_64", "arm64": "aarch64"}


def this_program() -> Own:
    """What is running now."""
    machine = platform.machine().lower() or "unknown"
    system = f"{_system()}-{_MACHINES.get(machine, machine)}"
    return Own(__version__, len(STEPS), system, bool(getattr(sys, "frozen", False)) and sys.platform == "win32")


def _system() -> str:
    return {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
