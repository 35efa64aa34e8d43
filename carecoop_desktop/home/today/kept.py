"""Today as the office file keeps it, read without the database library: what the window shows while it loads.

Only an office in a file, plain or encrypted, that opens without a name and a password keeps it. The database library
alone takes longer to import than a bare window to appear, so this is how Today stands within three times of that. Any
other office, and anything unexpected, gives None, and Today is filled when the office is open.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import UTC, date, datetime

from carecoop_desktop.home.today.shown import Shown, from_json, mark_of

_OWNER = ("SELECT name, role FROM user_account WHERE active AND role = 'owner' AND password_hash IS NULL "
          "ORDER BY id LIMIT 1")  # fmt: skip
_VISIT = "SELECT 1 FROM inspection_visit WHERE ended IS NULL LIMIT 1"
_SETTINGS = "SELECT key, value FROM setting WHERE key IN ('office.name', 'practice.today')"
_LAST = "SELECT id, hash FROM change_set ORDER BY id DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Kept:
    """Whose Today it is, when it was read, and whether nothing has changed since."""

    office: str
    practice: bool
    user: str
    day: date
    shown: Shown
    at: datetime
    fresh: bool


def read_kept(connection: sqlite3.Connection) -> Kept | None:
    """What the office in this file keeps of Today for the person who opens it without a password."""
    owner, visit = connection.execute(_OWNER).fetchone(), connection.execute(_VISIT).fetchone()
    if owner is None or visit is not None:
        return None
    found = connection.execute("SELECT at, mark, content FROM today_kept WHERE user_name = ?", owner[:1]).fetchone()
    if found is None:
        return None
    settings = {key: json.loads(value) for key, value in connection.execute(_SETTINGS)}
    clock_day, practice = date.today(), settings.get("practice.today")  # noqa: DTZ011 - the office's own civil day
    day = date.fromisoformat(practice) if practice else clock_day
    last, chain = connection.execute(_LAST).fetchone()
    fresh = found[1] == mark_of(owner[1], last, chain, day, clock_day)
    at = datetime.fromisoformat(found[0]).replace(tzinfo=UTC)
    return Kept(str(settings["office.name"]), practice is not None, owner[0], day, from_json(json.loads(found[2])), at,
                fresh)  # fmt: skip
