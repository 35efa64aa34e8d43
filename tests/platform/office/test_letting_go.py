"""An office that is refused is let go: nothing of this program still has its file open."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from carecoop_desktop.app import features
from carecoop_desktop.platform.database.address import Address
from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.database.keys import keep_key, new_key
from carecoop_desktop.platform.database.migrating import create_schema
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.office.opening import open_office, open_unsigned, refuse_taken, who_may_sign_in

FDS = Path("/proc/self/fd")
pytestmark = pytest.mark.skipif(not FDS.is_dir(), reason="counted where the system lists what is open")

STATEMENTS = {
    "newer": "UPDATE office_schema SET version = 99",
    "older": "UPDATE office_schema SET version = 1",
    "no history": "DROP TABLE change_set",
    "nobody": "SELECT 1",
}


def still_open(path: Path) -> list[str]:
    """What of a file, or beside it, this program has open."""
    found = []
    for link in FDS.iterdir():
        with suppress(OSError):
            target = str(link.readlink())
            if target.startswith(str(path)):
                found.append(target)
    return found


@pytest.fixture(params=[*STATEMENTS, "cut", "junk", "changed", "encrypted and changed", "another program's"])
def refused(request: pytest.FixtureRequest, tmp_path: Path, own_keyring: object) -> Path:
    path, what = tmp_path / "x.carecoop", request.param
    key = new_key() if "encrypted" in what else None
    if key is not None:
        keep_key(key)
    database = Database(Address(path=path, key=key))
    if what in STATEMENTS:
        create_schema(database)
    else:
        with database.bare() as connection:
            connection.exec_driver_sql("CREATE TABLE theirs (x)")
            connection.commit()
    database.close()
    whole = path.read_bytes()
    if what in STATEMENTS:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(STATEMENTS[what])
            connection.commit()
    elif what == "cut":
        path.write_bytes(whole[: len(whole) // 2])
    elif what == "junk":
        path.write_bytes(b"another kind of file " * 999)
    elif "changed" in what:
        path.write_bytes(whole[:100] + b"\xff" * 3000 + whole[3100:])
    return path


def test_a_refused_file_is_let_go(refused: Path) -> None:
    for way in (
        lambda: open_office(refused, features()),
        lambda: open_office(refused, (), read_only=True),
        lambda: open_unsigned(refused),
        lambda: who_may_sign_in(refused),
        lambda: refuse_taken(refused),
    ):
        try:
            opened = way()
        except (Refusal, Fault) as trouble:  # while its traceback still holds on to everything that was under way
            assert still_open(refused) == [], trouble
        else:
            if hasattr(opened, "close"):
                opened.close()
