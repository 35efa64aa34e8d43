"""A look into an office's file before the database library is there."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from carecoop_desktop.platform.database.glance import glance
from carecoop_desktop.platform.database.keys import OfficeKey, forget_known, new_key
from carecoop_desktop.platform.office.opening import create_office


def names(connection: sqlite3.Connection) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM user_account")]


def made(folder: Path, key: OfficeKey | None = None) -> str:
    place = folder / "small.carecoop"
    create_office(place, "Dee Valley", "Priya Shah", key=key).close()
    return str(place)


def test_a_plain_office_is_read(tmp_path: Path) -> None:
    assert glance(made(tmp_path), names) == ["Priya Shah"]


def test_an_encrypted_one_is_read_with_its_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = new_key()
    place = made(tmp_path, key)
    forget_known()
    monkeypatch.setenv("CARECOOP_KEY", new_key().raw.hex())
    assert glance(place, names) is None
    monkeypatch.setenv("CARECOOP_KEY", key.raw.hex())
    assert glance(place, names) == ["Priya Shah"]


def test_nothing_can_be_written(tmp_path: Path) -> None:
    place = made(tmp_path)
    assert glance(place, lambda connection: connection.execute("DELETE FROM user_account").rowcount) is None
    assert glance(place, names) == ["Priya Shah"]


def test_an_office_of_another_version_is_left_to_opening(tmp_path: Path) -> None:
    place = made(tmp_path)
    connection = sqlite3.connect(place)
    connection.execute("UPDATE office_schema SET version = version + 1")
    connection.commit()
    connection.close()
    assert glance(place, names) is None


def test_what_is_no_office_gives_nothing(tmp_path: Path) -> None:
    broken, empty = tmp_path / "broken.carecoop", tmp_path / "empty.carecoop"
    broken.write_bytes(b"only words " * 99)
    empty.touch()
    for place in (str(broken), str(empty), str(tmp_path / "gone.carecoop"), "postgresql://nobody@nowhere/office"):
        assert glance(place, names) is None


def test_a_reader_that_meets_something_unexpected_gives_nothing(tmp_path: Path) -> None:
    place = made(tmp_path)
    assert glance(place, lambda connection: connection.execute("SELECT nothing FROM nowhere").fetchall()) is None
    assert glance(place, lambda _connection: int("no number")) is None


def test_looking_imports_no_database_library() -> None:
    code = "import sys, carecoop_desktop.home.window.looking; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
