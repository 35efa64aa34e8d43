"""The order of a list, and what lies beyond a row in it, cut into ranges that an index can serve.

Rows beyond a key are asked for as *bands*: conditions that are each one stretch of the order, to be read one after the
other until there are enough rows. Empty values count as the greatest, on every database.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, Table, and_, bindparam, tuple_

from carecoop_desktop.platform.database.lists.definition import ListColumn, RecordList
from carecoop_desktop.platform.database.lists.shape import Kind, ListRequest

Nulls = tuple[bool, ...]
"""Which parts of a row's key are empty: the shape of the conditions hangs on nothing else."""


_COARSE = frozenset({Kind.TEXT, Kind.STATE, Kind.YESNO, Kind.HOURS, Kind.NUMBER, Kind.TENTHS, Kind.TIME})
# Kinds of which a great many rows may hold the same value. SQLite compares row values by their first part in an index
# and steps through all rows with an equal one, so among these the equal rows are asked for apart.


class Key(NamedTuple):
    """One expression that the list is ordered by; ``coarse`` where equal values are better asked for apart."""

    expr: ColumnElement[Any]
    descending: bool
    nullable: bool
    coarse: bool = False

    def order(self, *, empties: bool = True) -> ColumnElement[Any]:
        """The ORDER BY term; ``empties=False`` where the condition has already settled them."""
        term = self.expr.desc() if self.descending else self.expr.asc()
        if not (self.nullable and empties):
            return term
        return term.nulls_first() if self.descending else term.nulls_last()


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """One stretch of the order."""

    where: tuple[ColumnElement[bool], ...]
    order: tuple[ColumnElement[Any], ...]

    def narrow(self, statement: Select[Any]) -> Select[Any]:
        """The statement for this stretch alone, unordered."""
        return statement.where(*self.where)

    def ordered(self, statement: Select[Any]) -> Select[Any]:
        """The statement for this stretch alone, in order."""
        return statement.where(*self.where).order_by(*self.order)


def order_keys(
    record_list: RecordList, request: ListRequest, dialect: str = "", *, backwards: bool = False
) -> tuple[Key, ...]:
    """What the rows are ordered by, the id last so that no two rows are equal."""
    sort = request.sort or record_list.default_sort
    apart = dialect == "sqlite"
    keys = [
        Key(
            column.ordered,
            wanted.descending,
            _may_be_empty(column, record_list),
            apart and column.kind in _COARSE,
        )
        for wanted in sort
        if (column := record_list.column(wanted.column))
    ]
    keys.append(Key(record_list.row_id, bool(sort) and sort[-1].descending, False))
    return tuple(k._replace(descending=k.descending != backwards) for k in keys)


def bands_from_start(keys: tuple[Key, ...]) -> list[Band]:
    """The whole order."""
    first = keys[0]
    if not first.nullable:
        return [Band((), tuple(key.order() for key in keys))]
    filled, empty = _filled(keys, 0), _empty(keys, 0)
    return [empty, filled] if first.descending else [filled, empty]


def bands_after(keys: tuple[Key, ...], nulls: Nulls) -> list[Band]:
    """What lies beyond a row whose key has empties where ``nulls`` says; its values are the parameters key_0, ..."""
    tail = _tail(keys, nulls)
    prefix = tuple(_same(key, place, nulls[place]) for place, key in enumerate(keys[:tail]))
    found = [_beyond_tail(keys, tail, prefix), *_empties_after(keys, tail, nulls, prefix)]
    for place in range(tail - 1, -1, -1):
        found += _beyond(keys, place, nulls, prefix[:place])
    return found


def _beyond(keys: tuple[Key, ...], place: int, nulls: Nulls, prefix: tuple[Any, ...]) -> list[Band]:
    """What differs from the row in this key and agrees in all before it."""
    if nulls[place]:
        return [_filled(keys, place, prefix)] if keys[place].descending else []
    key, value = keys[place], _value(keys[place], place)
    where = key.expr < value if key.descending else key.expr > value
    return [Band((*prefix, where), _order(keys, place)), *_empties_after(keys, place, nulls, prefix)]


def _beyond_tail(keys: tuple[Key, ...], tail: int, prefix: tuple[Any, ...]) -> Band:
    """Keys that run the same way and hold no empties are compared at once, as a row value."""
    rest = keys[tail:]
    values = [_value(key, tail + place) for place, key in enumerate(rest)]
    where: ColumnElement[bool]
    if len(rest) == 1:
        where = rest[0].expr < values[0] if rest[0].descending else rest[0].expr > values[0]
    else:
        row, limit = tuple_(*(key.expr for key in rest)), tuple_(*values)
        where = row < limit if rest[0].descending else row > limit
    return Band((*prefix, where), _order(keys, tail))


def _tail(keys: tuple[Key, ...], nulls: Nulls) -> int:
    """Where the longest run begins that one comparison of row values can answer."""
    tail = len(keys) - 1
    while tail > 0:
        before = keys[tail - 1]
        if keys[tail].nullable or before.coarse or before.descending != keys[tail].descending or nulls[tail - 1]:
            break
        tail -= 1
    return tail


def _empties_after(keys: tuple[Key, ...], place: int, nulls: Nulls, prefix: tuple[Any, ...]) -> list[Band]:
    key = keys[place]
    if key.descending or not key.nullable or nulls[place]:
        return []
    return [_empty(keys, place, prefix)]


def _filled(keys: tuple[Key, ...], place: int, prefix: tuple[Any, ...] = ()) -> Band:
    return Band((*prefix, keys[place].expr.is_not(None)), _order(keys, place))


def _empty(keys: tuple[Key, ...], place: int, prefix: tuple[Any, ...] = ()) -> Band:
    order = tuple(key.order() for key in keys[place + 1 :])
    return Band((*prefix, keys[place].expr.is_(None)), order)


def _order(keys: tuple[Key, ...], place: int) -> tuple[ColumnElement[Any], ...]:
    return (keys[place].order(empties=False), *(key.order() for key in keys[place + 1 :]))


def _same(key: Key, place: int, empty: bool) -> ColumnElement[bool]:
    return key.expr.is_(None) if empty else and_(key.expr == _value(key, place))


def _value(key: Key, place: int) -> ColumnElement[Any]:
    return bindparam(f"seek_{place}", type_=key.expr.type)  # no column is called so: its binds would clash


def _may_be_empty(column: ListColumn, record_list: RecordList) -> bool:
    """A column is never empty only where its own table says so and no outer join can leave it out."""
    if column.nullable is not None:
        return column.nullable
    expr, own = column.ordered, getattr(record_list.row_id, "table", None)
    table = getattr(expr, "table", None)
    if table is None or own is None or not isinstance(_plain(own), Table) or hash(table) != hash(own):
        return True
    return bool(getattr(expr, "nullable", True))


def _plain(table: Any) -> Any:
    """A table as it was declared, without what the ORM notes on it."""
    return table._deannotate() if hasattr(table, "_deannotate") else table
