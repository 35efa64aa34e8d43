"""A folder for passing copies that only this person may read: emptied when the program ends, and on its next start.

Each run has a folder of its own with a locked file beside it. A run that was killed leaves its folder behind, but no
lock: by that the next run knows that nobody needs it any more, while a window open beside it keeps what is its own.
"""

from __future__ import annotations

import atexit
import os
import shutil
import stat
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path

from carecoop_desktop.platform.kernel.file_lock import lock_at_once

_LOCK = ".lock"


def private_root() -> Path:
    """Where the folders of all this person's runs lie; one that somebody else made there is never used."""
    who = f"-{os.getuid()}" if hasattr(os, "getuid") else ""
    root = Path(tempfile.gettempdir()) / f"carecoop-private{who}"
    with suppress(FileExistsError):
        root.mkdir(mode=0o700)
    return root if _is_ours(root) else Path(tempfile.mkdtemp(prefix="carecoop-private-"))


def _is_ours(root: Path) -> bool:
    found = root.lstat()
    if not stat.S_ISDIR(found.st_mode):
        return False
    return not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & 0o077)


@cache
def private_folder() -> Path:
    """This run's own folder. OSError where the disk refuses."""
    root = private_root()
    empty_leftovers(root)
    folder, held = claim(root)
    atexit.register(_leave, folder, held)
    return folder


@contextmanager
def passing_folder() -> Iterator[Path]:
    """A folder within it that is gone at the end of the block, and in any case on the next start."""
    with tempfile.TemporaryDirectory(dir=private_folder(), ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def claim(root: Path) -> tuple[Path, int]:
    """A new folder and its locked file; the file is locked before there is anything that could be taken for left."""
    while True:
        folder = root / uuid.uuid4().hex
        lock = folder.with_suffix(_LOCK)
        held = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
        with ExitStack() as unless_claimed:
            unless_claimed.callback(os.close, held)
            with suppress(BlockingIOError):  # another start took the empty lock for one that was left
                lock_at_once(held)
                if lock.exists():
                    folder.mkdir(mode=0o700)
                    unless_claimed.pop_all()
                    return folder, held


def empty_leftovers(root: Path | None = None) -> int:
    """Remove the folders of runs that ended without doing so; how many there were. What resists is left for later."""
    count = 0
    try:
        found = list((root or private_root()).iterdir())
    except OSError:
        return 0
    for folder in found:
        if folder.suffix != _LOCK and folder.is_dir() and not folder.is_symlink() and _is_left(folder):
            _remove(folder)
            count += 1
    for lock in found:
        if lock.suffix == _LOCK and not lock.with_suffix("").exists() and _is_left(lock.with_suffix("")):
            with suppress(OSError):
                lock.unlink()
    return count


def _is_left(folder: Path) -> bool:
    """Whether no living run holds the lock of a folder."""
    try:
        file = os.open(folder.with_suffix(_LOCK), os.O_RDWR)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    try:
        lock_at_once(file)
    except OSError:
        return False
    finally:
        os.close(file)
    return True


def _leave(folder: Path, held: int) -> None:
    _remove(folder)
    os.close(held)
    with suppress(OSError):
        folder.with_suffix(_LOCK).unlink()


def _remove(folder: Path) -> None:
    """Copies to look at are read-only, which Windows will not delete."""
    for each in folder.rglob("*"):
        if not each.is_symlink():
            with suppress(OSError):
                each.chmod(0o700)
    shutil.rmtree(folder, ignore_errors=True)
