"""Backup files that were spoiled, cut or exchanged: each is refused with a sentence, nothing is restored by half."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from carecoop_desktop.platform.database.address import Address
from carecoop_desktop.platform.database.backup import make_backup, restore_backup
from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.office.tables import UserRow
from tests.journeys.hostile.conftest import Spoil, spoils


@pytest.fixture(scope="module")
def good(empty_offices: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A whole backup."""
    file = tmp_path_factory.mktemp("good") / "b"
    database = Database(Address(path=Path(empty_offices["sqlite"])), read_only=True)
    make_backup(database, file)
    database.close()
    return file.read_bytes()


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(spoil=spoils())
def test_a_spoiled_backup_is_refused_or_whole(good: bytes, tmp_path: Path, spoil: Spoil) -> None:
    file, target = tmp_path / "b", tmp_path / "new.carecoop"
    target.unlink(missing_ok=True)
    file.write_bytes(spoil(good))
    try:
        restore_backup(file, Address(path=target))
    except (Refusal, Fault) as trouble:
        assert str(trouble)
        assert not target.exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE backup_manifest SET value = '{}' WHERE name = 'proof'",
        "UPDATE backup_manifest SET value = '[1' WHERE name = 'proof'",
        f"UPDATE backup_manifest SET value = '{'[' * 5_000}' WHERE name = 'proof'",
        "UPDATE backup_manifest SET value = 'yesterday' WHERE name = 'made_at'",
        "UPDATE backup_manifest SET value = replace(value, '\"schema\": ', '\"schema\": 9') WHERE name = 'proof'",
        'UPDATE backup_manifest SET value = \'{"schema": "x", "counts": [], "chain_length": {}, '
        "\"chain_head\": 1}' WHERE name = 'proof'",
        "DELETE FROM backup_manifest",
        f"DELETE FROM {UserRow.__tablename__}",
        "DROP TABLE office_schema",
        "CREATE TRIGGER planted AFTER INSERT ON member BEGIN DELETE FROM change; END",
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(good: bytes, tmp_path: Path, statement: str) -> None:
    file = tmp_path / "b"
    file.write_bytes(good)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(statement)
        connection.commit()
    with pytest.raises((Refusal, Fault)):
        restore_backup(file, Address(path=tmp_path / "new.carecoop"))
    assert not (tmp_path / "new.carecoop").exists()


def test_other_files_are_no_backups(tmp_path: Path) -> None:
    contents = [b"", b"CareCoop", b"CareCoop" + b"\x01" * 8, b"SQLite format 3\0" + b"\xff" * 5000]
    for number, content in enumerate(contents):
        file = tmp_path / str(number)
        file.write_bytes(content)
        with pytest.raises((Refusal, Fault)):
            restore_backup(file, Address(path=tmp_path / "new.carecoop"))
