"""Starts this computer's office server with the computer, for an ordinary user: no administrator is asked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from carecoop_desktop.home.servers.cluster import Cluster
from carecoop_desktop.home.servers.rules import user_unit

RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
RUN_NAME = "CareCoop office server"
UNIT = "carecoop-office-server.service"
_LONGEST = 260
"""What Windows reads of a command that it starts at sign-in."""
_SECONDS = 30
_AT_SIGN_IN = "It starts when you sign in."
_ELSE = "After a restart, open CareCoop on this computer once: that starts it."


def program() -> Sequence[str]:
    """How the command line is called: frozen by its own name, else as a module."""
    if not hasattr(sys, "frozen"):
        return [sys.executable, "-m", "carecoop_desktop.cli"]
    here = Path(sys.executable)
    return [str(here.with_name(f"carecoop{here.suffix}"))]


def start_command(cluster: Cluster) -> list[str]:
    """What starts a server that stands already."""
    return [*program(), "serve-office", "--folder", str(cluster.folder), "start"]


def why_not() -> str:
    """Why this computer cannot be told to start a server by itself; empty where it can."""
    if sys.platform == "win32":
        return ""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return f"The administrator’s own session starts no server. {_ELSE}"
    if shutil.which("systemctl") is None or not os.environ.get("XDG_RUNTIME_DIR"):
        return f"This computer has no service manager that starts programs for one person. {_ELSE}"
    return ""


def start_with_computer(cluster: Cluster, *, service: bool = False) -> str:
    """See to it that the server starts by itself from now on; words for what could not be done, else none.

    With ``service`` before anybody signs in, if an administrator consents; else when somebody does.
    """
    if service and sys.platform == "win32":
        from carecoop_desktop.home.servers.service import ask_administrator

        refused = ask_administrator(cluster, "service")
        if not refused:
            return ""
        cluster.start()  # it was stopped to become a service
        return f"The server is no service of Windows: {refused} {start_with_computer(cluster) or _AT_SIGN_IN}"
    words = why_not()
    if words:
        return words
    return _at_sign_in(start_command(cluster)) if sys.platform == "win32" else _by_unit(start_command(cluster))


def _at_sign_in(command: Sequence[str]) -> str:
    line = subprocess.list2cmdline(command)
    if len(line) > _LONGEST:
        return f"The server’s folder has too long a name for Windows to start it by itself. {_ELSE}"
    if sys.platform == "win32":  # told once more: elsewhere there is no such module to look into
        import winreg

        try:
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, RUN_KEY) as key:
                winreg.SetValueEx(key, RUN_NAME, 0, winreg.REG_SZ, line)
        except OSError as error:
            return f"Windows does not start the server by itself: {error.strerror}. {_ELSE}"
    return ""


def start_at_sign_in_no_more() -> None:
    """What a service does from now on need not be done at sign-in as well."""
    if sys.platform == "win32":
        import winreg

        with suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, RUN_KEY, 0, winreg.KEY_SET_VALUE) as key:
            winreg.DeleteValue(key, RUN_NAME)


def unit_file() -> Path:
    """Where a person's own services are kept."""
    kept = os.environ.get("XDG_CONFIG_HOME")
    return (Path(kept) if kept else Path.home() / ".config") / "systemd" / "user" / UNIT


def _by_unit(command: Sequence[str]) -> str:
    path = unit_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(user_unit(command), encoding="utf-8")
    except OSError as error:
        return f"The server’s unit cannot be written: {error.strerror}. {_ELSE}"
    for words in (("daemon-reload",), ("enable", UNIT)):
        said = _said(["systemctl", "--user", *words])
        if said:
            return f"The server does not start by itself: {said}. {_ELSE}"
    if _said(["loginctl", "enable-linger"]):
        return "The server starts when you sign in to this computer, not before: stay signed in while others work."
    return ""


def _said(command: Sequence[str]) -> str:
    """The last words of a command that did not succeed; empty after one that did."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.SubprocessError) as error:
        return str(error)
    lines = (done.stderr or done.stdout or "it did not say why").strip().splitlines()
    return lines[-1].rstrip(".") if done.returncode else ""
