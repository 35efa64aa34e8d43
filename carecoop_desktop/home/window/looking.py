"""What an office's file says before it is open: who may sign in, or the Today that it keeps for somebody who need not.

Nothing here imports the database library: the page that asks for the password, or Today, stands while that is loaded.
"""

from __future__ import annotations

import sqlite3

from carecoop_desktop.home.today.kept import Kept, read_kept
from carecoop_desktop.platform.database.glance import glance

_PEOPLE = "SELECT name, role = 'owner' AND password_hash IS NULL FROM user_account WHERE active ORDER BY id"

Asked = tuple[str, ...]
"""The names of those who may sign in, oldest first, where the office asks who somebody is."""


def look_into(place: str) -> Kept | Asked | None:
    """Whose names the page shows that asks who somebody is, or the kept Today; None where neither is there."""
    return glance(place, _look)


def _look(connection: sqlite3.Connection) -> Kept | Asked | None:
    people = connection.execute(_PEOPLE).fetchall()
    if people and not any(open_owner for _name, open_owner in people):
        return tuple(name for name, _open_owner in people)
    return read_kept(connection)
