"""The rail of the window, read from the rooms' passports: wings as sections, rooms as items."""

from __future__ import annotations

from collections.abc import Sequence

from carecoop_desktop.platform.desktop.shell.plan import RailItem, RailSection
from carecoop_desktop.platform.office.features import Feature, RailEntry

TITLES = {
    "home": "",
    "people": "People",
    "work": "Work",
    "money": "Money",
    "assurance": "Assurance",
    "cooperative": "Co-operative",
}


def rail_sections(rooms: Sequence[Feature]) -> list[RailSection]:
    """Today first, then each wing with its rooms; settings close the list. Needs no database."""
    wings: dict[str, list[RailItem]] = {}
    for room in rooms:
        for entry in room.rail:
            if entry.key != "settings":
                wings.setdefault(room.wing, []).append(RailItem(entry.key, entry.label))
    order = [wing for wing in TITLES if wing in wings]
    sections = [RailSection(TITLES[wing], tuple(wings[wing])) for wing in order]
    last = [RailItem(e.key, e.label) for room in rooms for e in room.rail if e.key == "settings"]
    return [*sections, RailSection("Office", tuple(last))] if last else sections


def rail_entries(rooms: Sequence[Feature]) -> dict[str, RailEntry]:
    """Every rail entry by its key."""
    return {entry.key: entry for room in rooms for entry in room.rail}
