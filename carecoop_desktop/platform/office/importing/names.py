"""Finds a person of the office by the name that somebody typed, accents, capitals and word order forgiven."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from carecoop_desktop.platform.office.importing.cells import Cell, short_text
from carecoop_desktop.platform.office.importing.values.unreadable import Unreadable
from carecoop_desktop.platform.office.importing.values.wording import match_key


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody the office knows: an id, the name as the office writes it, and what else they go by."""

    id: int
    name: str
    also: tuple[str, ...] = ()


class NameLookup:
    """The office's people of one sort (``PA``, ``member``) by name; usable as a field's parser through ``find``."""

    def __init__(self, sort: str, people: Iterable[Known]) -> None:
        self._sort = sort
        self._people: dict[str, dict[int, Known]] = {}
        for person in people:
            for name in (person.name, *person.also):
                if name.strip():
                    self._people.setdefault(match_key(name), {})[person.id] = person

    def find(self, cell: Cell) -> Known:
        """The one person of that name; raises Unreadable where there is none, or more than one."""
        found = self._people.get(match_key(short_text(cell)), {})
        if len(found) > 1:
            raise Unreadable(f"more than one {self._sort} of that name", "the full name, or the number")
        if not found:
            raise Unreadable(f"no such {self._sort}", self._near(short_text(cell)))
        return next(iter(found.values()))

    def _near(self, typed: str) -> str:
        key = match_key(typed)
        turned = [known for known in self._people if sorted(known.split()) == sorted(key.split())]
        near = turned or difflib.get_close_matches(key, self._people, n=2, cutoff=0.75)
        names = " or ".join(person.name for key in near for person in self._people[key].values())
        return f"the name of a {self._sort} of this office" + (f"; {names}?" if names else "")
