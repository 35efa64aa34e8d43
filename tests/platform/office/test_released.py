"""An office of each released version comes up to date with nothing changed, and released steps stay what they were."""

import lzma
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from carecoop_desktop.app import features
from carecoop_desktop.home.settings.checking import check_office
from carecoop_desktop.platform.database.address import parse_address
from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.database.migrating import LATEST, take_step
from carecoop_desktop.platform.database.migrations import STEPS
from carecoop_desktop.platform.office.opening import open_office

SAMPLES = sorted((Path(__file__).parents[2] / "data").glob("office-*.carecoop.xz"))


@pytest.fixture(params=SAMPLES, ids=[path.name for path in SAMPLES])
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file as the version in its name left it."""
    place = tmp_path / "office.carecoop"
    place.write_bytes(lzma.decompress(request.param.read_bytes()))
    return place


def tables(connection: sqlite3.Connection) -> list[str]:
    """Every table of the rooms; the search index has makers of its own."""
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [name for (name,) in found if not name.startswith(("search_", "sqlite_", "office_schema"))]


def declared(place: Path) -> dict[str, set[object]]:
    """Columns, ways to other tables and indexes of every table."""
    with closing(sqlite3.connect(place)) as connection:
        return {
            name: {row[1:] for row in connection.execute(f'PRAGMA table_info("{name}")')}
            | {row[2:] for row in connection.execute(f'PRAGMA foreign_key_list("{name}")')}
            | {row[1:] for row in connection.execute(f'PRAGMA index_list("{name}")')}
            for name in tables(connection)
        }


def rows(place: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of each table, in its columns' order."""
    with closing(sqlite3.connect(place)) as connection:
        return {
            name: connection.execute(f'SELECT {_columns(connection, name)} FROM "{name}"').fetchall()
            for name in tables(connection)
        }


def _columns(connection: sqlite3.Connection, table: str) -> str:
    return ", ".join(f'"{row[1]}"' for row in connection.execute(f'PRAGMA table_info("{table}")'))


def test_each_version_that_was_released_has_its_office_here() -> None:
    assert [path.name.removeprefix("office-").removesuffix(".carecoop.xz") for path in SAMPLES] == ["0.1.0", "0.2.0"]


def test_a_released_step_still_makes_what_it_made(released: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(released)) as connection:
        (taken,) = connection.execute("SELECT version FROM office_schema").fetchone()
    anew = Database(parse_address(tmp_path / "anew.carecoop"))
    with anew.bare() as connection:
        for number, step in enumerate(STEPS[:taken], start=1):
            take_step(connection, number, step)
        connection.commit()
    anew.close()
    assert declared(tmp_path / "anew.carecoop") == declared(released)


def test_it_comes_up_to_date_and_no_figure_of_it_is_another(released: Path) -> None:
    before = rows(released)
    office = open_office(str(released), features())
    try:
        assert [fault for part in check_office(office, features()) for fault in part.faults] == []
    finally:
        office.close()
    with closing(sqlite3.connect(released)) as connection:
        assert connection.execute("SELECT version FROM office_schema").fetchone() == (LATEST,)
    after = rows(released)
    for name, found in before.items():
        width = len(found[0]) if found else 0
        assert [row[:width] for row in after[name]] == found, name
