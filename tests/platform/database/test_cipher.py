"""Encrypted files: unreadable to anybody else, told apart from damaged ones, and carried to plain ones and back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import pytest
from sqlalchemy import text

from carecoop_desktop.platform.database.address import Address
from carecoop_desktop.platform.database.cipher import (
    PAGE,
    Damaged,
    KeyNeeded,
    address_of,
    connect,
    export,
    key_number_of,
    key_of,
    open_with,
    unreadable,
)
from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.database.keys import OfficeKey, forget_known, keep_key, new_key
from carecoop_desktop.platform.kernel.errors import Fault, Refusal

NAME = "Łucja Wiśniewska"


@pytest.fixture
def key(own_keyring: Any) -> OfficeKey:
    made = new_key()
    keep_key(made)
    return made


@pytest.fixture
def file(key: OfficeKey, tmp_path: Path) -> Path:
    path = tmp_path / "x.carecoop"
    with closing(connect(path, "rwc", new=key)) as connection:
        connection.execute("PRAGMA application_id=77")
        connection.execute("BEGIN")
        connection.execute("CREATE TABLE person (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT)")
        connection.executemany("INSERT INTO person (name) VALUES (?)", [(NAME,)] * 3000)
        connection.execute("CREATE VIRTUAL TABLE found USING fts5(name, tokenize='trigram')")
        connection.execute("INSERT INTO found SELECT name FROM person")
        connection.execute("COMMIT")
    return path


def people(path: Path) -> int:
    with closing(connect(path, "ro")) as connection:
        return int(connection.execute("SELECT count(*) FROM person WHERE name = ?", (NAME,)).fetchone()[0])


def test_a_file_says_which_key_it_needs_and_nothing_else(file: Path, key: OfficeKey) -> None:
    whole = file.read_bytes()
    assert whole.startswith(key.header) and key_number_of(file) == key.number
    for trace in (NAME.encode(), b"person", b"SQLite", key.raw):
        assert trace not in whole
    assert people(file) == 3000
    with pytest.raises(sqlite3.DatabaseError), closing(sqlite3.connect(file)) as stranger:
        stranger.execute("SELECT * FROM person")


def test_another_computer_asks_for_the_key(file: Path, key: OfficeKey, own_keyring: Any) -> None:
    own_keyring.kept.clear()
    forget_known()
    with pytest.raises(KeyNeeded, match=f"does not have its key .number {key.number}") as asked:
        connect(file)
    assert asked.value.number == key.number and asked.value.path == file
    keep_key(new_key())
    with pytest.raises(KeyNeeded):
        key_of(file)
    keep_key(key)
    assert people(file) == 3000


def test_a_wrong_key_reads_nothing(file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with closing(open_with(file, "ro", new_key())) as connection, pytest.raises(Exception, match="not a database"):
        connection.execute("SELECT * FROM person")
    assert capfd.readouterr().err == "", "the cipher does not chat to the terminal"


def test_a_plain_file_stays_plain_whatever_key_is_offered(tmp_path: Path, key: OfficeKey) -> None:
    plain = tmp_path / "plain.carecoop"
    with closing(connect(plain, "rwc")) as connection:
        connection.execute("CREATE TABLE person (name TEXT)")
    assert key_number_of(plain) is None and key_of(plain, key) is None and key_of(tmp_path / "none") is None
    with closing(connect(plain, new=key)) as connection:
        assert connection.execute("SELECT count(*) FROM person").fetchone() == (0,)


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path, key: OfficeKey) -> None:
    for given in (None, key):
        with pytest.raises(Exception, match="unable to open"), closing(connect(tmp_path / "no", "rw", new=given)) as c:
            c.execute("SELECT 1 FROM sqlite_master")
    assert not (tmp_path / "no").exists()


def test_to_plain_and_to_another_key_and_back(file: Path, key: OfficeKey, tmp_path: Path) -> None:
    other = new_key()
    keep_key(other)
    plain, again = tmp_path / "plain", tmp_path / "again"
    export(file, plain, None)
    assert plain.read_bytes().startswith(b"SQLite format 3") and people(plain) == 3000
    export(plain, again, other)
    assert key_number_of(again) == other.number and people(again) == 3000
    with closing(connect(again)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (77,)
        assert connection.execute("SELECT seq FROM sqlite_sequence").fetchone() == (3000,)
        connection.execute("INSERT INTO found(found, rank) VALUES ('integrity-check', 1)")
        assert connection.execute("SELECT count(*) FROM found('niews')").fetchone() == (3000,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_database_over_an_encrypted_file_reads_and_writes(file: Path, key: OfficeKey) -> None:
    database = Database(Address(path=file))
    assert database.key == key and database.place == "SQLite, this computer, encrypted"
    with database.writing() as connection:
        connection.execute(text("INSERT INTO person (name) VALUES ('Siân')"))
    log = file.with_name(f"{file.name}-wal")
    assert log.stat().st_size > 0 and "Siân".encode() not in log.read_bytes()
    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM person")).scalar() == 3001
        with pytest.raises(Fault, match="cannot be written"), database.reading() as other:
            other.execute(text("DELETE FROM person"))
    with pytest.raises(Refusal, match="do not fit together"), database.writing() as connection:
        connection.execute(text("INSERT INTO person (id, name) VALUES (1, 'twice')"))
    database.close()


def test_a_new_database_is_encrypted_from_its_first_byte(tmp_path: Path, key: OfficeKey) -> None:
    database = Database(Address(path=tmp_path / "new", key=key))
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE person (name TEXT)"))
    assert (tmp_path / "new").read_bytes()[:16] == key.header
    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM person")).scalar() == 0
    database.close()
    assert repr(key.raw) not in repr(Address(path=tmp_path / "new", key=key))


def spoilt(file: Path, at: int) -> Path:
    whole = bytearray(file.read_bytes())
    whole[at] ^= 0x10
    file.write_bytes(whole)
    return file


@pytest.mark.parametrize("at", [16, 60, PAGE - 1, 5 * PAGE + 7])
def test_a_flipped_bit_is_damage_and_not_a_wrong_key(file: Path, at: int) -> None:
    database = Database(Address(path=spoilt(file, at)), read_only=True)
    with pytest.raises(Damaged, match=r"x\.carecoop is damaged"), database.reading() as connection:
        connection.execute(text("SELECT sum(length(name)) FROM person")).scalar()
    database.close()


def test_a_bit_flipped_in_the_number_asks_for_a_key_that_nobody_has(file: Path) -> None:
    with pytest.raises(KeyNeeded):
        Database(Address(path=spoilt(file, 12)))


@pytest.mark.parametrize("left", [PAGE * 3, PAGE * 3 + 100, 2000])
def test_a_file_cut_short_is_told(file: Path, left: int) -> None:
    file.write_bytes(file.read_bytes()[:left])
    database = Database(Address(path=file), read_only=True)
    with pytest.raises(Damaged), database.reading() as connection:
        connection.execute(text("SELECT sum(length(name)) FROM person")).scalar()
    database.close()
    assert ("cut short" in str(unreadable(file))) == bool(left % PAGE)


def test_the_sentence_of_each_kind_of_file(tmp_path: Path, key: OfficeKey) -> None:
    path = tmp_path / "f"
    plain = bytearray(b"SQLite format 3\0" + bytes(2 * PAGE - 16))
    for content, kind, said in (
        (b"Dear member", Refusal, "not an office file"),
        (b"", Refusal, "not an office file"),
        (bytes(plain), Damaged, "is damaged: parts of it"),
        (bytes(plain[:-5]), Damaged, "cut short"),
        (bytes(plain[:28]) + (9).to_bytes(4, "big") + bytes(plain[32:]), Damaged, "cut short"),
        (key.header + bytes(PAGE - 16), Damaged, "contents were changed"),
        (key.header + bytes(99), Damaged, "cut short"),
    ):
        path.write_bytes(content)
        found = unreadable(path)
        assert type(found) is kind and said in str(found)
    assert "not an office file" in str(unreadable(tmp_path / "none"))


def test_a_network_path_is_an_address_that_sqlite_takes() -> None:
    assert address_of(PureWindowsPath(r"\\nas\our office\dee.carecoop")) == "file:////nas/our%20office/dee.carecoop"
    assert address_of(PureWindowsPath(r"C:\dee.carecoop")) == "file:///C:/dee.carecoop"
    assert address_of(PurePosixPath("/srv/dee?.carecoop")) == "file:///srv/dee%3F.carecoop"


def test_another_programs_lock_is_waited_for_a_quarter_of_a_minute(tmp_path: Path, key: OfficeKey) -> None:
    for made in (connect(tmp_path / "plain", "rwc"), open_with(tmp_path / "encrypted", "rwc", key)):
        with closing(made):
            assert made.execute("PRAGMA busy_timeout").fetchone() == (15_000,)
