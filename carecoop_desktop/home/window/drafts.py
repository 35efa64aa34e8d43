"""Where an office's half-filled forms are kept on this computer: sealed, unless the office itself is a plain file.

Those of an encrypted office are sealed with its own key; those of an office on a server with a key that only this
computer's keyring has. Where there is no keyring, such drafts are kept until the window closes, and never on the disk.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from contextlib import closing, suppress
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
        from carecoop_desktop.platform.desktop.forms.drafts import FileDrafts

        address = self._office.database.address
        whose = f"{address.path or address.url}|{self._office.user.name}"
        place = self._folder / hashlib.sha256(whose.encode()).hexdigest()[:24]
        sealed = place.with_suffix(".drafts")
        if address.path is None:
            shutil.rmtree(place, ignore_errors=True)  # versions before this one kept them readable
            key = own_key(sealed)
            return SealedDrafts(sealed, key) if key is not None else PassingDrafts()
        key = self._office.database.key
        if key is not None:
            return SealedDrafts(sealed, key)
        plain = FileDrafts(place)
        plain.drop_older(KEPT_DAYS)
        return plain

    @property
    def where(self) -> str:
        """What becomes of a half-filled form, in words for Settings."""
        store = self._store
        if isinstance(store, PassingDrafts):
            return "until the window closes: this computer has no keyring to seal them with"
        return "on this computer, sealed" if isinstance(store, SealedDrafts) else "on this computer"


def own_key(path: Path) -> OfficeKey | None:
    """The key that sealed drafts on this computer have, or a new one; None where no keyring keeps it.

    Drafts whose key is gone are of no use to anybody and go.
    """
    from carecoop_desktop.platform.database.cipher import KeyNeeded, key_of
    from carecoop_desktop.platform.database.keys import keep_key, new_key

    try:
        key = key_of(path) if path.exists() else None
    except KeyNeeded:
        key = None
    if key is not None:
        return key
    key = new_key()
    with suppress(OSError):
        path.unlink(missing_ok=True)
    return key if keep_key(key) else None


class PassingDrafts:
    """Drafts of this window only: what must not be readable on a disk and cannot be sealed."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[dict[str, Any], datetime]] = {}

    def keep(self, key: str, values: dict[str, Any]) -> None:
        """Remember a draft."""
        self._kept[key] = (dict(values), datetime.now(UTC))

    def find(self, key: str) -> dict[str, Any] | None:
        """A draft, or None."""
        return dict(self._kept[key][0]) if key in self._kept else None

    def kept_at(self, key: str) -> datetime | None:
        """When it was remembered last."""
        return self._kept[key][1] if key in self._kept else None

    def drop(self, key: str) -> None:
        """Forget it."""
        self._kept.pop(key, None)


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
