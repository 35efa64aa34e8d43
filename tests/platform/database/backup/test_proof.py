"""What is wrong with a file is found; what only an index has lost is mended when a backup is brought back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from carecoop_desktop.platform.database.address import Address
from carecoop_desktop.platform.database.backup import make_backup, restore_backup
from carecoop_desktop.platform.database.backup.proof import damage, flaws
from carecoop_desktop.platform.database.cipher import open_with
from carecoop_desktop.platform.database.keys import keep_key, new_key
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.office import Office

_HIDE = "DELETE FROM sqlite_master WHERE name = 'ix_person_name'"


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("""
            CREATE TABLE team (id INTEGER PRIMARY KEY, name TEXT UNIQUE);
            CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT NOT NULL, team_id INTEGER REFERENCES team(id));
            CREATE INDEX ix_person_name ON person (name);
            CREATE INDEX ix_person_some ON person (team_id) WHERE team_id > 1;
            INSERT INTO team VALUES (1, 'North'), (2, 'South');
            INSERT INTO person (name, team_id) VALUES ('Ann', 1), ('Bob', 2), ('Cat', NULL);
        """)
    return path


def behind_its_back(path: Path, *statements: str) -> None:
    """Change rows while an index is out of sight, so that it does not follow."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        row = connection.execute("SELECT * FROM sqlite_master WHERE name = 'ix_person_name'").fetchone()
        connection.execute(_HIDE)
        connection.execute("PRAGMA writable_schema=RESET")
        for statement in statements:
            connection.execute(statement)
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", row)
        connection.execute("PRAGMA writable_schema=RESET")


def test_a_whole_file_has_no_flaws(people: Path) -> None:
    assert flaws(people) == [] and list(damage(people)) == []


def test_a_row_that_an_index_does_not_know_is_found(people: Path) -> None:
    behind_its_back(people, "INSERT INTO person (name) VALUES ('Dee')")
    assert flaws(people) == ["person has 4 rows, but its index ix_person_name 3"]


def test_a_row_that_points_at_nothing_is_found(people: Path) -> None:
    with closing(sqlite3.connect(people)) as connection:
        connection.execute("DELETE FROM team WHERE id = 2")
        connection.commit()
    assert flaws(people) == ["person 2 points at a team that is not there"]


def test_a_value_that_an_index_has_otherwise_is_left_to_the_longer_look(people: Path) -> None:
    behind_its_back(people, "UPDATE person SET name = 'Zoe' WHERE id = 1")
    assert flaws(people) == []
    assert any("ix_person_name" in flaw for flaw in damage(people))


@pytest.mark.parametrize("seals", [None, 0], ids=["each page by itself", "as they are read"])
def test_a_byte_changed_in_any_page_of_an_encrypted_file_is_found(
    own_keyring: Any, tmp_path: Path, seals: int | None
) -> None:
    path, key = tmp_path / "x", new_key()
    keep_key(key)
    with closing(open_with(path, "rwc", key)) as connection:
        connection.execute("CREATE TABLE scan (content BLOB, words TEXT)")
        connection.execute("INSERT INTO scan VALUES (randomblob(40000), NULL), (NULL, hex(randomblob(9000)))")
    whole = bytearray(path.read_bytes())
    found = 0
    for place in range(4096 + 2000, len(whole), 4096):
        whole[place] ^= 1
        path.write_bytes(whole)
        whole[place] ^= 1
        try:
            found += bool(flaws(path, seals=seals))
        except Refusal:
            found += 1
    assert found == len(whole) // 4096 - 1 > 10


def test_an_index_of_a_backup_that_went_wrong_is_made_anew_from_its_rows(office: Office, tmp_path: Path) -> None:
    backup = tmp_path / "b"
    make_backup(office.database, backup)
    with closing(sqlite3.connect(backup)) as connection:
        index = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'change' AND sql IS NOT NULL"
        ).fetchone()[0]
    _swap(backup, index)
    assert flaws(backup) == [] and list(damage(backup)) != []
    restore_backup(backup, Address(path=tmp_path / "again.carecoop"))
    assert list(damage(tmp_path / "again.carecoop")) == []


def _swap(path: Path, index: str) -> None:
    """Spoil what an index says of the rows, though not how many there are."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        row = connection.execute("SELECT * FROM sqlite_master WHERE name = ?", (index,)).fetchone()
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("DELETE FROM sqlite_master WHERE name = ?", (index,))
        connection.execute("PRAGMA writable_schema=RESET")
        connection.execute("UPDATE change SET row_id = row_id + 1000000")
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", row)
        connection.execute("PRAGMA writable_schema=RESET")


def test_a_proof_that_is_told_to_stop_stops(people: Path) -> None:
    class Enough(Exception):
        """Somebody pressed Cancel."""

    with closing(sqlite3.connect(people)) as connection:
        connection.execute("CREATE TABLE many AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n "
                           "WHERE x < 2000000) SELECT x FROM n")  # fmt: skip
        connection.commit()

    def enough() -> None:
        raise Enough

    assert flaws(people) == []
    with pytest.raises(Enough):
        flaws(people, enough, look_again=0)
