"""Where an office's half-filled forms are kept on this computer: sealed with the office's own key if it has one."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from carecoop_desktop.platform.kernel.errors import Refusal

if TYPE_CHECKING:
    from carecoop_desktop.platform.database.keys import OfficeKey
    from carecoop_desktop.platform.desktop.forms.drafts import DraftStore
    from carecoop_desktop.platform.office.office import Office

KEPT_DAYS = 14
"""What nobody came back for in so many days is forgotten."""


class OfficeDrafts:
    """The drafts of one person at one office. Nothing is opened or made before a form asks for it."""

    def __init__(self, office: Office, folder: Path) -> None:
        self._office = office
        self._folder = folder

    def keep(self, key: str, values: dict[str, Any]) -> None:
        """Write a draft, now."""
        self._store.keep(key, values)

    def find(self, key: str) -> dict[str, Any] | None:
        """A draft, or None."""
        return self._store.find(key)

    def kept_at(self, key: str) -> datetime | None:
        """When it was written last."""
        return self._store.kept_at(key)

    def drop(self, key: str) -> None:
        """Forget it."""
        self._store.drop(key)

    @cached_property
    def _store(self) -> DraftStore:
        from carecoop_desktop.platform.database.cipher import key_of
        from carecoop_desktop.platform.desktop.forms.drafts import FileDrafts

        address = self._office.database.address
        whose = f"{address.path or address.url}|{self._office.user.name}"
        place = self._folder / hashlib.sha256(whose.encode()).hexdigest()[:24]
        key = key_of(address.path) if address.path is not None else None
        if key is not None:
            return SealedDrafts(place.with_suffix(".drafts"), key)
        plain = FileDrafts(place)
        plain.drop_older(KEPT_DAYS)
        return plain


class SealedDrafts:
    """One small file that only the office's own key opens. A disk that refuses costs the draft, never the form."""

    def __init__(self, path: Path, key: OfficeKey) -> None:
        self._path, self._key = path, key
        self._run("DELETE FROM draft WHERE at < ?", (datetime.now(UTC) - timedelta(days=KEPT_DAYS)).isoformat())

    def keep(self, key: str, values: dict[str, Any]) -> None:
        """Write a draft, now."""
        now = datetime.now(UTC).isoformat()
        self._run("INSERT OR REPLACE INTO draft VALUES (?, ?, ?)", key, json.dumps(values), now, make=True)

    def find(self, key: str) -> dict[str, Any] | None:
        """A draft, or None when there is none that can be read."""
        found = self._run("SELECT kept FROM draft WHERE name = ?", key)
        values = json.loads(found[0][0]) if found else None
        return values if isinstance(values, dict) else None

    def kept_at(self, key: str) -> datetime | None:
        """When it was written last."""
        found = self._run("SELECT at FROM draft WHERE name = ?", key)
        return datetime.fromisoformat(found[0][0]) if found else None

    def drop(self, key: str) -> None:
        """Forget it."""
        self._run("DELETE FROM draft WHERE name = ?", key)

    def _run(self, statement: str, *values: str, make: bool = False) -> list[Any]:
        from carecoop_desktop.platform.database.cipher import driver_for, open_with

        if not make and not self._path.exists():
            return []
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._path.parent.chmod(0o700)
            with closing(open_with(self._path, "rwc", self._key)) as opened:
                opened.execute("CREATE TABLE IF NOT EXISTS draft (name TEXT PRIMARY KEY, kept TEXT, at TEXT)")
                found = opened.execute(statement, values).fetchall()
                opened.commit()
                return list(found)
        except (OSError, sqlite3.Error, driver_for(self._key).Error, Refusal):
            return []
