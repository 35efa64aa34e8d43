"""What a list is to whoever shows it: headings, rows and requests, with no SQL in sight."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple


class Kind(StrEnum):
    """What a column holds, which settles its alignment, its text and its usual width."""

    TEXT = "text"
    MONEY = "money"
    HOURS = "hours"
    NUMBER = "number"
    TENTHS = "tenths"
    DATE = "date"
    TIME = "time"
    MOMENT = "moment"
    STATE = "state"
    YESNO = "yesno"

    @property
    def right_aligned(self) -> bool:
        """Figures line up on their right edge."""
        return self in (Kind.MONEY, Kind.HOURS, Kind.NUMBER, Kind.TENTHS)


class Tone(StrEnum):
    """How a state is to be taken; it colours the pill but never replaces the word."""

    MET = "met"
    WARN = "warn"
    BAD = "bad"
    INFO = "info"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class StateWord:
    """The word that staff see for a stored state, and its tone."""

    word: str
    tone: Tone = Tone.QUIET


USUAL_WIDTH: Mapping[Kind, int] = MappingProxyType(
    {
        Kind.TEXT: 22,
        Kind.MONEY: 12,
        Kind.HOURS: 9,
        Kind.TENTHS: 8,
        Kind.NUMBER: 9,
        Kind.DATE: 12,
        Kind.TIME: 7,
        Kind.MOMENT: 18,
        Kind.STATE: 14,
        Kind.YESNO: 6,
    }
)
"""Widths in characters for columns that name none."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One column as a table shows it."""

    key: str
    label: str
    kind: Kind = Kind.TEXT
    width: int = 0
    sortable: bool = True
    hidden: bool = False
    description: str = ""
    states: Mapping[str, StateWord] = field(default_factory=dict)
    spare: bool = False
    """Left out of sight while the table is too narrow for all its columns."""

    @property
    def characters(self) -> int:
        """The width to open with, in characters of the table's font."""
        return self.width or max(USUAL_WIDTH[self.kind], len(self.label) + 3)


@dataclass(frozen=True, slots=True)
class Sort:
    """One column to sort by. Empty values come last going up and first going down."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Filtered:
    """One filter in force: its key in the list and, where it takes one, its value."""

    key: str
    value: Hashable = None


@dataclass(frozen=True, slots=True)
class FilterName:
    """A filter that the list offers. Filters of one group widen each other, different groups narrow."""

    key: str
    label: str
    group: str
    takes_value: bool = False


@dataclass(frozen=True, slots=True)
class ListRequest:
    """Which rows, in which order. No sort means the list's own."""

    sort: tuple[Sort, ...] = ()
    filters: tuple[Filtered, ...] = ()
    search: str = ""

    def sorted_by(self, *sort: Sort) -> ListRequest:
        """The same rows in another order."""
        return replace(self, sort=sort)

    def filtered(self, key: str, value: Hashable = None) -> ListRequest:
        """The request with one more filter, replacing one of the same key and value."""
        added = Filtered(key, value)
        return replace(self, filters=(*(f for f in self.filters if f != added), added))

    def without(self, key: str) -> ListRequest:
        """The request without any filter of that key."""
        return replace(self, filters=tuple(f for f in self.filters if f.key != key))

    def searched(self, text: str) -> ListRequest:
        """The request with another text in the filter box."""
        return replace(self, search=" ".join(text.split()))


class ListRow(NamedTuple):
    """One row read: its id, the values in the order of the headings, and its place in the sort order."""

    id: int
    values: tuple[Any, ...]
    key: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class ListShape:
    """Everything a table needs to know about a list before it has read a row."""

    name: str
    label: str
    headings: tuple[Heading, ...]
    default_sort: tuple[Sort, ...] = ()
    filters: tuple[FilterName, ...] = ()
    searchable: bool = False
    tables: frozenset[str] = frozenset()

    def position(self, key: str) -> int:
        """Where the column of that key stands; raises KeyError for a key the list does not have."""
        for index, heading in enumerate(self.headings):
            if heading.key == key:
                return index
        raise KeyError(key)
