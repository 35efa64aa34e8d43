"""Where a desk keeps the copies of shared offices that it reads, and how those of a desk that died are cleared."""

from __future__ import annotations

import os
import re
import secrets
from contextlib import suppress
from pathlib import Path

from platformdirs import user_cache_path

from carecoop_desktop.platform.database.pen.copying import remove
from carecoop_desktop.platform.database.pen.machine import process_is_there
from carecoop_desktop.platform.kernel.errors import Fault

_NAMED = re.compile(r"-(\d+)-[0-9a-f]+\.copy$")


def copies_folder() -> Path:
    """On this computer, closed to others; ``CARECOOP_COPIES`` names another."""
    named = os.environ.get("CARECOOP_COPIES")
    return Path(named) if named else user_cache_path("CareCoop", appauthor=False) / "copies"


def new_copy(office: Path) -> Path:
    """The name of a new copy."""
    folder = copies_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        _clear_dead(folder)
    except OSError as error:
        raise Fault("There is no place for a copy of the shared office on this computer.", str(error)) from error
    return folder / f"{office.stem[:40]}-{os.getpid()}-{secrets.token_hex(4)}.copy"


def _clear_dead(folder: Path) -> None:
    for path in folder.iterdir():
        found = _NAMED.search(path.name)
        if found is not None and not process_is_there(int(found[1])):
            with suppress(OSError):
                remove(path)
