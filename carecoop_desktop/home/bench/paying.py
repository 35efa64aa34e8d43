"""A pay run of a thousand PAs from locked hours to posted ledger with history, beside raw inserts of the same rows."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from carecoop_desktop.home.bench.figures import Row, beside, clean_heap, least
from carecoop_desktop.home.bench.pay_office import pay_office
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.actions import finish_run, start_run, work_out_slips
from carecoop_desktop.work.payroll.queries import run_view

LIMIT = 3.0
WRITTEN = ("payslip", "payslip_line", "payslip_charge", "account", "journal", "posting", "change_set", "change")
"""The tables that a pay run writes to, those that others point at first."""


@dataclass(frozen=True, slots=True)
class RunTimes:
    """Seconds of one pay run: all of it, and the part that reads and works out."""

    whole: float
    working_out: float

    @property
    def writing(self) -> float:
        """What is left: rows, images, history, search index and commits."""
        return max(self.whole - self.working_out, 1e-9)


def measure(folder: Path, assistants: int = 1000, runs: int = 3) -> list[Row]:
    """Run the same office several times; the shortest writing counts, beside the shortest raw writing."""
    times = []
    for attempt in range(runs):
        place = folder / f"run-{attempt}.carecoop"
        office, period = pay_office(place, assistants)
        before = _marks(place)
        with clean_heap():
            times.append(pay(office, period))
        office.close()
    best = min(times, key=lambda one: one.writing)
    raw = least(lambda: raw_writing(folder, place, before), runs)
    named = f"{assistants:,} PAs"
    return [
        beside(
            "pay-run", f"Writing a pay run of {named} with ledger and history", best.writing, "s",
            "raw sqlite3 with the same rows", raw, LIMIT, note=f"{_written(place, before):,} rows",
        ),
        Row("pay-run", f"The whole pay run of {named}, hours to ledger", round(min(t.whole for t in times), 3), "s"),
    ]  # fmt: skip


def pay(office: Office, period: int) -> RunTimes:
    """Start and finish the run of a pay period; what reading and working out cost is measured by itself before."""
    began = time.perf_counter()
    office.read(_work_out, period)
    worked = time.perf_counter() - began
    began = time.perf_counter()
    run = office.do(start_run, period).value
    paid = office.do(finish_run, run).value
    whole = time.perf_counter() - began
    if paid == 0 or office.read(run_view, run).held:
        raise Refusal("The measuring office's pay run holds somebody back, so its time says nothing.")
    return RunTimes(whole, worked)


def _work_out(reader: Reader, period: int) -> int:
    return len(work_out_slips(reader, period))


def _marks(place: Path) -> dict[str, int]:
    """The last row of every table before the run."""
    with sqlite3.connect(place) as connection:
        return {table: connection.execute(f"SELECT coalesce(max(rowid), 0) FROM {table}").fetchone()[0]
                for table in WRITTEN}  # fmt: skip


def _written(place: Path, marks: dict[str, int]) -> int:
    with sqlite3.connect(place) as connection:
        return sum(len(_rows(connection, table, marks)) for table in WRITTEN)


def _rows(connection: sqlite3.Connection, table: str, marks: dict[str, int]) -> list[tuple[Any, ...]]:
    return connection.execute(f"SELECT * FROM {table} WHERE rowid > ?", (marks[table],)).fetchall()


def raw_writing(folder: Path, source: Path, marks: dict[str, int]) -> float:
    """Seconds that plain sqlite3 takes to write the rows of a run into the same office without them."""
    copy = folder / "raw.carecoop"
    copy.unlink(missing_ok=True)
    with sqlite3.connect(source) as read, sqlite3.connect(copy) as written:
        rows = {table: _rows(read, table, marks) for table in WRITTEN}
        read.backup(written)
    _take_out(copy, marks)
    began = time.perf_counter()
    _insert_all(copy, rows)
    return time.perf_counter() - began


def _take_out(place: Path, marks: dict[str, int]) -> None:
    connection = sqlite3.connect(place, isolation_level=None)
    for table in reversed(WRITTEN):
        connection.execute(f"DELETE FROM {table} WHERE rowid > ?", (marks[table],))
    connection.execute("VACUUM")
    connection.close()


def _insert_all(place: Path, rows: Mapping[str, Sequence[tuple[Any, ...]]]) -> None:
    """One transaction with the office's own settings of safety."""
    connection = sqlite3.connect(place, isolation_level=None)
    for pragma in ("foreign_keys=ON", "cache_size=-32000", "journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN IMMEDIATE")
    for table, own in rows.items():
        if own:
            marks = ", ".join("?" * len(own[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", own)
    connection.execute("UPDATE payslip SET state = 'issued', version = version + 1 WHERE state = 'issued'")
    connection.execute("COMMIT")
    connection.close()
