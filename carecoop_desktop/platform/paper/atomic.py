"""Replaces a file in one step: either the whole new file is there or the old one still is."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from carecoop_desktop.platform.kernel.errors import Fault

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_WINDOWS_IN_USE = {32, 33}


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a temporary file beside ``target`` to write; on leaving well it takes the target's place.

    On any error the temporary file is removed and the old file stays. What the machine failed at comes as a Fault.
    Papers are not flushed to the disk's platter: they can be made again from the records at any time.
    """
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
        temporary = Path(name)
        os.close(handle)
        yield temporary
        # mkstemp keeps its files private; a paper in a shared folder is as readable as the folder's other files.
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(target)
        temporary = None
    except OSError as error:
        raise as_fault(error, target) from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()


def as_fault(error: OSError, target: Path) -> Fault:
    """What to tell staff about a file that could not be written."""
    if getattr(error, "winerror", None) in _WINDOWS_IN_USE:
        return Fault(f"{target.name} is open in another program.", "Close it there and try again.")
    if error.errno in _FULL:
        return Fault(
            f"There is no room left on the disk for {target.name}.", "Free some space or choose another folder."
        )
    if error.errno in _FORBIDDEN:
        return Fault(f"{target.name} may not be written in {target.parent}.", "Choose another folder.")
    if error.errno == errno.ENOENT and not target.parent.is_dir():
        return Fault(f"The folder {target.parent} is not there.", "Choose another folder.")
    return Fault(
        f"{target.name} could not be written: {error.strerror or error}.", "Try again or choose another folder."
    )


def _umask() -> int:
    """The process's mask, read from Linux's own record: asking by setting it would race with other threads."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text("ascii", "replace").splitlines():
            if line.startswith("Umask:"):
                return int(line.split()[1], 8)
    return 0o022
