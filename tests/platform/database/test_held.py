"""A look at a file that is open does not cost its locks, and with them what is saved later."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from carecoop_desktop.platform.database import held
from carecoop_desktop.platform.database.cipher import connect, key_number_of, open_with
from carecoop_desktop.platform.database.held import LOCKS_ARE_LOST, copy_out, looking, peek, read_at
from carecoop_desktop.platform.database.keys import OfficeKey, new_key

ANOTHER = """
import sys
from pathlib import Path
from carecoop_desktop.platform.database.cipher import open_with
from carecoop_desktop.platform.database.keys import read_key
opened = open_with(Path(sys.argv[1]), "rw", read_key(sys.argv[2]) if len(sys.argv) > 2 else None)
print(opened.execute("SELECT count(*) FROM note").fetchone()[0])
opened.close()
"""


def seen_by_another(path: Path, key: OfficeKey | None) -> int:
    """How many notes another program reads, which then leaves."""
    given = [sys.executable, "-c", ANOTHER, str(path), *([key.raw.hex()] if key else [])]
    return int(subprocess.run(given, check=True, capture_output=True, text=True, timeout=60).stdout)


def looks() -> int:
    """How many files this program has open."""
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.parametrize("key", [None, new_key()], ids=["plain", "encrypted"])
def test_what_is_saved_after_a_look_at_the_file_is_not_lost(key: OfficeKey | None, tmp_path: Path) -> None:
    path = tmp_path / "x.carecoop"
    with closing(open_with(path, "rwc", key)) as office:
        office.execute("PRAGMA journal_mode=WAL")
        office.execute("CREATE TABLE note (words TEXT)")
        assert key_number_of(path) == (key.number if key else None)
        assert seen_by_another(path, key) == 0
        office.execute("INSERT INTO note VALUES ('saved after the other one left')")
        assert seen_by_another(path, key) == 1


def test_many_looks_cost_one_descriptor_and_that_ends_with_the_last_connection(tmp_path: Path) -> None:
    if not LOCKS_ARE_LOST or not Path("/proc/self/fd").is_dir():
        pytest.skip("counted where the system lists what is open")
    path = tmp_path / "x.carecoop"
    before = looks()
    first, second = open_with(path, "rwc", None), open_with(path, "rw", None)
    first.execute("CREATE TABLE note (words TEXT)")
    opened = looks()
    for _ in range(5):
        assert peek(path, 6) == b"SQLite"
    assert looks() == opened + 1
    first.close()
    first.close()
    assert looks() > before
    second.close()
    assert looks() == before


def test_a_file_that_nobody_has_open_is_closed_at_once(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"0123456789")
    with looking(path) as look:
        assert read_at(look, 4, 3) == b"3456" and read_at(look, 4, 8) == b"89"
    with pytest.raises(OSError):
        os.fstat(look)


def test_a_file_opened_during_a_look_keeps_the_look(tmp_path: Path) -> None:
    if not LOCKS_ARE_LOST:
        pytest.skip("closing costs no locks here")
    path = tmp_path / "x.carecoop"
    path.touch()
    with looking(path) as look:
        connection = connect(path, "rwc")
    assert os.fstat(look).st_size == 0
    connection.close()
    with pytest.raises(OSError):
        os.fstat(look)


def test_a_look_outlives_the_last_connection(tmp_path: Path) -> None:
    path = tmp_path / "x.carecoop"
    with closing(connect(path, "rwc")) as connection:
        connection.execute("CREATE TABLE note (words TEXT)")
        peek(path, 1)
        with looking(path) as look:
            connection.close()
            assert read_at(look, 6, 0) == b"SQLite"
    with pytest.raises(OSError):
        os.fstat(look)


def test_a_file_that_is_not_there_is_told_as_opening_it_would_be(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        peek(tmp_path / "none", 3)
    assert key_number_of(tmp_path / "none") is None


def test_bytes_are_copied_as_far_as_they_are_wanted_and_there(tmp_path: Path) -> None:
    path, target = tmp_path / "x", tmp_path / "y"
    path.write_bytes(b"0123456789" * 200_000)
    target.touch()
    with looking(path) as look:
        assert copy_out(look, target, 1_500_003)
        assert target.read_bytes() == path.read_bytes()[:1_500_003]
        assert not copy_out(look, target, 2_000_001)


def test_bytes_are_copied_where_the_system_has_no_short_way(tmp_path: Path) -> None:
    path, target = tmp_path / "x", tmp_path / "y"
    path.write_bytes(b"0123456789")
    sink = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)  # sendfile refuses a file opened like this
    try:
        with looking(path) as look:
            assert held._send(look, sink, 4, 3) == 4
    finally:
        os.close(sink)
    assert target.read_bytes() == b"3456"
