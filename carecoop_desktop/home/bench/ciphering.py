"""What encryption costs: the same pay run and the same scan over a plain and over an encrypted office."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import select

from carecoop_desktop.app import features
from carecoop_desktop.home.bench.figures import Row, beside, clean_heap, least
from carecoop_desktop.home.bench.pay_office import pay_office
from carecoop_desktop.home.bench.paying import pay
from carecoop_desktop.platform.database.keys import OfficeKey, forget_key, keep_key, new_key
from carecoop_desktop.platform.database.rekeying import rewrite
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import open_office
from carecoop_desktop.work.timesheets.tables import TimesheetLineRow

LIMIT = 1.3
PAGE_OF_LINES = 100
_LINES = TimesheetLineRow.__table__


def measure(folder: Path, assistants: int = 300, runs: int = 3) -> list[Row]:
    """The least of some runs of each kind, in turn, so that what else the computer does falls on both."""
    times: dict[bool, list[float]] = {False: [], True: []}
    pages: dict[bool, float] = {}
    with passing_key() as key:
        for number in range(runs):
            for encrypted in (False, True):
                office, period = made(folder / f"{number}-{encrypted}.carecoop", assistants, key if encrypted else None)
                with clean_heap():
                    times[encrypted].append(pay(office, period).whole)
                pages[encrypted] = least(lambda office=office: list_page(office), 20)  # type: ignore[misc]
                office.close()
    return [
        beside("encryption", f"A pay run of {assistants:,} PAs, encrypted", min(times[True]), "s",
               "plain", min(times[False]), LIMIT),
        beside("encryption", f"A page of {PAGE_OF_LINES} lines, encrypted", pages[True], "s", "plain", pages[False],
               LIMIT),
    ]  # fmt: skip


@contextmanager
def passing_key() -> Iterator[OfficeKey]:
    """A key that the computer forgets again."""
    key = new_key()
    keep_key(key)
    try:
        yield key
    finally:
        forget_key(key)


def made(place: Path, assistants: int, key: OfficeKey | None) -> tuple[Office, int]:
    """An office with locked hours, encrypted where there is a key, and opened afresh."""
    office, period = pay_office(place, assistants)
    if key is not None:
        rewrite(office.database, key)
    office.close()
    return open_office(place, features()), period


def list_page(office: Office) -> int:
    """One page of the longest list, as a screen reads it."""
    with office.database.reading() as connection:
        return len(connection.execute(select(_LINES).order_by(_LINES.c.id.desc()).limit(PAGE_OF_LINES)).all())
