"""Half-filled forms that survive a crash or a power cut."""

from __future__ import annotations

import hashlib
import json
import os
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol


class DraftStore(Protocol):
    """Where drafts are kept."""

    def keep(self, key: str, values: dict[str, Any]) -> None: ...

    def find(self, key: str) -> dict[str, Any] | None: ...

    def kept_at(self, key: str) -> datetime | None: ...

    def drop(self, key: str) -> None: ...


class FileDrafts:
    """One small JSON file per draft in a folder only this user reads, written whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, key: str, values: dict[str, Any]) -> None:
        """Write the draft to disk before anything else happens. A disk that refuses costs the draft, never the form."""
        try:
            self._make_folder()
            path = self._path(key)
            fresh = path.with_suffix(".new")
            with fresh.open("w", encoding="utf-8") as file:
                os.chmod(fresh, 0o600)  # noqa: PTH101 - before the first byte is written
                json.dump({"key": key, "values": values}, file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
        except OSError:
            return

    def find(self, key: str) -> dict[str, Any] | None:
        """The draft, or None when there is none that can be read."""
        try:
            kept = json.loads(self._path(key).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        values = kept.get("values") if isinstance(kept, dict) and kept.get("key") == key else None
        return values if isinstance(values, dict) else None

    def kept_at(self, key: str) -> datetime | None:
        """When the draft was written last; None when there is none."""
        try:
            return datetime.fromtimestamp(self._path(key).stat().st_mtime, UTC)
        except OSError:
            return None

    def drop(self, key: str) -> None:
        """Forget the draft: the form was saved or given up."""
        try:
            self._path(key).unlink(missing_ok=True)
            self._path(key).with_suffix(".new").unlink(missing_ok=True)
        except OSError:
            return

    def drop_older(self, days: int) -> None:
        """Forget what nobody came back for, and what a crash left half written."""
        oldest = time.time() - days * 86_400
        try:
            for path in self._folder.iterdir():
                if path.suffix == ".new" or path.stat().st_mtime < oldest:
                    path.unlink(missing_ok=True)
        except OSError:
            return

    def _make_folder(self) -> None:
        """Only this user looks in, whatever the folders above allow."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder.chmod(0o700)

    def _path(self, key: str) -> Path:
        """Keys name records and pages; a hash makes any of them a file name."""
        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()[:24]}.json"
