"""Opens filed documents in the computer's own programs, from a private folder that is emptied when CareCoop ends."""

from __future__ import annotations

import atexit
import itertools
import tempfile
from functools import cache
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from carecoop_desktop.assurance.evidence.queries import FiledFile
from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.platform.paper.naming import file_name

_numbers = itertools.count(1)


@cache
def _folder() -> Path:
    """Only this person may read it (mode 700); a file that another program still holds is left to the system."""
    made = tempfile.TemporaryDirectory(prefix="carecoop-", ignore_cleanup_errors=True)
    atexit.register(made.cleanup)
    return Path(made.name)


def put_aside(file: FiledFile) -> Path:
    """Write a copy to look at, under a plain name that keeps its kind. Fault when the disk refuses."""
    name = Path(file.name)
    copy = _folder() / str(next(_numbers)) / f"{file_name(name.stem) or 'document'}{name.suffix.lower()}"
    try:
        copy.parent.mkdir(mode=0o700)
        copy.write_bytes(file.content)
        copy.chmod(0o400)
    except OSError as error:
        raise Fault("The document could not be put aside to be opened.", "Look whether the disk is full.") from error
    return copy


def open_file(file: FiledFile) -> Path:
    """Open a filed document in the program that this computer has for its kind."""
    copy = put_aside(file)
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
        raise Fault(f"No program on this computer opens {file.name}.", "Install one, or ask for the paper.")
    return copy
