"""Brings an office's database up to date, step by step, after a copy of the file; refuses newer ones."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text

from carecoop_desktop.platform.database.cipher import connect, key_of
from carecoop_desktop.platform.database.engine import APPLICATION_ID, WRITER_LOCK, Database
from carecoop_desktop.platform.database.faults import driver_errors, told, translate
from carecoop_desktop.platform.database.migrations import STEPS
from carecoop_desktop.platform.kernel.errors import Fault, Refusal

LATEST = len(STEPS)


def schema_version(connection: Connection) -> int:
    """How many steps the office has taken; 0 for an empty database. Refusal for a database of something else."""
    names = set(inspect(connection).get_table_names())
    if "backup_manifest" in names:
        raise Refusal("This is a backup, not an office.", "Restore it into a new office, which you can then open.")
    if "office_schema" in names:
        return int(connection.execute(text("SELECT version FROM office_schema")).scalar() or 0)
    if names:
        raise Refusal("This database belongs to another program.", "Choose an empty one or a CareCoop office.")
    return 0


def check_version(version: int) -> None:
    """Refuse an office that a newer program has already changed."""
    if version > LATEST:
        raise Refusal(
            "This office was last opened with a newer version of CareCoop.",
            "Install the newer version on this computer; nothing was changed.",
        )
    if version == 0:
        raise Refusal("There is no office in this place yet.", "Make a new one, or choose another file.")


def check_current(connection: Connection) -> None:
    """Refuse to change an office that a newer program has brought up to date since this one opened it."""
    there = int(connection.execute(text("SELECT version FROM office_schema")).scalar_one())
    if there > LATEST:
        raise Refusal(
            "This office has been brought up to date by a newer version of CareCoop at another desk.",
            "Install the newer version on this computer; nothing was changed.",
        )


def create_schema(database: Database, version: int | None = None) -> None:
    """Make every table in an empty database, as today or as they were at a ``version``."""
    with database.bare() as connection:
        if schema_version(connection):
            raise Refusal("There is an office in this place already.", "Open it, or choose another name.")
        _take_steps(connection, 0, version)


def upgrade(database: Database, version: int | None = None) -> Path | None:
    """Take the missing steps, after a copy of an SQLite file beside it. Returns the copy, or None if none was made.

    ``version`` is the office's, where the caller has just read it.
    """
    if version is None:
        with database.reading() as connection:
            version = schema_version(connection)
    check_version(version)
    if version == LATEST:
        return None
    with database.bare() as connection:
        path = database.address.path
        copy = _copy(path, version) if path else None
        _take_steps(connection, version)
        return copy


def take_missing_steps(database: Database) -> None:
    """Bring a copy up to date that nobody works in; no further copy is made."""
    with database.bare() as connection:
        version = schema_version(connection)
        connection.rollback()
        _take_steps(connection, version)


def lay_schema(connection: Connection) -> None:
    """Make every table of today within the caller's transaction, which the caller commits."""
    for number, step in enumerate(STEPS, start=1):
        take_step(connection, number, step)


def _take_steps(connection: Connection, version: int, last: int | None = None) -> None:
    for number, step in enumerate(STEPS[version:last], start=version + 1):
        with _references_later(connection):
            try:
                if _is_ours_to_take(connection, number):
                    take_step(connection, number, step)
                    _check_references(connection)
                connection.commit()
            except (Refusal, Fault):
                connection.rollback()
                raise
            except Exception as error:
                connection.rollback()
                raise _known_trouble(connection, error) or Fault(
                    "This office could not be brought up to date, and was left as it was before.",
                    f"{type(error).__name__} in {step}",
                ) from error


def _known_trouble(connection: Connection, error: Exception) -> Exception | None:
    """What staff can act on themselves, a full disk above all; None for everything else."""
    if not isinstance(error, driver_errors()):
        return None
    if getattr(getattr(error, "orig", None), "sqlstate", None) == "42501":
        return Refusal(
            "This office has to be brought up to date first, and the office server does not let this login do that.",
            "Let an owner open it once with this version of the program; then open it again.",
        )
    url = connection.engine.url
    file = connection.dialect.name == "sqlite" and url.database
    known = translate(error, file or url.render_as_string())
    return None if known is error else known


def _is_ours_to_take(connection: Connection, number: int) -> bool:
    """Whether nobody else has taken the step since; the writer's place is held from here to the commit."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})
    return schema_version(connection) < number


@contextmanager
def _references_later(connection: Connection) -> Iterator[None]:
    """SQLite alters a table by copying it; rows that refer to it would stand in the way until the copy has its name."""
    connection.rollback()
    if connection.dialect.name != "sqlite":
        yield
        return
    raw: Any = connection.connection.driver_connection
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def _check_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise Fault("The upgrade would have left records that point at nothing, so nothing was upgraded.")


def take_step(connection: Connection, number: int, step: str) -> None:
    """Take one step, the ``number``th, within the caller's transaction."""
    # Alembic takes a quarter of a second to import, and an office that is up to date needs none of it.
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    module = import_module(f"carecoop_desktop.platform.database.migrations.versions.{step}")
    with Operations.context(MigrationContext.configure(connection)) as operations:
        module.upgrade(operations)
    if number == 1:
        _found(connection)
    connection.execute(text("UPDATE office_schema SET version = :v"), {"v": number})


def _found(connection: Connection) -> None:
    """What a new database needs besides its tables."""
    connection.execute(text("CREATE TABLE office_schema (version INTEGER NOT NULL)"))
    connection.execute(text("INSERT INTO office_schema (version) VALUES (0)"))
    from carecoop_desktop.platform.database.lists.search_index import create_search_index

    create_search_index(connection)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def _copy(path: Path, version: int) -> Path:
    target = path.with_name(f"{path.stem}.before-upgrade-{version}{path.suffix}")
    half = target.with_suffix(".half")  # a copy has its name only once it is whole
    try:
        half.unlink(missing_ok=True)
        sinks = partial(connect, half, "rwc", new=key_of(path))
        with told(str(target)), closing(connect(path)) as source, closing(sinks()) as sink:
            source.backup(sink)
            if sink.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise Fault("The copy made before the upgrade is not whole, so nothing was upgraded.")
        half.replace(target)
    except (OSError, Fault, Refusal) as error:
        raise Fault("No copy could be made before the upgrade, so nothing was upgraded.", str(error)) from error
    return target
