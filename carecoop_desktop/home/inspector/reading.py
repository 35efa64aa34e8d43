"""The second connection: it cannot write, and whoever reads through it may see no addresses, bank details or pay."""

from __future__ import annotations

from carecoop_desktop.home.inspector.queries import Visit
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User


def read_only(office: Office, visit: Visit) -> Office:
    """The same office through a connection of its own that the database itself keeps from writing.

    SQLite opens the file with mode=ro and query_only, PostgreSQL runs every transaction read-only.
    """
    inspector = User(f"{visit.inspector} ({visit.body})", Role.READ_ONLY)
    return Office(office.database.another_reader(), inspector)
