"""Starts a setup that waits until this program has ended, puts its version in place and opens the program again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from carecoop_desktop import __version__
from carecoop_desktop.home.updates.state import change_state, read_state
from carecoop_desktop.platform.kernel.errors import Fault

Start = Callable[[Sequence[str]], object]

OPEN_AGAIN = "/RUN"
"""The setup's word for opening the window when all is over."""

WAIT_SECONDS = 120
"""How long the setup waits for the program's windows to close; after that it leaves everything as it is."""


def setup_command(setup: Path, *more: str) -> tuple[str, ...]:
    """How a setup of ours is run without questions (see installer/carecoop.nsi)."""
    return (str(setup), "/S", f"/WAIT={WAIT_SECONDS}", OPEN_AGAIN, *more)


def start_apart(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a program that goes on when this one has ended. Fault where it does not start."""
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
    quiet = subprocess.DEVNULL
    try:
        return subprocess.Popen(
            list(command), stdin=quiet, stdout=quiet, stderr=quiet, close_fds=True, cwd=Path(command[0]).parent,
            creationflags=flags, start_new_session=sys.platform != "win32",
        )  # fmt: skip
    except OSError as error:
        name = Path(command[0]).name
        raise Fault(f"{name} could not be started.", f"{error.strerror or error}; nothing was changed.") from error


def hand_over(version: str, command: Sequence[str], start: Start = start_apart) -> None:
    """Start a setup and remember it, so that the next start can say what became of it. End the program right after."""
    change_state(installing=version)
    try:
        start(command)
    except Fault:
        change_state(installing="")
        raise


def how_it_went() -> str:
    """What became of the setup started last, as a sentence, once; empty where none was."""
    wanted = read_state().installing
    if not wanted:
        return ""
    change_state(installing="")
    if wanted == __version__:
        return f"This is CareCoop {wanted} now."
    return (
        f"CareCoop {wanted} was not put in place; this is {__version__} as before. Perhaps another window of the "
        "program was open: close them all and try again."
    )
