"""A server that goes away while it saves: what it saved counts, what it did not is told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import text

from carecoop_desktop.platform.database.commits import NUMBER, was_saved
from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.kernel.errors import Fault


@pytest.fixture
def database(distant: Any) -> Iterator[Database]:
    made = Database(distant.address)
    yield made
    made.close()


def _add(database: Database, number: int) -> None:
    with database.writing() as connection:
        connection.execute(text("INSERT INTO probe VALUES (:n)"), {"n": number})


def _kept(distant: Any) -> list[int]:
    straight = Database(distant.straight)
    try:
        with straight.reading() as connection:
            return list(connection.execute(text("SELECT n FROM probe ORDER BY n")).scalars())
    finally:
        straight.close()


def test_a_change_whose_answer_was_lost_is_found_to_be_saved(database: Database, distant: Any) -> None:
    _add(database, 1)
    distant.road.swallow = b"COMMIT\0"
    threading.Timer(0.6, distant.road.open).start()
    _add(database, 2)
    assert _kept(distant) == [1, 2]
    _add(database, 3)
    assert _kept(distant) == [1, 2, 3]


def test_a_change_that_never_arrived_is_told_and_can_be_tried_again(database: Database, distant: Any) -> None:
    with pytest.raises(Fault), database.writing() as connection:
        connection.execute(text("INSERT INTO probe VALUES (1)"))
        distant.road.cut()
    assert _kept(distant) == []
    distant.road.open()
    _add(database, 1)
    assert _kept(distant) == [1]


def test_a_server_that_stays_away_is_told_as_doubt(database: Database, distant: Any) -> None:
    with database.writing() as connection:
        connection.execute(text("INSERT INTO probe VALUES (1)"))
        number = connection.execute(NUMBER).scalar_one()
    assert database._writer is not None
    assert was_saved(database._writer, number)
    distant.road.cut()
    with pytest.raises(Fault, match="may or may not") as told:
        was_saved(database._writer, number, seconds=0.5)
    assert not told.value.retry


def test_what_was_rolled_back_was_not_saved(database: Database) -> None:
    with database.bare() as connection:
        connection.execute(text("INSERT INTO probe VALUES (1)"))
        number = connection.execute(NUMBER).scalar_one()
        connection.rollback()
        nothing = connection.execute(NUMBER).scalar()
    assert database._writer is not None
    assert not was_saved(database._writer, number)
    assert nothing is None
