"""How a room describes a list: columns, where they come from, filters and search."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Select, String, Table
from sqlalchemy.sql import coercions, roles, visitors

from carecoop_desktop.platform.database.lists.shape import (
    FilterName,
    Heading,
    Kind,
    ListShape,
    Sort,
    StateWord,
)

FoldedText = String().with_variant(String(collation="C"), "postgresql")
"""The column type for folded keys: sorted by code point, so that SQLite and PostgreSQL agree."""


@dataclass(frozen=True, slots=True, eq=False)
class ListColumn:
    """One column of a list.

    ``expr`` is what is shown. ``sort_expr`` is what is sorted by where that differs, such as a folded name; it should
    have an index. ``nullable`` need only be said where a NOT NULL column of the list's own table is not meant.
    """

    key: str
    label: str
    expr: Any
    kind: Kind = Kind.TEXT
    width: int = 0
    sortable: bool = True
    hidden: bool = False
    description: str = ""
    sort_expr: Any = None
    nullable: bool | None = None
    states: Mapping[str, StateWord] = field(default_factory=dict)
    spare: bool = False

    @property
    def heading(self) -> Heading:
        """The column without its SQL."""
        return Heading(
            self.key,
            self.label,
            self.kind,
            self.width,
            self.sortable,
            self.hidden,
            self.description,
            self.states,
            self.spare,
        )

    @property
    def shown(self) -> ColumnElement[Any]:
        """The expression of the value that is shown."""
        return expression(self.expr)

    @property
    def ordered(self) -> ColumnElement[Any]:
        """The expression that the column is sorted by."""
        return expression(self.expr if self.sort_expr is None else self.sort_expr)


@dataclass(frozen=True, slots=True, eq=False)
class ListFilter:
    """A named condition. One that takes a value is set by the screen (such as one member); others show as chips.

    Filters of the same ``group`` widen each other (draft or queried); different groups narrow.
    """

    key: str
    label: str
    where: Callable[..., ColumnElement[bool]]
    group: str = ""
    takes_value: bool = False

    @property
    def name(self) -> FilterName:
        """The filter without its SQL."""
        return FilterName(self.key, self.label, self.group or self.key, self.takes_value)


@dataclass(frozen=True, slots=True, eq=False)
class IndexedSearch:
    """Search through the office's index: rows whose ``record_id`` is a found record of that kind."""

    kind: str
    record_id: Any


@dataclass(frozen=True, eq=False)
class RecordList:
    """A list that the database sorts, filters, pages and counts.

    ``base`` gives a Select with every join and standing condition; its columns do not matter. It must give one row
    for each ``id``: join what may be missing with an outer join, and wrap a GROUP BY in a subquery.
    ``search`` names folded text columns, ``indexed_search`` kinds of the search index; the filter box looks in all.
    ``touched`` adds tables that change the list though ``base`` and the columns do not mention them.
    """

    name: str
    label: str
    base: Callable[[], Select[Any]]
    id: Any
    columns: tuple[ListColumn, ...]
    default_sort: tuple[Sort, ...] = ()
    filters: tuple[ListFilter, ...] = ()
    search: tuple[Any, ...] = ()
    indexed_search: tuple[IndexedSearch, ...] = ()
    touched: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        keys = [column.key for column in self.columns]
        if len(set(keys)) != len(keys):
            raise ValueError(f"list {self.name} names a column twice")
        for sort in self.default_sort:
            self.column(sort.column)

    def column(self, key: str) -> ListColumn:
        """The column of that key; raises KeyError for a key the list does not have."""
        return self._columns[key]

    def filter(self, key: str) -> ListFilter:
        """The filter of that key; raises KeyError for a key the list does not have."""
        return self._filters[key]

    @property
    def row_id(self) -> ColumnElement[Any]:
        """The expression of the id, which settles ties."""
        return expression(self.id)

    @cached_property
    def shape(self) -> ListShape:
        """The list without its SQL, for whoever shows it."""
        return ListShape(
            self.name,
            self.label,
            tuple(column.heading for column in self.columns),
            self.default_sort,
            tuple(listed.name for listed in self.filters),
            bool(self.search or self.indexed_search),
            _tables(self.base(), *(column.shown for column in self.columns)) | self.touched,
        )

    @cached_property
    def _columns(self) -> dict[str, ListColumn]:
        return {column.key: column for column in self.columns}

    @cached_property
    def _filters(self) -> dict[str, ListFilter]:
        return {listed.key: listed for listed in self.filters}


def expression(of: Any) -> ColumnElement[Any]:
    """A column of a table, of a mapped class or an expression, as the expression that SQL is built from."""
    found: ColumnElement[Any] = coercions.expect(roles.ExpressionElementRole, of)
    return found


def _tables(*elements: Any) -> frozenset[str]:
    """The names of every table that a statement reads, subqueries included."""
    found: set[str] = set()
    for element in elements:
        for part in visitors.iterate(element):
            of: Any = getattr(part, "table", part)
            if isinstance(of, Table):
                found.add(of.name)
    return frozenset(found)
