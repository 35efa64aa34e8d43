"""An office of each earlier shape comes up to date with everything it held, after a copy, or stays as it was."""

import lzma
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from carecoop_desktop.app import features
from carecoop_desktop.home.settings.checking import check_office
from carecoop_desktop.platform.database import migrating
from carecoop_desktop.platform.database.address import Address, parse_address
from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.database.migrating import LATEST, take_step, upgrade
from carecoop_desktop.platform.database.migrations import STEPS
from carecoop_desktop.platform.database.pen.database import SharedDatabase
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.office.opening import open_office
from tests.conftest import drop_place, fresh_place, office_addresses

SAMPLES = [Path(__file__).parents[2] / "data" / "office-0.1.0.carecoop.xz"]
"""Released offices whose tables are older than this program's; those of 0.2.0 are its own."""
UNCOUNTED = "search_"


@pytest.fixture(params=SAMPLES, ids=lambda path: path.name.removesuffix(".carecoop.xz"))
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """An office as an earlier release left it."""
    path = tmp_path / "office.carecoop"
    path.write_bytes(lzma.decompress(request.param.read_bytes()))
    return path


def counted(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for name in names
            if not name.startswith(("sqlite_", UNCOUNTED))
        }


def test_an_older_office_comes_up_to_date_and_everything_in_it_holds(older: Path) -> None:
    before = counted(older)
    office = open_office(older, features())
    try:
        assert [fault for check in check_office(office, features()) for fault in check.faults] == []
    finally:
        office.close()
    after = counted(older)
    assert before["change"] > 1000
    assert {name: after[name] for name in before} == before


def test_a_copy_of_the_older_office_stands_beside_it(older: Path) -> None:
    before = counted(older)
    copy = upgrade(Database(parse_address(older)))
    assert copy is not None and counted(copy) == before
    assert not list(older.parent.glob("*.half"))
    assert upgrade(Database(parse_address(older))) is None


def test_a_disk_that_is_full_during_an_upgrade_is_said_to_be_full(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = counted(older)

    def crowded(connection, number, step):
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))  # no page more: what SQLite meets on a full disk
        take_step(connection, number, step)

    monkeypatch.setattr(migrating, "take_step", crowded)
    with pytest.raises(Fault, match="The disk is full"):
        upgrade(Database(parse_address(older)))
    assert counted(older) == before


def test_an_upgrade_that_fails_leaves_the_office_as_it_was(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = counted(older)

    def half(connection, number, step):
        take_step(connection, number, step)
        connection.execute(text("DELETE FROM assistant"))
        raise ValueError("a bug in the step")

    monkeypatch.setattr(migrating, "take_step", half)
    with pytest.raises(Fault, match="left as it was before"):
        open_office(older, features())
    assert counted(older) == before
    monkeypatch.undo()
    open_office(older, features()).close()


def test_a_step_that_leaves_records_pointing_at_nothing_is_not_taken(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = counted(older)

    def careless(connection, number, step):
        take_step(connection, number, step)
        connection.execute(text("DELETE FROM assistant"))

    monkeypatch.setattr(migrating, "take_step", careless)
    with pytest.raises(Fault, match="point at nothing"):
        open_office(older, features())
    assert counted(older) == before


def test_an_older_office_opened_for_reading_only_is_refused_rather_than_changed(older: Path) -> None:
    before = older.read_bytes()
    with pytest.raises(Refusal):
        open_office(older, features(), read_only=True)
    assert older.read_bytes() == before


def test_an_older_office_that_another_desk_writes_in_names_that_desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "share" / "office.carecoop"
    place.parent.mkdir()
    place.write_bytes(lzma.decompress(SAMPLES[0].read_bytes()))
    monkeypatch.setenv("CARECOOP_SHARED_FOLDERS", str(place.parent))
    monkeypatch.setenv("CARECOOP_COPIES", str(tmp_path / "copies"))
    with closing(SharedDatabase(Address(path=place), who="Ann")):
        before = counted(place)
        with pytest.raises(Refusal, match=r"older version.*Ann at .+ holds the pen.*Let that desk close it"):
            open_office(place, features())
        assert counted(place) == before


@pytest.mark.parametrize("kind", office_addresses())
def test_a_step_that_somebody_else_took_first_is_not_taken_twice(kind: str, tmp_path: Path) -> None:
    place = fresh_place(kind, tmp_path)
    database = Database(parse_address(place))
    try:
        with database.bare() as connection:
            take_step(connection, 1, STEPS[0])
            connection.commit()
        upgrade(database)
        with database.bare() as connection:
            migrating._take_steps(connection, 1)
        with database.reading() as connection:
            assert migrating.schema_version(connection) == LATEST
    finally:
        database.close()
        drop_place(place)
