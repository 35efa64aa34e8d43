"""The operating system's lock on a file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from carecoop_desktop.platform.kernel.file_lock import lock_at_once


def test_one_holder_at_a_time_and_closing_gives_it_back(tmp_path: Path) -> None:
    first, second = (os.open(tmp_path / "lock", os.O_RDWR | os.O_CREAT) for _ in range(2))
    try:
        lock_at_once(first)
        with pytest.raises((BlockingIOError, PermissionError)):
            lock_at_once(second)
        os.close(first)
        first = -1
        lock_at_once(second)
    finally:
        os.close(second)
        if first >= 0:
            os.close(first)
