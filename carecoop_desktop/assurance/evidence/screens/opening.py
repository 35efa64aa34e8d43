"""Opens filed documents in the computer's own programs, from a private folder that is emptied when CareCoop ends
and when it starts again."""

from __future__ import annotations

import itertools
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from carecoop_desktop.assurance.evidence.queries import FiledFile
from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.platform.kernel.private_folder import private_folder
from carecoop_desktop.platform.paper.naming import file_name

_numbers = itertools.count(1)


def put_aside(file: FiledFile) -> Path:
    """Write a copy to look at, under a plain name that keeps its kind. Fault when the disk refuses."""
    name = Path(file.name)
    try:
        copy = private_folder() / str(next(_numbers)) / f"{file_name(name.stem) or 'document'}{name.suffix.lower()}"
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
