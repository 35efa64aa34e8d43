"""A list of shifts in a database in memory, with what the tables need around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    Time,
    create_engine,
    insert,
    select,
)
from sqlalchemy.pool import StaticPool

from carecoop_desktop.platform.database.lists.definition import ListColumn, ListFilter, RecordList
from carecoop_desktop.platform.database.lists.folding import fold
from carecoop_desktop.platform.database.lists.reader import ListReader
from carecoop_desktop.platform.database.lists.shape import Kind, Sort, StateWord, Tone
from carecoop_desktop.platform.desktop.tables.lanes import ExecutorLane

SHIFT = Table(
    "shift",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("name_key", String, nullable=False, index=True),
    Column("day", Date, nullable=False, index=True),
    Column("start", Time),
    Column("minutes", Integer),
    Column("pence", Integer, nullable=False),
    Column("visits", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("night", Boolean),
    Column("entered", DateTime),
)
STATES = {
    "draft": StateWord("Draft"),
    "ok": StateWord("Approved", Tone.MET),
    "queried": StateWord("Queried", Tone.WARN),
}
SHIFTS = RecordList(
    name="tests.shifts",
    label="Shifts",
    base=lambda: select(SHIFT.c.id),
    id=SHIFT.c.id,
    columns=(
        ListColumn("name", "Assistant", SHIFT.c.name, sort_expr=SHIFT.c.name_key, description="Who worked"),
        ListColumn("day", "Date", SHIFT.c.day, Kind.DATE),
        ListColumn("start", "Start", SHIFT.c.start, Kind.TIME, sortable=False),
        ListColumn("hours", "Hours", SHIFT.c.minutes, Kind.HOURS),
        ListColumn("pay", "Pay", SHIFT.c.pence, Kind.MONEY),
        ListColumn("visits", "Visits", SHIFT.c.visits, Kind.NUMBER),
        ListColumn("state", "State", SHIFT.c.state, Kind.STATE, states=STATES),
        ListColumn("night", "Night", SHIFT.c.night, Kind.YESNO),
        ListColumn("entered", "Entered", SHIFT.c.entered, Kind.MOMENT, hidden=True),
    ),
    default_sort=(Sort("day"),),
    filters=(
        ListFilter("draft", "Draft", lambda: SHIFT.c.state == "draft", group="state"),
        ListFilter("queried", "Queried", lambda: SHIFT.c.state == "queried", group="state"),
        ListFilter("above", "Above", lambda value: SHIFT.c.id > value, takes_value=True),
    ),
    search=(SHIFT.c.name_key,),
)
NAMES = ("Renée Okafor", "Łukasz Nowak", "Ann Smith", "Bob Jones")


def row(number: int) -> dict[str, Any]:
    """The shift of that number: its order by id is also that by day."""
    name = NAMES[number % 4]
    return {
        "id": number,
        "name": name,
        "name_key": fold(name),
        "day": date(2026, 1, 1) + timedelta(days=number),
        "start": time(7, number % 60) if number % 3 else None,
        "minutes": [None, 30, 150][number % 3],
        "pence": number * 7,
        "visits": number * 1000,
        "state": ["draft", "ok", "queried"][number % 3],
        "night": number % 2 == 0,
        "entered": datetime(2026, 7, 1, 9, 30, tzinfo=UTC).replace(tzinfo=None),
    }


@pytest.fixture
def engine() -> Iterator[Engine]:
    """A database in memory that every thread may ask, one after the other."""
    made = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    SHIFT.create(made)
    yield made
    made.dispose()


@pytest.fixture
def write(engine: Engine) -> Callable[..., None]:
    """Runs one statement, as another desk would."""

    def run(statement: Any, rows: Any = None) -> None:
        with engine.begin() as connection:
            connection.execute(statement, rows) if rows else connection.execute(statement)

    return run


@pytest.fixture
def shifts(engine: Engine, write: Callable[..., None]) -> Callable[[int], ListReader]:
    """A reader of so many shifts."""

    def reading(job: Callable[[Connection], Any]) -> Any:
        with engine.connect() as connection:
            return job(connection)

    def make(number: int) -> ListReader:
        if number:
            write(insert(SHIFT), [row(n) for n in range(1, number + 1)])
        return ListReader(SHIFTS, reading)

    return make


@pytest.fixture
def shift() -> Table:
    """The table of shifts."""
    return SHIFT


@pytest.fixture
def shift_row() -> Callable[[int], dict[str, Any]]:
    """The values of the shift of a number."""
    return row


@pytest.fixture
def executor() -> Iterator[Executor]:
    """One thread that reads."""
    with ThreadPoolExecutor(1) as pool:
        yield pool


@pytest.fixture
def lane(executor: Executor, qapp: Any) -> Iterator[ExecutorLane]:
    """A lane on the reading thread, closed before the thread ends."""
    made = ExecutorLane(executor)
    yield made
    made.close()
