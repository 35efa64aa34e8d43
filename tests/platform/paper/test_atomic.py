"""Files are replaced whole or not at all."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.platform.paper.atomic import as_fault, replacing


@contextmanager
def no_room_beyond(size: int) -> Iterator[None]:
    """Let the system itself refuse to write more than so many bytes to a file, as a full disk does."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


def left_behind(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_new_file_takes_the_old_ones_place(tmp_path: Path) -> None:
    target = tmp_path / "slip.pdf"
    target.write_bytes(b"old")
    with replacing(target) as temporary:
        temporary.write_bytes(b"new")
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"
    assert left_behind(tmp_path) == ["slip.pdf"]


def test_our_own_bug_leaves_the_old_file_and_comes_through_unchanged(tmp_path: Path) -> None:
    target = tmp_path / "slip.pdf"
    target.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), replacing(target) as temporary:
        temporary.write_bytes(b"half")
        raise ZeroDivisionError
    assert target.read_bytes() == b"old"
    assert left_behind(tmp_path) == ["slip.pdf"]


def test_a_disk_without_room_is_a_fault_and_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "slip.pdf"
    target.write_bytes(b"old")
    with no_room_beyond(1000), pytest.raises(Fault, match="no room left") as caught, replacing(target) as temporary:
        temporary.write_bytes(b"x" * 5000)
    assert caught.value.retry
    assert target.read_bytes() == b"old"
    assert left_behind(tmp_path) == ["slip.pdf"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Fault, match=r"folder .*nowhere is not there"), replacing(tmp_path / "nowhere" / "slip.pdf"):
        pass


def test_a_folder_in_the_files_place_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "slip.pdf").mkdir()
    told = r"slip\.pdf (could|may) not be written"
    with pytest.raises(Fault, match=told), replacing(tmp_path / "slip.pdf") as temporary:
        temporary.write_bytes(b"new")
    assert left_behind(tmp_path) == ["slip.pdf"]


@pytest.mark.skipif(not hasattr(os, "umask"), reason="no file modes here")
def test_the_file_is_as_readable_as_others(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    with replacing(tmp_path / "slip.pdf") as temporary:
        temporary.write_bytes(b"new")
    assert (tmp_path / "slip.pdf").stat().st_mode == plain.stat().st_mode


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (errno.ENOSPC, "no room left"),
        (errno.EDQUOT, "no room left"),
        (errno.EACCES, "may not be written"),
        (errno.EROFS, "may not be written"),
        (errno.EIO, "could not be written"),
    ],
)
def test_what_the_system_says_becomes_a_sentence_with_the_files_name(code: int, sentence: str) -> None:
    fault = as_fault(OSError(code, os.strerror(code)), Path("/papers/slip.pdf"))
    assert sentence in fault.sentence
    assert "slip.pdf" in fault.sentence
    assert fault.remedy


def test_a_file_open_in_another_program_on_windows() -> None:
    error = OSError(errno.EACCES, "in use")
    error.winerror = 32  # type: ignore[attr-defined]
    assert "open in another program" in as_fault(error, Path("slip.pdf")).sentence
