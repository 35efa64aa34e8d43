"""What the week grid wants done with hours, and what is left of it once both desks' values were chosen between."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from carecoop_desktop.platform.desktop.deed_form import Deed
from carecoop_desktop.platform.kernel.errors import Conflict, FieldConflict
from carecoop_desktop.platform.office.actions import Action
from carecoop_desktop.work.timesheets.actions import CellEntry, copy_last_week, fill_cells
from carecoop_desktop.work.timesheets.rules.kinds import amount_text
from carecoop_desktop.work.timesheets.rules.meeting import CellConflict, CellKey, HoursConflict

Chosen = Collection[CellKey]
"""The cells for which mine was chosen; of the others theirs stays."""


class Wish(Protocol):
    """Something to be done with hours that were read."""

    def deed(self) -> Deed:
        """The action, over nothing but what was read."""

    def after(self, conflict: HoursConflict, mine: Chosen) -> Wish | None:
        """The same once both values were seen and chosen between; None where nothing of it is left."""

    def typed(self) -> Mapping[CellKey, str]:
        """What cells show until it is saved."""


@dataclass(frozen=True, slots=True)
class Filling:
    """Cells that were typed in, pasted, filled down or emptied."""

    cells: tuple[CellEntry, ...]

    def deed(self) -> Deed:
        """Fill them all in one go."""
        return Deed(fill_cells, (self.cells,))

    def after(self, conflict: HoursConflict, mine: Chosen) -> Filling | None:
        """Those that met nobody, and mine over what was shown."""
        met = {cell.key for cell in conflict.cells}
        left = (*(cell for cell in self.cells if cell.key not in met), *over(conflict, mine))
        return Filling(left) if left else None

    def typed(self) -> Mapping[CellKey, str]:
        """Each cell's new figure."""
        return {cell.key: _figure(cell) for cell in self.cells}


@dataclass(frozen=True, slots=True)
class OnLines:
    """Lines signed, asked about, answered or approved; ``seen`` are their versions as they were read."""

    action: Action[..., Any]
    seen: Mapping[int, int]
    words: tuple[str, ...] = ()

    def deed(self) -> Deed:
        """The action on all of these lines."""
        return Deed(self.action, (tuple(self.seen), *self.words), {"seen": dict(self.seen)})

    def after(self, conflict: HoursConflict, mine: Chosen) -> OnLines | None:
        """The lines that nobody touched, and those of mine as they were shown."""
        met = {line_id for cell in conflict.cells for line_id in cell.was}
        seen = {line_id: version for line_id, version in self.seen.items() if line_id not in met}
        for cell in conflict.cells:
            if cell.key in mine:
                seen |= dict(cell.lines)
        return OnLines(self.action, seen, self.words) if seen else None

    def typed(self) -> Mapping[CellKey, str]:
        """Nothing was typed."""
        return {}


@dataclass(frozen=True, slots=True)
class Copying:
    """Last week's hours for this week; ``known`` cells were seen to be filled, ``instead`` of theirs come mine."""

    sunday: date
    only: tuple[int, ...] | None
    known: frozenset[CellKey]
    instead: tuple[CellEntry, ...] = field(default=())

    def deed(self) -> Deed:
        """Copy what can be copied, all in one go."""
        return Deed(copy_last_week, (self.sunday, self.only), {"known": self.known, "instead": self.instead})

    def after(self, conflict: HoursConflict, mine: Chosen) -> Copying | None:
        """The rest of the week, and last week's hours over what was shown."""
        met = {cell.key for cell in conflict.cells}
        instead = (*(cell for cell in self.instead if cell.key not in met), *over(conflict, mine))
        if not instead and not conflict.rest:
            return None
        return Copying(self.sunday, self.only, self.known | met, instead)

    def typed(self) -> Mapping[CellKey, str]:
        """Nothing was typed."""
        return {}


def _figure(cell: CellEntry) -> str:
    if not cell.entries:
        return "–"
    return amount_text(cell.kind, sum(entry.amount(cell.kind) for entry in cell.entries))


def over(conflict: HoursConflict, mine: Chosen) -> list[CellEntry]:
    """Mine in place of the very lines that were shown, and of no others."""
    return [CellEntry(*cell.key, cell.entries, cell.lines) for cell in conflict.cells if cell.key in mine]


def name_of(cell: CellConflict) -> str:
    """What a cell is called among its fellows."""
    return ":".join(str(part) for part in cell.key)


def as_fields(conflict: HoursConflict) -> Conflict:
    """The cells as a record's fields, each with both values."""
    return Conflict(conflict.sentence, [
        FieldConflict("timesheet_line", 0, name_of(cell), cell.before, cell.mine, cell.theirs, cell.who, cell.when)
        for cell in conflict.cells
    ])  # fmt: skip
