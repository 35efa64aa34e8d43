"""The keys that lie in a server: found by their number, closed to other logins, no part of any backup."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from carecoop_desktop.platform.database.backup.proof import take_proof
from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.database.key_vault import SCHEMA, TABLE, find_laid, lay_key
from carecoop_desktop.platform.database.keys import OfficeKey, new_key
from carecoop_desktop.platform.office.office import Office

pytestmark = pytest.mark.skipif(not os.environ.get("CARECOOP_TEST_POSTGRES"), reason="no PostgreSQL named")


@pytest.fixture
def server(office: Office) -> Iterator[Database]:
    """An office on a server, without any key laid down."""
    if office.database.address.is_file:
        pytest.skip("a file keeps no keys")
    _sweep(office.database)
    yield office.database
    _sweep(office.database)


def _sweep(database: Database) -> None:
    with database.bare() as connection:
        connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        connection.commit()


def found(database: Database, number: str) -> OfficeKey | None:
    with database.reading() as connection:
        return find_laid(connection, number)


def test_keys_are_found_by_number_also_older_ones(server: Database) -> None:
    one, two = new_key(), new_key()
    assert found(server, one.number) is None
    with server.reading() as connection:
        before = take_proof(connection)
    assert lay_key(server, one) == lay_key(server, two) == lay_key(server, one) == ""
    assert found(server, one.number) == one and found(server, two.number) == two and found(server, "0" * 16) is None
    with server.reading() as connection:
        assert take_proof(connection) == before, "no table of the office's"


@pytest.mark.parametrize("written", ["nonsense", new_key().raw.hex(), ""], ids=["nonsense", "another", "nothing"])
def test_what_is_not_the_key_of_its_number_counts_for_nothing(server: Database, written: str) -> None:
    key = new_key()
    lay_key(server, key)
    with server.bare() as connection:
        connection.exec_driver_sql(f"UPDATE {SCHEMA}.{TABLE} SET key = %s", (written,))
        connection.commit()
    assert found(server, key.number) is None


def test_a_file_has_none(tmp_path: Any) -> None:
    from carecoop_desktop.platform.database.address import Address

    database = Database(Address(path=tmp_path / "x"))
    with database.writing() as connection:
        assert find_laid(connection, new_key().number) is None
    database.close()
