"""The condition that a filter box's text becomes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, or_, select

from carecoop_desktop.platform.database.lists.definition import RecordList, expression
from carecoop_desktop.platform.database.lists.folding import fold
from carecoop_desktop.platform.database.lists.search_index import entries_holding, search_entry


def matches(record_list: RecordList, text: str, dialect: str) -> ColumnElement[bool] | None:
    """Rows that hold every word of the text somewhere; None where there is no word."""
    words = fold(text).split()
    if not words:
        return None
    return and_(*(_word(record_list, word, dialect) for word in words))


def _word(record_list: RecordList, word: str, dialect: str) -> ColumnElement[bool]:
    places: list[ColumnElement[bool]] = [
        expression(column).contains(word, autoescape=True) for column in record_list.search
    ]
    for indexed in record_list.indexed_search:
        places.append(expression(indexed.record_id).in_(_records(indexed.kind, word, dialect)))
    return or_(*places) if places else false()


def _records(kind: str, word: str, dialect: str) -> Select[Any]:
    return select(search_entry.c.record_id).where(search_entry.c.kind == kind, entries_holding(word, dialect))
