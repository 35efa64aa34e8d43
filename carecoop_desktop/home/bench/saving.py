"""What a proved backup of a large office costs, beside a plain copy of its file that is flushed to the disk as well."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path

from sqlalchemy import insert

from carecoop_desktop.assurance.evidence.tables import DocumentRow
from carecoop_desktop.home.bench.ciphering import made, passing_key
from carecoop_desktop.home.bench.figures import Row, beside, in_turn
from carecoop_desktop.platform.database.backup import make_backup
from carecoop_desktop.platform.database.keys import OfficeKey
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.actions import finish_run, start_run

LIMIT = 4.0
_SCAN = 400_000


def measure(folder: Path, megabytes: int = 500, assistants: int = 4000, runs: int = 3) -> list[Row]:
    """A pay run of so many PAs, and scans for the rest of the size: plain, and encrypted."""
    with passing_key() as key:
        return [_measured(folder, megabytes, assistants, runs, given) for given in (None, key)]


def _measured(folder: Path, megabytes: int, assistants: int, runs: int, key: OfficeKey | None) -> Row:
    place = folder / f"large-{'plain' if key is None else 'encrypted'}.carecoop"
    office, period = made(place, assistants, key)
    office.do(finish_run, office.do(start_run, period).value)
    fill(office, megabytes * 1_000_000)
    backup, copy = folder / "backup", folder / "copy"

    def back_up() -> None:
        backup.unlink(missing_ok=True)
        make_backup(office.database, backup)

    taken, copied = in_turn(back_up, lambda: plain_copy(place, copy), runs)
    size = round(place.stat().st_size / 1_000_000)
    office.close()
    for left in (place, backup, copy):
        with suppress(OSError):
            left.unlink()
    kind = "" if key is None else ", encrypted"
    return beside("backup", f"A proved backup of {size:,} MB{kind}", taken, "s", "a flushed copy", copied, LIMIT)


def fill(office: Office, size: int) -> None:
    """File scans until the office is as large as wanted."""
    path = office.database.address.path
    assert path is not None
    missing = size - path.stat().st_size - Path(f"{path}-wal").stat().st_size
    scan = {"category": "EC1", "title": "A scan", "dated": date(2026, 11, 1), "media_type": "image/jpeg"}
    for _number in range(max(0, missing) // _SCAN):
        with office.database.writing() as connection:
            connection.execute(insert(DocumentRow), [{**scan, "content": os.urandom(_SCAN)}])


def plain_copy(source: Path, target: Path) -> None:
    """What the computer's own copying does, and down to the disk as a backup goes."""
    shutil.copyfile(source, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())
