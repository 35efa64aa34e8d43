"""The proof that an office is whole."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from carecoop_desktop.app import features
from carecoop_desktop.home.settings.checking import check_office
from carecoop_desktop.people.circles.actions import add_circle
from carecoop_desktop.platform.office.office import Office


def test_a_fresh_office_is_whole(office: Office) -> None:
    found = check_office(office, features())
    assert [each.title for each in found[:4]] == [
        "Database integrity",
        "Records fit together",
        "History chain",
        "Records as the history left them",
    ]
    assert len(found) == 4 + sum(len(room.office_checks) for room in features())
    assert [each for each in found if each.faults] == []


def test_a_history_that_was_altered_shows(office: Office) -> None:
    office.do(add_circle, "Chester")
    with office.database.writing() as connection:
        connection.execute(text("UPDATE change_set SET user_name = 'Somebody else' WHERE id = 2"))
    chain = next(each for each in check_office(office, features()) if each.title == "History chain")
    assert any("altered" in fault for fault in chain.faults)


def test_statements_that_somebody_laid_into_the_file_show(office: Office) -> None:
    if office.database.dialect != "sqlite":
        pytest.skip("on a server only its administrator makes them")
    with office.database.writing() as connection:
        connection.execute(text("CREATE TRIGGER planted AFTER INSERT ON circle BEGIN DELETE FROM change; END"))
    found = check_office(office, features())
    with office.database.writing() as connection:
        connection.execute(text("DROP TRIGGER planted"))
    assert found[0].faults == ("The database holds statements of a stranger's: planted.",)


def test_a_record_that_points_nowhere_shows(office: Office) -> None:
    if office.database.dialect != "sqlite":
        pytest.skip("PostgreSQL refuses such a record itself")
    import sqlite3

    path = office.database.address.path
    assert path is not None
    with sqlite3.connect(path) as connection:
        connection.execute(
            "INSERT INTO change (set_id, position, table_name, row_id, kind) VALUES (99, 1, 'x', 1, 'y')"
        )
    connection.close()
    loose = next(each for each in check_office(office, features()) if each.title == "Records fit together")
    assert len(loose.faults) == 1
    assert "points at a change_set that is not there" in loose.faults[0]


def test_in_a_damaged_database_the_records_are_not_looked_at(office: Office) -> None:
    if office.database.dialect != "sqlite":
        pytest.skip("a server looks after its own pages")
    import sqlite3

    path = office.database.address.path
    assert path is not None
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, 'password_hash TEXT', 'password_hash TEXT NOT NULL')"
        )
        number = connection.execute("PRAGMA schema_version").fetchone()[0]
        connection.execute(f"PRAGMA schema_version={number + 1}")
    connection.close()
    found = {each.title: each.faults for each in check_office(office, ())}
    assert found["Database integrity"]
    assert found["Records as the history left them"] == ("Not looked at, because the database is damaged.",)
