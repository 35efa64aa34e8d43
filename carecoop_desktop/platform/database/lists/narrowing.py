"""Leaving out outer joins that a question does not need.

A list gives one row for each id, so an outer join to a table of which nothing is asked adds neither rows nor
conditions. Databases see that only at times (SQLite never when it counts), and then a count reads a table for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Join, Select, select
from sqlalchemy.sql import visitors


def choose(base: Select[Any], columns: Iterable[Any], where: Iterable[ColumnElement[bool]]) -> Select[Any]:
    """The rows of ``base`` that meet the conditions, with these columns and no join beyond what they ask for.

    A base that groups, limits or tells rows apart is left as it is, joins and all.
    """
    wanted, conditions = tuple(columns), tuple(where)
    plain = base.with_only_columns(*wanted, maintain_column_froms=True).where(*conditions)
    if _shapes_rows(base):
        return plain
    standing = () if base.whereclause is None else (base.whereclause,)
    asked = _sources(*wanted, *standing, *conditions)
    froms = [_without_unasked(source, asked) for source in plain.get_final_froms()]
    return select(*wanted).select_from(*froms).where(*standing, *conditions)


def _without_unasked(source: Any, asked: set[int]) -> Any:
    if not isinstance(source, Join):
        return source
    if source.isouter and not source.full and asked.isdisjoint(_members(source.right)):
        return _without_unasked(source.left, asked)
    needed = asked | _sources(source.onclause)
    left = _without_unasked(source.left, needed)
    return left.join(source.right, source.onclause, isouter=source.isouter, full=source.full)


def _sources(*elements: Any) -> set[int]:
    """Every table, alias and subquery that something is asked of, by hash: the ORM's notes do not change it."""
    found: set[int] = set()
    for element in elements:
        for part in visitors.iterate(element) if element is not None else ():
            table = getattr(part, "table", None)
            if table is not None:
                found.add(hash(table))
    return found


def _members(source: Any) -> set[int]:
    if isinstance(source, Join):
        return _members(source.left) | _members(source.right)
    return {hash(source)}


def _shapes_rows(base: Any) -> bool:
    clauses = (base._group_by_clauses, base._having_criteria, base._distinct_on, base._limit_clause)
    return any(clause is not None and len(clause) for clause in clauses[:3]) or (
        clauses[3] is not None or base._offset_clause is not None or bool(base._distinct)
    )
