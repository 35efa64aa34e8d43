"""A lock of the operating system on a small file beside the office: it goes by itself when its holder dies."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from carecoop_desktop.platform.kernel.file_lock import lock_at_once

_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL}


class OsLock:
    """One desk at a time, wherever the network passes locks on. Where it does not, the lease alone decides."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    @property
    def held(self) -> bool:
        """Whether it is ours."""
        return self._file is not None

    def take(self) -> bool:
        """Take it without waiting. True also where this folder knows no locks: there it says nothing."""
        if self._file is not None:
            return True
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            lock_at_once(file)
        except OSError as error:
            os.close(file)
            return error.errno in _NO_LOCKS
        self._file = file
        return True

    def let_go(self) -> None:
        """Give it back; closing the file is what does it."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
