"""What came of reading a file: the good rows, every refusal on its cell, and the summary that is printed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from carecoop_desktop.platform.office.importing.columns import ColumnMap
from carecoop_desktop.platform.office.importing.layout import Skipped

Status = Literal["new", "changed", "unchanged"]
Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class RefusedCell:
    """One reason why a row cannot be taken: where, what stood there, why not, and what would be accepted."""

    row: int
    column: str
    value: str
    why: str
    accepted: str = ""

    def to_json(self) -> dict[str, object]:
        """The shape that ``carecoop import --json`` prints."""
        return {
            "row": self.row, "column": self.column, "value": self.value, "why": self.why, "accepted": self.accepted,
        }  # fmt: skip

    def __str__(self) -> str:
        place = f"row {self.row}, {self.column}" if self.column else f"row {self.row}"
        told = f" {self.value!r}" if self.value else ""
        return f"{place}{told}: {self.why}." + (f" Accepted: {self.accepted}." if self.accepted else "")


@dataclass(frozen=True, slots=True)
class GoodRow:
    """A row that can be taken: its typed values, the record it changes, and what it would change.

    ``existing`` is the mapping that the room gave for the record that stands already; ``changes`` holds field name to
    (before, after) and is empty unless the status is ``changed``. Empty cells are absent from ``values``.
    """

    number: int
    values: Values
    status: Status
    existing: Values | None = None
    changes: Mapping[str, tuple[object, object]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The whole result of reading a file against what stands already; nothing has been written yet.

    ``mark`` is the last change of the office before that was read.
    """

    columns: ColumnMap
    rows: tuple[GoodRow, ...]
    refused: tuple[RefusedCell, ...]
    warnings: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...]
    mark: int = 0

    def without(self, numbers: Collection[int]) -> ImportReport:
        """The same without some rows: their records stay as they are."""
        return replace(self, rows=tuple(row for row in self.rows if row.number not in numbers))

    @property
    def read(self) -> int:
        """How many rows of data the file has, refused ones included; titles, blanks and totals are not counted."""
        return len(self.rows) + len(self.refused_rows)

    @property
    def refused_rows(self) -> tuple[int, ...]:
        """The numbers of the rows that are refused, each once."""
        return tuple(dict.fromkeys(cell.row for cell in self.refused))

    def count(self, status: Status) -> int:
        """How many good rows are new, changed or unchanged."""
        return sum(row.status == status for row in self.rows)

    def to_write(self) -> tuple[GoodRow, ...]:
        """The good rows that would change anything."""
        return tuple(row for row in self.rows if row.status != "unchanged")

    def to_json(self) -> dict[str, object]:
        """The summary that ``carecoop import --json`` prints."""
        return {
            "read": self.read,
            "new": self.count("new"),
            "changed": self.count("changed"),
            "refused": [cell.to_json() for cell in self.refused],
            "warnings": list(self.warnings),
        }
