"""Opens an office's database: the same code over an SQLite file and a PostgreSQL server."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, text

from carecoop_desktop.platform.database.address import Address
from carecoop_desktop.platform.database.faults import told
from carecoop_desktop.platform.kernel.errors import Refusal

APPLICATION_ID = 0x43617265
"""Marks an SQLite file as an office of ours ("Care")."""

WRITER_LOCK = 0x63617265
"""The PostgreSQL advisory lock that one writing transaction holds at a time."""


class Database:
    """An open office database with one way in to write and one way in to read.

    Writing takes the office's single writer's place first (BEGIN IMMEDIATE, or an advisory lock on PostgreSQL), so that
    every change sees all changes before it and the history has one order. Reading never waits and cannot write.
    """

    def __init__(self, address: Address, *, read_only: bool = False) -> None:
        self.address = address
        self.read_only = read_only
        self._reader = _engine(address, writes=False)
        self._writer = None if read_only else _engine(address, writes=True)

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._reader.dialect.name

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A read-only transaction: one consistent view, closed at the end."""
        with told(str(self.address)), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One writing transaction: committed at the end, rolled back whole on any error."""
        if self._writer is None:
            raise Refusal("This office is open for reading only.", "Nothing can be changed from here.")
        with told(str(self.address)), self._writer.begin() as connection:
            if self.dialect == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})
            yield connection

    @contextmanager
    def bare(self) -> Iterator[Connection]:
        """A writing connection without the writer's lock, for migrations and maintenance; caller commits."""
        if self._writer is None:
            raise Refusal("This office is open for reading only.")
        with told(str(self.address)), self._writer.connect() as connection:
            yield connection

    def close(self) -> None:
        """Give every connection back."""
        self._reader.dispose()
        if self._writer is not None:
            self._writer.dispose()


def _engine(address: Address, *, writes: bool) -> Engine:
    return _sqlite_engine(address, writes) if address.is_file else _postgres_engine(address, writes)


def _sqlite_engine(address: Address, writes: bool) -> Engine:
    path = address.path
    # A file that was there and is gone (a pulled stick, a lost share) must not come back as an empty one.
    mode = "ro" if not writes else "rw" if path and path.exists() else "rwc"

    def connect() -> sqlite3.Connection:
        uri = f"{path.resolve().as_uri()}?mode={mode}" if path else ""
        connection = sqlite3.connect(uri, uri=True, timeout=15, isolation_level=None, check_same_thread=False)
        _prepare(connection, writes)
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=5, max_overflow=10)
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _prepare(connection: sqlite3.Connection, writes: bool) -> None:
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA cache_size=-32000")
    connection.execute("PRAGMA temp_store=MEMORY")
    if writes:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
    else:
        connection.execute("PRAGMA query_only=ON")


def _postgres_engine(address: Address, writes: bool) -> Engine:
    if address.url is None:
        raise Refusal("The address of the office server is missing.")
    options: dict[str, Any] = {
        "pool_pre_ping": True,
        "pool_size": 5,
        "max_overflow": 10,
        "connect_args": {"connect_timeout": 10, "application_name": "CareCoop"},
    }
    if writes:
        return create_engine(address.url, isolation_level="READ COMMITTED", **options)
    options["connect_args"]["options"] = "-c default_transaction_read_only=on"
    return create_engine(address.url, isolation_level="REPEATABLE READ", **options)
