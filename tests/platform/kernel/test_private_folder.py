"""Copies put aside are gone with the program, and after a killed one with its next start."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from carecoop_desktop.platform.kernel.private_folder import (
    claim,
    empty_leftovers,
    passing_folder,
    private_folder,
    private_root,
)

_CHILD = """
import sys
from carecoop_desktop.platform.kernel.private_folder import private_folder
paper = private_folder() / "1" / "letter.pdf"
paper.parent.mkdir()
paper.write_bytes(b"a member's letter")
paper.chmod(0o400)
print(paper, flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def own_temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of the computer for this test alone."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("TEMP", str(tmp_path))
    monkeypatch.setenv("TMP", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


def program() -> tuple[subprocess.Popen[str], Path]:
    """A run of the program that has put a letter aside."""
    found = subprocess.Popen([sys.executable, "-c", _CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert found.stdout is not None
    return found, Path(found.stdout.readline().strip())


def test_what_a_killed_program_leaves_goes_with_the_next_start(own_temp: Path) -> None:
    process, letter = program()
    assert own_temp in letter.parents
    assert letter.read_bytes() == b"a member's letter"
    assert empty_leftovers() == 0 and letter.exists(), "a program that runs keeps what is its own"
    process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
    process.communicate(timeout=20)
    assert letter.exists()
    assert empty_leftovers() == 1
    assert list(private_root().iterdir()) == []


def test_a_program_that_ends_leaves_nothing(own_temp: Path) -> None:
    process, letter = program()
    process.communicate("\n", timeout=20)
    assert not letter.exists()
    assert list(private_root().iterdir()) == []


def test_a_passing_folder_is_gone_with_its_block_and_after_trouble() -> None:
    with passing_folder() as folder:
        (folder / "copy").write_text("a copy")
        assert private_folder() in folder.parents
    assert not folder.exists()
    with pytest.raises(ValueError, match="trouble"), passing_folder() as folder:
        raise ValueError("trouble")
    assert not folder.exists()


def test_nobody_else_may_read_it(own_temp: Path) -> None:
    folder, held = claim(private_root())
    if os.name == "posix":
        assert folder.stat().st_mode & 0o077 == 0 and private_root().stat().st_mode & 0o077 == 0
    os.close(held)


@pytest.mark.skipif(os.name != "posix", reason="a temporary folder that all users share is POSIX's")
def test_a_place_that_somebody_else_prepared_is_not_used(own_temp: Path) -> None:
    usual = private_root()
    usual.rmdir()
    elsewhere = own_temp / "elsewhere"
    elsewhere.mkdir()
    usual.symlink_to(elsewhere)
    assert private_root() not in (usual, elsewhere)
    usual.unlink()
    usual.mkdir()
    usual.chmod(0o777)
    assert private_root() != usual


def test_a_folder_and_a_lock_that_belong_to_nobody_go(tmp_path: Path) -> None:
    (tmp_path / "without-lock" / "deep").mkdir(parents=True)
    (tmp_path / "alone.lock").touch()
    (tmp_path / "a file").touch()
    assert empty_leftovers(tmp_path) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a file"]


def test_a_root_that_is_not_there_is_no_trouble(tmp_path: Path) -> None:
    assert empty_leftovers(tmp_path / "nowhere") == 0
