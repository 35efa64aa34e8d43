"""What the program remembers between sessions, per user: window, columns, divisions, last record, filters."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget

Plain = object
"""Anything JSON can hold."""


class SessionMemory:
    """A small JSON file. Reading never fails: a file that cannot be read is an empty memory."""

    def __init__(self, folder: Path, user: str = "") -> None:
        safe = "".join(c if c.isalnum() else "-" for c in user.casefold()) or "office"
        self._path = folder / f"session-{safe}.json"
        self._values = self._read()

    def get(self, key: str, default: Plain = None) -> Plain:
        """What was put there, or the default."""
        return self._values.get(key, default)

    def put(self, key: str, value: Plain) -> None:
        """Remember a plain value (JSON); None forgets it. It reaches the disk with ``save``."""
        if value is None:
            self._values.pop(key, None)
        else:
            self._values[key] = value

    def set(self, key: str, value: Plain) -> None:
        """As ``put``: the name by which tables ask."""
        self.put(key, value)

    def save(self) -> bool:
        """Write the file, whole or not at all; False where the disk refuses, which costs only the memory."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._path.with_suffix(".new")
            fresh.write_text(json.dumps(self._values, indent=1, ensure_ascii=False), encoding="utf-8")
            fresh.replace(self._path)
        except OSError:
            return False
        return True

    def keep_window(self, window: QWidget, key: str = "window") -> None:
        """Remember where a window is and how large."""
        self.put(key, bytes(window.saveGeometry().toBase64().data()).decode("ascii"))

    def place_window(self, window: QWidget, key: str = "window") -> bool:
        """Put a window where it was; False when nothing is remembered."""
        kept = self.get(key)
        if not isinstance(kept, str):
            return False
        return window.restoreGeometry(QByteArray.fromBase64(QByteArray(kept.encode("ascii", "ignore"))))

    def _read(self) -> dict[str, Plain]:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return kept if isinstance(kept, dict) else {}
