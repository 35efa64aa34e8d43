"""Filters that the user has named and kept."""

from __future__ import annotations

from typing import Any

from carecoop_desktop.platform.database.lists.shape import Filtered, ListRequest, ListShape
from carecoop_desktop.platform.desktop.tables.sorting import as_plain, from_plain
from carecoop_desktop.platform.desktop.tables.source import Memory


class SavedFilters:
    """The named requests of one list, in the order they were kept."""

    def __init__(self, shape: ListShape, memory: Memory) -> None:
        self._shape = shape
        self._memory = memory
        self._key = f"table.{shape.name}.saved"

    def names(self) -> list[str]:
        """What they are called."""
        return [entry["name"] for entry in self._entries()]

    def get(self, name: str) -> ListRequest | None:
        """The request of that name, without filters that the list no longer has."""
        for entry in self._entries():
            if entry["name"] == name:
                return self._request(entry)
        return None

    def keep(self, name: str, request: ListRequest) -> None:
        """Keep a request under a name, in place of one of the same name."""
        entry = {
            "name": name,
            "filters": [[used.key, used.value] for used in request.filters],
            "search": request.search,
            "sort": as_plain(request.sort),
        }
        entries = self._entries()
        places = [place for place, old in enumerate(entries) if old["name"] == name]
        entries[places[0] if places else len(entries) :] = [entry, *(entries[places[0] + 1 :] if places else [])]
        self._memory.set(self._key, entries)

    def drop(self, name: str) -> None:
        """Forget the one of that name."""
        self._memory.set(self._key, [entry for entry in self._entries() if entry["name"] != name])

    def _entries(self) -> list[dict[str, Any]]:
        kept = self._memory.get(self._key)
        return [e for e in kept if isinstance(e, dict) and isinstance(e.get("name"), str)] if kept else []

    def _request(self, entry: dict[str, Any]) -> ListRequest:
        known = {listed.key for listed in self._shape.filters}
        filters = tuple(Filtered(key, value) for key, value in entry.get("filters", []) if key in known)
        return ListRequest(from_plain(self._shape, entry.get("sort")), filters, str(entry.get("search", "")))
