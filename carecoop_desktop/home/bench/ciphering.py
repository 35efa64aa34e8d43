"""What encryption costs: the same deeds and the same page over a plain and over an encrypted office."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import select

from carecoop_desktop.app import features
from carecoop_desktop.home.bench.figures import Row, beside, clean_heap, least, seconds
from carecoop_desktop.home.bench.pay_office import pay_office
from carecoop_desktop.people.members.actions import import_members
from carecoop_desktop.platform.database.keys import OfficeKey, forget_key, keep_key, new_key
from carecoop_desktop.platform.database.rekeying import rewrite
from carecoop_desktop.platform.office.importing.reading import read_bytes
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import open_office
from carecoop_desktop.work.payroll.actions import finish_run, start_run
from carecoop_desktop.work.timesheets.tables import TimesheetLineRow

LIMIT = 1.3
SEARCH_LIMIT = 3.7
"""The cipher's own cost where every page of a table has to be read."""
PAGE_OF_LINES = 100
_LINES = TimesheetLineRow.__table__
_NAMES = {
    "run": "A pay run of {} PAs",
    "posting": "Issuing and posting a run of {} PAs",
    "import": "An import of {} members",
}


def measure(folder: Path, assistants: int = 300, runs: int = 3) -> list[Row]:
    """The least of some runs of each kind, in turn, so that what else the computer does falls on both."""
    best: dict[tuple[str, bool], float] = {}

    def note(what: str, encrypted: bool, taken: float) -> None:
        best[what, encrypted] = min(taken, best.get((what, encrypted), taken))

    with passing_key() as key:
        for number in range(runs):
            for encrypted in (False, True):
                place = folder / f"{number}-{encrypted}.carecoop"
                office, period = made(place, assistants, key if encrypted else None)
                for what, taken in _deeds(office, period, assistants):
                    note(what, encrypted, taken)
                note("page", encrypted, least(lambda office=office: list_page(office), 20))  # type: ignore[misc]
                office.close()
                note("search", encrypted, _first_search(place))
    rows = [_row(words.format(f"{assistants:,}"), best, what) for what, words in _NAMES.items()]
    return [
        *rows,
        _row(f"A page of {PAGE_OF_LINES} lines", best, "page"),
        _row("The first search through all hours", best, "search", SEARCH_LIMIT),
    ]


def _row(words: str, best: dict[tuple[str, bool], float], what: str, limit: float = LIMIT) -> Row:
    return beside("encryption", f"{words}, encrypted", best[what, True], "s", "plain", best[what, False], limit)


def _deeds(office: Office, period: int, assistants: int) -> Iterator[tuple[str, float]]:
    """What writes much: a pay run, the part of it that issues and posts, and an import."""
    begun: list[int] = []
    with clean_heap():
        starting = seconds(lambda: begun.append(office.do(start_run, period).value))
        posting = seconds(lambda: office.do(finish_run, begun[0]))
    yield "run", starting + posting
    yield "posting", posting
    lines = [f"N{n:05d},New member {n:05d},16/05/1949,5/5/25" for n in range(assistants)]
    sheet = read_bytes("members.csv", "\n".join(["Member No,Name,D.O.B.,Joined", *lines]).encode())
    with clean_heap():
        yield "import", seconds(lambda: office.do(import_members, sheet))


def _first_search(place: Path) -> float:
    """Look through every line of a file that has just been opened: nothing of it is deciphered already."""
    office = open_office(place, features())
    try:
        return seconds(lambda: _look_for(office, "nobody wrote this"))
    finally:
        office.close()


def _look_for(office: Office, words: str) -> int:
    with office.database.reading() as connection:
        return len(connection.execute(select(_LINES.c.id).where(_LINES.c.kind.contains(words))).all())


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
