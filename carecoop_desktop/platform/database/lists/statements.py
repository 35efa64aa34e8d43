"""The SQL of a list, built once for each way of asking and kept, so that a page costs little more than its rows."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, bindparam, false, func, literal, or_, select

from carecoop_desktop.platform.database.lists.definition import RecordList
from carecoop_desktop.platform.database.lists.matching import matches
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
    return tuple(band.ordered(statement) for band in _bands(record_list, request, backwards, nulls))


@lru_cache(maxsize=KEPT)
def marks(
    record_list: RecordList, request: ListRequest, dialect: str, backwards: bool, nulls: Nulls | None
) -> tuple[Select[Any], ...]:
    """As ``pages``, but only key and id: what an index alone can answer."""
    statement = _narrow(record_list, request, dialect).limit(_limit).offset(_skip)
    return tuple(band.ordered(statement) for band in _bands(record_list, request, backwards, nulls))


@lru_cache(maxsize=KEPT)
def counts(
    record_list: RecordList, request: ListRequest, dialect: str, backwards: bool, nulls: Nulls | None
) -> tuple[Select[Any], ...]:
    """How many rows each band has."""
    statement = _chosen(record_list, request, dialect, func.count())
    return tuple(band.narrow(statement) for band in _bands(record_list, request, backwards, nulls))


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
    return _narrow(record_list, request, dialect).where(where).order_by(*(key.order() for key in keys)).limit(1)


def _whole(record_list: RecordList, request: ListRequest, dialect: str) -> Select[Any]:
    shown = [column.shown.label(f"value_{place}") for place, column in enumerate(record_list.columns)]
    return _chosen(record_list, request, dialect, *shown, *_key_columns(record_list, request))


def _narrow(record_list: RecordList, request: ListRequest, dialect: str) -> Select[Any]:
    return _chosen(record_list, request, dialect, *_key_columns(record_list, request))


def _key_columns(record_list: RecordList, request: ListRequest) -> list[ColumnElement[Any]]:
    return [key.expr.label(f"part_{place}") for place, key in enumerate(order_keys(record_list, request))]


def _chosen(record_list: RecordList, request: ListRequest, dialect: str, *columns: Any) -> Select[Any]:
    """The rows of the request with these columns, unordered."""
    statement = record_list.base().with_only_columns(*columns, maintain_column_froms=True)
    statement = statement.where(*_conditions(record_list, request))
    searched = matches(record_list, request.search, dialect)
    return statement if searched is None else statement.where(searched)


def _conditions(record_list: RecordList, request: ListRequest) -> list[ColumnElement[bool]]:
    groups: dict[str, list[ColumnElement[bool]]] = {}
    for wanted in request.filters:
        listed = record_list.filter(wanted.key)
        where = listed.where(wanted.value) if listed.takes_value else listed.where()
        groups.setdefault(listed.group or listed.key, []).append(where)
    return [or_(false(), *group) if len(group) > 1 else group[0] for group in groups.values()]


def _bands(record_list: RecordList, request: ListRequest, backwards: bool, nulls: Nulls | None) -> list[Band]:
    keys = order_keys(record_list, request, backwards=backwards)
    return bands_from_start(keys) if nulls is None else bands_after(keys, nulls)
