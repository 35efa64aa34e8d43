"""Copies of a file that is being written, whole or not at all."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from carecoop_desktop.platform.database.cipher import connect
from carecoop_desktop.platform.database.keys import new_key
from carecoop_desktop.platform.database.pen.copying import copy_settled, remove
from carecoop_desktop.platform.kernel.errors import Fault


def _pair(path: Path) -> sqlite3.Connection:
    """A file whose two tables must always agree, many pages apart."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.executescript("CREATE TABLE a(n); CREATE TABLE filler(x); CREATE TABLE b(n);"
                             "INSERT INTO a VALUES (0); INSERT INTO b VALUES (0)")  # fmt: skip
    connection.executemany("INSERT INTO filler VALUES (?)", [("x" * 3000,)] * 60)
    return connection


def _read(path: Path) -> tuple[int, int]:
    with closing(sqlite3.connect(path)) as copy:
        return copy.execute("SELECT (SELECT n FROM a), (SELECT n FROM b)").fetchone()  # type: ignore[no-any-return]


def test_copies_of_a_file_in_use_hold_whole_changes(tmp_path: Path) -> None:
    source = _pair(tmp_path / "office.carecoop")
    stop, paused = threading.Event(), threading.Event()

    def change() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            source.executescript(f"BEGIN; UPDATE a SET n={number}; UPDATE b SET n={number}; COMMIT")
            paused.wait(0.03)

    writer = threading.Thread(target=change)
    writer.start()
    try:
        for number in range(8):
            target = tmp_path / f"copy-{number}"
            copy_settled(tmp_path / "office.carecoop", target, lambda: None)
            first, second = _read(target)
            assert first == second
    finally:
        stop.set()
        writer.join()
        source.close()


def test_an_unfinished_change_is_put_back_in_the_copy(tmp_path: Path) -> None:
    path = tmp_path / "office.carecoop"
    source = _pair(path)
    source.executescript("PRAGMA cache_size=2; BEGIN; UPDATE a SET n=9; UPDATE filler SET x=replace(x, 'x', 'y')")
    assert path.with_name("office.carecoop-journal").exists()
    copy_settled(path, tmp_path / "copy", lambda: None)
    assert _read(tmp_path / "copy") == (0, 0)
    assert not (tmp_path / "copy-journal").exists()
    source.execute("COMMIT")
    source.close()
    assert _read(path) == (9, 0)


def test_a_mark_that_moves_makes_it_copy_again(tmp_path: Path) -> None:
    _pair(tmp_path / "office.carecoop").close()
    marks = iter([1, 2, 2, 3, 3, 3])
    assert copy_settled(tmp_path / "office.carecoop", tmp_path / "copy", lambda: next(marks)) == 3


def test_an_encrypted_file_is_copied_with_its_key(tmp_path: Path) -> None:
    key = new_key()
    with closing(connect(tmp_path / "office.carecoop", "rwc", new=key)) as source:
        source.execute("CREATE TABLE a(n)")
    from carecoop_desktop.platform.database.keys import keep_key

    keep_key(key)
    copy_settled(tmp_path / "office.carecoop", tmp_path / "copy", lambda: None)
    assert (tmp_path / "copy").read_bytes()[:16] == key.header
    with closing(connect(tmp_path / "copy")) as copy:
        assert copy.execute("SELECT count(*) FROM a").fetchone() == (0,)


def test_what_is_gone_or_damaged_is_told(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="gone"):
        copy_settled(tmp_path / "none.carecoop", tmp_path / "copy", lambda: None)
    remove(tmp_path / "copy")
    assert list(tmp_path.iterdir()) == []
