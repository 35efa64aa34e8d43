"""The SQL of a list, built once for each way of asking and kept, so that a page costs little more than its rows."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import count
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, bindparam, func, literal, or_, select

from carecoop_desktop.platform.database.lists.definition import RecordList
from carecoop_desktop.platform.database.lists.matching import matches
from carecoop_desktop.platform.database.lists.narrowing import choose
from carecoop_desktop.platform.database.lists.ordering import (
    Band,
    Nulls,
    bands_after,
    bands_from_start,
    order_keys,
)
from carecoop_desktop.platform.database.lists.shape import ListRequest

KEPT = 512

_limit = bindparam("row_limit", type_=Integer)
_skip = bindparam("row_skip", type_=Integer)


@lru_cache(maxsize=KEPT)
def pages(
    record_list: RecordList, request: ListRequest, dialect: str, backwards: bool, nulls: Nulls | None
) -> tuple[Select[Any], ...]:
    """Whole rows beyond a key (from the start where ``nulls`` is None), one statement a band."""
    statement = _whole(record_list, request, dialect).limit(_limit).offset(_skip)
    return tuple(band.ordered(statement) for band in _bands(record_list, request, dialect, backwards, nulls))


@lru_cache(maxsize=KEPT)
def marks(
    record_list: RecordList, request: ListRequest, dialect: str, backwards: bool, nulls: Nulls | None
) -> tuple[Select[Any], ...]:
    """As ``pages``, but only key and id: what an index alone can answer."""
    statement = _narrow(record_list, request, dialect).limit(_limit).offset(_skip)
    return tuple(band.ordered(statement) for band in _bands(record_list, request, dialect, backwards, nulls))


@lru_cache(maxsize=KEPT)
def counts(
    record_list: RecordList, request: ListRequest, dialect: str, backwards: bool, nulls: Nulls | None
) -> tuple[Select[Any], ...]:
    """How many rows each band has."""
    bands = _bands(record_list, request, dialect, backwards, nulls)
    return tuple(_chosen(record_list, request, dialect, func.count(), where=band.where) for band in bands)


@lru_cache(maxsize=KEPT)
def total(record_list: RecordList, request: ListRequest, dialect: str) -> Select[Any]:
    """How many rows the request has."""
    return _chosen(record_list, request, dialect, func.count())


@lru_cache(maxsize=KEPT)
def total_up_to(record_list: RecordList, request: ListRequest, dialect: str) -> Select[Any]:
    """How many rows the request has, counting no further than a limit."""
    some = _chosen(record_list, request, dialect, literal(1)).limit(_limit).subquery()
    return select(func.count()).select_from(some)


@lru_cache(maxsize=KEPT)
def key_of(record_list: RecordList, request: ListRequest, dialect: str) -> Select[Any]:
    """Key and id of the row with the id ``wanted``, if the request has it."""
    return _narrow(record_list, request, dialect).where(record_list.row_id == bindparam("wanted"))


@lru_cache(maxsize=KEPT)
def by_ids(record_list: RecordList, request: ListRequest, dialect: str) -> Select[Any]:
    """Whole rows with the ids ``wanted``, as far as the request has them."""
    wanted: Any = bindparam("wanted", expanding=True)
    return _whole(record_list, request, dialect).where(record_list.row_id.in_(wanted))


def every_id(record_list: RecordList, request: ListRequest, dialect: str) -> Select[Any]:
    """All ids of the request, in no order."""
    return _chosen(record_list, request, dialect, record_list.row_id)


def beginning_with(
    record_list: RecordList, request: ListRequest, dialect: str, where: ColumnElement[bool]
) -> Select[Any]:
    """The first row, in the request's order, that meets one more condition."""
    keys = order_keys(record_list, request)
    return _narrow(record_list, request, dialect, where).order_by(*(key.order() for key in keys)).limit(1)


def _whole(record_list: RecordList, request: ListRequest, dialect: str) -> Select[Any]:
    shown = [column.shown.label(f"value_{place}") for place, column in enumerate(record_list.columns)]
    parts = enumerate(order_keys(record_list, request))
    width, places = len(shown), places_of(record_list, request)
    keys = [key.expr.label(f"part_{place}") for place, key in parts if places[place] >= width]
    return _chosen(record_list, request, dialect, *shown, *keys)


def _narrow(record_list: RecordList, request: ListRequest, dialect: str, *where: ColumnElement[bool]) -> Select[Any]:
    keys = [key.expr.label(f"part_{place}") for place, key in enumerate(order_keys(record_list, request))]
    return _chosen(record_list, request, dialect, *keys, where=where)


@lru_cache(maxsize=KEPT)
def key_reader(record_list: RecordList, request: ListRequest) -> Callable[[Any], tuple[Any, ...]]:
    """What takes the key out of a whole row."""
    places = places_of(record_list, request)
    return itemgetter(*places) if len(places) > 1 else lambda record: (record[places[0]],)


def places_of(record_list: RecordList, request: ListRequest) -> tuple[int, ...]:
    """Where in a whole row each part of its key stands; what is shown anyway is not read twice."""
    shown = {hash(column.shown): place for place, column in enumerate(record_list.columns)}
    following = count(len(record_list.columns))
    keys = order_keys(record_list, request)
    return tuple(shown[hash(key.expr)] if hash(key.expr) in shown else next(following) for key in keys)


def _chosen(
    record_list: RecordList,
    request: ListRequest,
    dialect: str,
    *columns: Any,
    where: tuple[ColumnElement[bool], ...] = (),
) -> Select[Any]:
    """The rows of the request that meet further conditions, with these columns, unordered."""
    searched = matches(record_list, request.search, dialect)
    conditions = [*_conditions(record_list, request), *where, *([] if searched is None else [searched])]
    return choose(record_list.base(), columns, conditions)


def _conditions(record_list: RecordList, request: ListRequest) -> list[ColumnElement[bool]]:
    groups: dict[str, list[ColumnElement[bool]]] = {}
    for wanted in request.filters:
        listed = record_list.filter(wanted.key)
        where = listed.where(wanted.value) if listed.takes_value else listed.where()
        groups.setdefault(listed.group or listed.key, []).append(where)
    return [or_(*group) for group in groups.values()]


def _bands(
    record_list: RecordList, request: ListRequest, dialect: str, backwards: bool, nulls: Nulls | None
) -> list[Band]:
    keys = order_keys(record_list, request, dialect, backwards=backwards)
    return bands_from_start(keys) if nulls is None else bands_after(keys, nulls)
