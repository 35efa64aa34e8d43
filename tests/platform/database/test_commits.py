"""A server that goes away while it saves: what it saved counts, what it did not is told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import column, select, table, text

from carecoop_desktop.platform.database.commits import Saving, about_to_save, prove_by, was_saved
from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.kernel.dates import utc_now
from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.platform.office.history import Heading, write_set
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import change_setting
from carecoop_desktop.platform.office.tables import ChangeSetRow

_SETS = ChangeSetRow.__table__


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


PROBE = table("probe", column("n"))


def _saving(database: Database, number: int) -> Saving:
    """A change about to be saved, which then is."""
    with database.writing() as connection:
        connection.execute(text("INSERT INTO probe VALUES (:n)"), {"n": number})
        saving = about_to_save(connection)
    assert saving is not None
    return saving


def _asked(database: Database, saving: Saving, seconds: float = 5) -> bool:
    assert database._writer is not None
    return was_saved(database._writer, saving, seconds=seconds)


def test_a_server_that_stays_away_is_told_as_doubt(database: Database, distant: Any) -> None:
    saving = _saving(database, 1)
    assert _asked(database, saving)
    distant.road.cut()
    with pytest.raises(Fault, match="may or may not") as told:
        _asked(database, saving, seconds=0.5)
    assert not told.value.retry


def test_what_was_rolled_back_was_not_saved(database: Database) -> None:
    with database.bare() as connection:
        connection.execute(text("INSERT INTO probe VALUES (1)"))
        saving = about_to_save(connection)
        connection.rollback()
        nothing = about_to_save(connection)
    assert saving is not None and not _asked(database, saving)
    assert nothing is None


def test_a_number_given_out_again_after_a_crash_proves_nothing(database: Database) -> None:
    """A server struck down before it wrote a transaction gives its number to another one, which is then saved."""
    other = _saving(database, 1)
    lost = replace(other, proof=select(PROBE.c.n).where(PROBE.c.n == 2))
    assert not _asked(database, lost)
    assert _asked(database, replace(lost, proof=select(PROBE.c.n).where(PROBE.c.n == 1)))
    with pytest.raises(Fault, match="may or may not"):
        _asked(database, replace(other, started="before its restart"))


def test_a_number_not_given_yet_was_forgotten_in_a_crash(database: Database) -> None:
    saving = _saving(database, 1)
    assert not _asked(database, replace(saving, number=str(int(saving.number) + 1000)))


def test_a_proof_is_of_one_transaction_only(database: Database) -> None:
    with database.writing() as connection:
        prove_by(connection, select(PROBE.c.n))
        connection.execute(text("INSERT INTO probe VALUES (1)"))
        named = about_to_save(connection)
    assert named is not None and named.proof is not None
    assert _saving(database, 2).proof is None


def test_a_change_of_an_office_is_proved_by_its_place_in_the_history(office: Office) -> None:
    office.do(change_setting, "x.told", 1)
    with office.database.bare() as connection:
        last = connection.execute(select(_SETS.c.id, _SETS.c.hash).order_by(_SETS.c.id.desc()).limit(1)).one()
        heading = Heading(utc_now(), "Ann", "Desk 1", "x", "do", "Said", "", undoable=True)
        number = write_set(connection, heading, [])
        proof = connection.info["carecoop.proof"]
        assert connection.execute(proof).scalar_one() == number == last.id + 1
        connection.rollback()
    with office.database.reading() as connection:
        assert connection.execute(proof).first() is None
