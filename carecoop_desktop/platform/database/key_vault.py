"""Where the desks of an office server find the key of its backups: in a schema of their own, closed to who only reads.

It is no table of the office's: no backup holds it and no move takes it along. Keys that were changed stay in it, for
the backups from before. Who may look into it is the server's to say, by the rights of the desks' roles.
"""

from __future__ import annotations

from sqlalchemy import Connection, text
from sqlalchemy.exc import ProgrammingError

from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.database.keys import OfficeKey

SCHEMA = "office_keys"
TABLE = "backup_key"

MAKE = (
    f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}",
    f"CREATE TABLE IF NOT EXISTS {SCHEMA}.{TABLE} (number text PRIMARY KEY, key text NOT NULL)",
    f"REVOKE ALL ON SCHEMA {SCHEMA} FROM PUBLIC",
)
"""What makes it; nobody but its owner may look into it until the roles get their rights."""

IS_THERE = f"SELECT 1 FROM pg_tables WHERE schemaname = '{SCHEMA}' AND tablename = '{TABLE}'"
_MAY_LOOK = (
    "SELECT has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT') FROM pg_class c "
    f"JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = '{SCHEMA}' AND c.relname = '{TABLE}'"
)
_ALONE = "The server keeps no key for its desks: type it once at each that makes backups, from the recovery sheet."


def lay_key(database: Database, key: OfficeKey) -> str:
    """Put the key of a server's backups where its desks find it; words where the server does not allow that."""
    with database.bare() as connection:
        try:
            if connection.execute(text(IS_THERE)).first() is None:
                for statement in MAKE:
                    connection.execute(text(statement))
            connection.execute(
                text(f"INSERT INTO {SCHEMA}.{TABLE} VALUES (:number, :key) ON CONFLICT DO NOTHING"),
                {"number": key.number, "key": key.raw.hex()},
            )
            connection.commit()
        except ProgrammingError as error:
            connection.rollback()
            if getattr(error.orig, "sqlstate", "") != "42501":
                raise
            return _ALONE
    return ""


def find_laid(connection: Connection, number: str) -> OfficeKey | None:
    """The key of this number, where it was laid down and this desk's login may see it."""
    if connection.dialect.name != "postgresql" or connection.execute(text(_MAY_LOOK)).scalar() is not True:
        return None
    found = connection.execute(text(f"SELECT key FROM {SCHEMA}.{TABLE} WHERE number = :number"), {"number": number})
    laid = found.scalar()
    try:
        key = OfficeKey(bytes.fromhex(laid)) if laid else None
    except ValueError:
        return None
    return key if key is not None and key.number == number else None  # what others wrote there proves itself
