"""Opens an office's database wherever it lives: the one door for files, shared folders and servers."""

from __future__ import annotations

from carecoop_desktop.platform.database.address import Address
from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.database.homes import Kind, refuse_synchronised


def open_database(address: Address, *, read_only: bool = False) -> Database:
    """The database at an address. Raises Refusal for a file in a folder that a cloud synchronises.

    A file in a shared folder is written by the desk that holds the pen; without it, it opens over a copy.
    """
    if address.path is None or refuse_synchronised(address.path).kind is Kind.LOCAL:
        return Database(address, read_only=read_only)
    from carecoop_desktop.platform.database.pen.database import SharedDatabase

    return SharedDatabase(address, read_only=read_only)
