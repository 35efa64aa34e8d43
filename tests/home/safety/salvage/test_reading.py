"""Reading round what is damaged."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from carecoop_desktop.home.safety.salvage.reading import Wreck, wreck_of
from carecoop_desktop.platform.kernel.errors import Refusal

PAGE = 4096


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "x.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE line (id INTEGER PRIMARY KEY AUTOINCREMENT, words TEXT)")
        connection.executemany("INSERT INTO line (words) VALUES (?)", [(f"line {n} " + "x" * 90,) for n in range(2000)])
        connection.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY)")
        connection.commit()
    return path


def numbers(path: Path, table: str = "line") -> list[int]:
    with wreck_of(path) as wreck:
        return [row[0] for part in wreck.rows(table, ["id"]) for row in part]


def test_a_sound_file_reads_whole_and_in_order(file: Path) -> None:
    assert numbers(file) == list(range(1, 2001)) and numbers(file, "bare") == []
    with wreck_of(file) as wreck:
        assert wreck.tables() == ["line", "sqlite_sequence", "bare"] and wreck.columns("line") == ["id", "words"]
        assert wreck.expected("line") == 2000 and wreck.expected("not there") is None


def test_every_single_page_that_is_spoilt_costs_little(file: Path) -> None:
    whole = file.read_bytes()
    read = []
    for start in range(PAGE, len(whole), PAGE * 9):
        file.write_bytes(whole[:start] + b"\xff" * PAGE + whole[start + PAGE :])
        found = numbers(file)
        assert found == sorted(set(found))
        read.append(len(found))
    assert max(read) > 1900 and sum(n >= 2000 - 60 for n in read) >= len(read) - 2, read


def test_a_file_cut_short_is_read_up_to_there(file: Path) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2 + 77])
    assert 800 < len(numbers(file)) < 1300


def test_a_spoilt_beginning_is_mended_on_a_copy(file: Path) -> None:
    file.write_bytes(b"?" * 16 + file.read_bytes()[16:])
    before = file.read_bytes()
    assert len(numbers(file)) == 2000 and file.read_bytes() == before


def test_a_file_without_any_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "noise"
    path.write_bytes(bytes(range(256)) * 64)
    with pytest.raises(Refusal, match="can be read any more"), wreck_of(path):
        pytest.fail("nothing to read")


def test_an_error_does_not_spoil_what_is_asked_next(file: Path) -> None:
    with closing(Wreck(file, None)) as wreck:
        assert wreck.ask("SELECT * FROM nonsense") is None
        assert wreck.ask("SELECT count(*) FROM line") == [(2000,)]
