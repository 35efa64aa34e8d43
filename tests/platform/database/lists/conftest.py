"""A small office of members and visits, on SQLite and, where a server is named, on PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Index, create_engine, insert, select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from carecoop_desktop.platform.database.lists.definition import (
    FoldedText,
    IndexedSearch,
    ListColumn,
    ListFilter,
    RecordList,
)
from carecoop_desktop.platform.database.lists.folding import fold
from carecoop_desktop.platform.database.lists.search_index import (
    SearchEntry,
    create_search_index,
    create_search_table,
    put_entries,
)
from carecoop_desktop.platform.database.lists.shape import Kind, Sort, StateWord, Tone


class Base(DeclarativeBase):
    pass


class PersonRow(Base):
    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(FoldedText)


class VisitRow(Base):
    __tablename__ = "visit"
    __table_args__ = (Index("ix_visit_day", "day", "id"), Index("ix_visit_minutes", "minutes", "id"))
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None]
    day: Mapped[date]
    minutes: Mapped[int | None]
    pence: Mapped[int]
    state: Mapped[str]


VISITS = RecordList(
    name="tests.visits",
    label="Visits",
    base=lambda: select(VisitRow).outerjoin(PersonRow, PersonRow.id == VisitRow.person_id),
    id=VisitRow.id,
    columns=(
        ListColumn("person", "Person", PersonRow.name, sort_expr=PersonRow.name_key),
        ListColumn("day", "Day", VisitRow.day, Kind.DATE),
        ListColumn("hours", "Hours", VisitRow.minutes, Kind.HOURS),
        ListColumn("pay", "Pay", VisitRow.pence, Kind.MONEY),
        ListColumn(
            "state",
            "State",
            VisitRow.state,
            Kind.STATE,
            states={"draft": StateWord("Draft"), "ok": StateWord("Approved", Tone.MET)},
        ),
    ),
    default_sort=(Sort("day", descending=True),),
    filters=(
        ListFilter("draft", "Draft", lambda: VisitRow.state == "draft", group="state"),
        ListFilter("ok", "Approved", lambda: VisitRow.state == "ok", group="state"),
        ListFilter("long", "Over an hour", lambda: VisitRow.minutes > 60),
        ListFilter("person", "Person", lambda value: VisitRow.person_id == value, takes_value=True),
    ),
    search=(VisitRow.state,),
    indexed_search=(IndexedSearch("person", VisitRow.person_id),),
)

SCHEMA = f"lists_test_{os.getpid()}"
PEOPLE = ("Renée Okafor", "Łukasz Nowak", "Ann Smith", "Bob O’Neil", "Zoë Ann Jones")


@pytest.fixture(params=["sqlite", "postgresql"])
def connection(request: pytest.FixtureRequest) -> Iterator[Connection]:
    """An empty database with the search index made; everything is gone afterwards."""
    if request.param == "sqlite":
        engine = create_engine("sqlite://")
    else:
        url = os.environ.get("CARECOOP_TEST_POSTGRES")
        if not url:
            pytest.skip("CARECOOP_TEST_POSTGRES names no PostgreSQL server")
        engine = create_engine(url)
    with engine.connect() as opened:
        if request.param == "postgresql":
            opened.execute(text("CREATE EXTENSION IF NOT EXISTS pg_trgm"))
            opened.execute(text(f"CREATE SCHEMA {SCHEMA}"))
            opened.execute(text(f"SET LOCAL search_path TO {SCHEMA}, public"))
        Base.metadata.create_all(opened)
        create_search_table(opened)
        assert create_search_index(opened) == ""
        yield opened
        opened.rollback()
    engine.dispose()


@pytest.fixture
def visits(connection: Connection) -> Connection:
    """A hundred visits: some of nobody, some without a length, many alike."""
    rows: list[dict[str, Any]] = [
        {
            "id": number,
            "person_id": [None, 1, 2, 3, 4, 5][number % 6],
            "day": date(2026, 3, 1) + timedelta(days=number % 9),
            "minutes": [None, 30, 60, 90][number % 4],
            "pence": number % 5 * 100,
            "state": ["draft", "ok", "held"][number % 3],
        }
        for number in range(1, 101)
    ]
    people = [{"id": number, "name": name, "name_key": fold(name)} for number, name in enumerate(PEOPLE, 1)]
    connection.execute(insert(PersonRow), people)
    connection.execute(insert(VisitRow), rows)
    put_entries(connection, [SearchEntry("person", person["id"], person["name"]) for person in people])
    return connection


@pytest.fixture
def visit_list() -> RecordList:
    """The list of visits."""
    return VISITS


@pytest.fixture
def visit_table() -> type[VisitRow]:
    """The stored visits."""
    return VisitRow


@pytest.fixture
def schema() -> str:
    """The schema that the tests of this process have to themselves on PostgreSQL."""
    return SCHEMA
