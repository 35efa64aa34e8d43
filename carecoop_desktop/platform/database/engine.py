"""Opens an office's database: the same code over an SQLite file and a PostgreSQL server."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, text
from sqlalchemy.exc import DBAPIError

from carecoop_desktop.platform.database.address import Address
from carecoop_desktop.platform.database.cipher import Mode, driver_for, key_of, open_with
from carecoop_desktop.platform.database.commits import about_to_save, forget_proof, was_saved
from carecoop_desktop.platform.database.faults import told
from carecoop_desktop.platform.database.keys import OfficeKey
from carecoop_desktop.platform.database.server_keys import with_password
from carecoop_desktop.platform.kernel.errors import Refusal

APPLICATION_ID = 0x43617265
"""Marks an SQLite file as an office of ours ("Care")."""

Journal = Literal["WAL", "DELETE"]

WRITER_LOCK = 0x63617265
"""The PostgreSQL advisory lock that one writing transaction holds at a time."""


_PULSE = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 4, "tcp_user_timeout": 30_000}
"""A cable that is pulled while the server works is noticed within half a minute, not after the system's two hours."""


class Database:
    """An open office database with one way in to write and one way in to read.

    Writing takes the office's single writer's place first (BEGIN IMMEDIATE, or an advisory lock on PostgreSQL), so that
    every change sees all changes before it and the history has one order. Reading never waits and cannot write.
    """

    def __init__(self, address: Address, *, read_only: bool = False) -> None:
        self.address = address
        self.read_only = read_only
        self.key = key_of(address.path, address.key) if address.path is not None else address.key
        """What its file is encrypted with, and its backups are; None where nothing is."""
        self._open()

    def _open(self) -> None:
        self._reader = _engine(self.address, self.key, writes=False)
        self._writer = None if self.read_only else _engine(self.address, self.key, writes=True)

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
        change = self._on_server if self.dialect == "postgresql" else self._writer.begin
        with told(str(self.address)), change() as connection:
            yield connection

    @contextmanager
    def _on_server(self) -> Iterator[Connection]:
        """As ``begin``; where the server goes away while it saves, it is asked afterwards whether it did."""
        assert self._writer is not None
        with self._writer.connect() as connection, connection.begin() as transaction:
            forget_proof(connection)
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})
            yield connection
            saving = about_to_save(connection)
            try:
                transaction.commit()
            except DBAPIError as error:
                if not error.connection_invalidated or saving is None or not was_saved(self._writer, saving):
                    raise

    @contextmanager
    def bare(self) -> Iterator[Connection]:
        """A writing connection without the writer's lock, for migrations and maintenance; caller commits."""
        if self._writer is None:
            raise Refusal("This office is open for reading only.")
        with told(str(self.address)), self._writer.connect() as connection:
            yield connection

    has_pen = False
    """Whether one desk at a time holds the pen: only in a shared folder."""

    held_elsewhere = ""
    """Which other desk keeps this one from writing, as a sentence: only in a shared folder."""

    def another_reader(self) -> Database:
        """A second connection to the same office that cannot write."""
        return Database(self.address, read_only=True)

    def introduce(self, who: str) -> None:
        """Who signed in here; only a shared folder has to know."""

    @property
    def place(self) -> str:
        """The kind of place in the words of the status bar."""
        encrypted = self.key is not None and self.address.is_file
        return f"{self.address.place}, encrypted" if encrypted else self.address.place

    def open_again(self) -> None:
        """Connect anew, to a file that has been replaced by one with another key."""
        self.close()
        if self.address.path is not None:
            self.key = key_of(self.address.path)
        self._open()

    def close(self) -> None:
        """Give every connection back."""
        self._reader.dispose()
        if self._writer is not None:
            self._writer.dispose()


def _engine(address: Address, key: OfficeKey | None, *, writes: bool) -> Engine:
    if address.path:
        return sqlite_engine(address.path, key, writes=writes)
    return _postgres_engine(address, writes)


def sqlite_engine(path: Path, key: OfficeKey | None, *, writes: bool, journal: Journal = "WAL") -> Engine:
    """Connections to an office file; a write-ahead log (``WAL``) is for local disks only."""
    # A file that was there and is gone (a pulled stick, a lost share) must not come back as an empty one.
    mode: Mode = "ro" if not writes else "rw" if path.exists() else "rwc"

    def connect() -> sqlite3.Connection:
        connection = open_with(path, mode, key)
        with ExitStack() as refused:
            refused.callback(connection.close)  # a file that is refused is let go
            _prepare(connection, writes, journal)
            refused.pop_all()
        return connection

    engine = create_engine(
        "sqlite://", module=driver_for(key), creator=connect, poolclass=QueuePool, pool_size=5, max_overflow=10,
        hide_parameters=True,
    )  # fmt: skip

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if writes:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:  # takes no lock and cannot fail, so it need not pass through everything that a statement passes through
            raw: Any = connection.connection.driver_connection
            raw.execute("BEGIN")

    return engine


def _prepare(connection: sqlite3.Connection, writes: bool, journal: Journal) -> None:
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA cache_size=-32000")
    connection.execute("PRAGMA temp_store=MEMORY")
    if writes:
        connection.execute(f"PRAGMA journal_mode={journal}")
        connection.execute("PRAGMA synchronous=FULL")
    else:
        connection.execute("PRAGMA query_only=ON")


def _postgres_engine(address: Address, writes: bool) -> Engine:
    if address.url is None:
        raise Refusal("The address of the office server is missing.")
    url = with_password(address.url)
    options: dict[str, Any] = {
        "hide_parameters": True,  # an error's words end where somebody reads them; values are people's
        "pool_pre_ping": True,
        "pool_size": 5,
        "max_overflow": 10,
        "connect_args": {"connect_timeout": 10, "application_name": "CareCoop", **_PULSE},
    }
    if writes:
        return create_engine(url, isolation_level="READ COMMITTED", **options)
    options["connect_args"]["options"] = "-c default_transaction_read_only=on"
    return create_engine(url, isolation_level="REPEATABLE READ", **options)
