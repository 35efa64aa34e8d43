"""A copy of the very file where it holds still, and of what the reader sees where it does not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from carecoop_desktop.platform.database.address import Address
from carecoop_desktop.platform.database.backup.pages import copy_pages, settle, still_file
from carecoop_desktop.platform.database.cipher import open_with
from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.database.held import peek
from carecoop_desktop.platform.database.keys import OfficeKey, new_key

KEY = new_key()


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def notes(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Some notes in a file, the last of them in the log only."""
    database = Database(Address(path=tmp_path / "x.carecoop", key=request.param))
    with database.bare() as connection:
        connection.execute(text("CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT)"))
        connection.commit()
    for number in range(30):
        write(database, f"note {number} " + "x" * 500)
    yield database
    database.close()


def write(database: Database, words: str) -> None:
    with database.writing() as connection:
        connection.execute(text("INSERT INTO note (words) VALUES (:w)"), {"w": words})


def read(path: Path, key: OfficeKey | None) -> list[str]:
    with closing(open_with(path, "rw", key)) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return [row[0] for row in copy.execute("SELECT words FROM note ORDER BY id")]


def file_of(database: Database) -> Path:
    assert database.address.path is not None
    return database.address.path


def test_a_file_holds_still_once_the_log_has_been_brought_into_it(notes: Database) -> None:
    with notes.reading() as source:
        assert still_file(notes, source) is None
    settle(notes)
    with notes.reading() as source:
        assert still_file(notes, source) == file_of(notes)


def test_what_others_save_meanwhile_is_neither_lost_nor_in_the_copy(notes: Database, tmp_path: Path) -> None:
    part = tmp_path / "part"
    part.touch()
    settle(notes)
    with notes.reading() as source:
        still = still_file(notes, source)
        assert still is not None
        before = peek(still, 10_000_000)
        write(notes, "saved meanwhile")
        settle(notes)  # as any other program might: the reader keeps it from touching the file
        copy_pages(source, part, notes.key, notes.key, still)
    assert part.read_bytes() == before
    assert len(read(part, notes.key)) == 30
    assert read(file_of(notes), notes.key)[-1] == "saved meanwhile"


def test_a_reader_in_the_way_costs_the_short_way_only(notes: Database, tmp_path: Path) -> None:
    part = tmp_path / "part"
    part.touch()
    with notes.reading() as another:
        another.execute(text("SELECT count(*) FROM note"))
        write(notes, "the last")
        settle(notes)
        with notes.reading() as source:
            assert still_file(notes, source) is None
            copy_pages(source, part, notes.key, notes.key)
    assert read(part, notes.key)[-1] == "the last" and len(read(part, notes.key)) == 31


def test_another_key_is_never_a_copy_of_the_bytes(notes: Database, tmp_path: Path) -> None:
    part, other = tmp_path / "part", new_key()
    part.touch()
    settle(notes)
    with notes.reading() as source:
        copy_pages(source, part, notes.key, other, still_file(notes, source))
    assert len(read(part, other)) == 30
    assert b"note 7" not in part.read_bytes()


def test_an_office_for_reading_only_is_not_touched(notes: Database) -> None:
    log = Path(f"{file_of(notes)}-wal")
    size = log.stat().st_size
    looked = Database(notes.address, read_only=True)
    settle(looked)
    with looked.reading() as source:
        assert still_file(looked, source) is None and log.stat().st_size == size > 0
    looked.close()
