"""What a room says of a list is checked when it is said, and known without SQL afterwards."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from carecoop_desktop.platform.database.lists.definition import ListColumn, RecordList, expression
from carecoop_desktop.platform.database.lists.shape import FilterName, Kind, Sort


def test_the_shape_says_what_the_table_needs(visit_list: RecordList) -> None:
    shape = visit_list.shape
    assert [heading.key for heading in shape.headings] == ["person", "day", "hours", "pay", "state"]
    assert shape.headings[1].kind is Kind.DATE
    assert shape.default_sort == (Sort("day", descending=True),)
    assert shape.searchable
    assert shape.filters[0] == FilterName("draft", "Draft", "state", False)
    assert shape.filters[3] == FilterName("person", "Person", "person", True)


def test_the_tables_it_reads_are_found_in_joins_columns_and_subqueries(visit_list: RecordList, visit_table) -> None:
    assert visit_list.shape.tables == {"visit", "person"}
    person = visit_list.column("person").expr.class_
    hidden = select(func.count(person.id)).where(person.id == visit_table.person_id).scalar_subquery()
    plain = RecordList(
        "a",
        "A",
        lambda: select(visit_table.id),
        visit_table.id,
        (ListColumn("n", "N", hidden),),
        touched=frozenset({"x"}),
    )
    assert plain.shape.tables == {"visit", "person", "x"}


def test_a_column_cannot_be_named_twice(visit_table) -> None:
    column = ListColumn("day", "Day", visit_table.day)
    with pytest.raises(ValueError, match="names a column twice"):
        RecordList("a", "A", lambda: select(visit_table), visit_table.id, (column, column))


def test_a_default_order_by_an_unknown_column_is_refused(visit_table) -> None:
    with pytest.raises(KeyError):
        RecordList("a", "A", lambda: select(visit_table), visit_table.id, (), default_sort=(Sort("day"),))


def test_what_is_sorted_by_may_differ_from_what_is_shown(visit_list: RecordList) -> None:
    person, day = visit_list.column("person"), visit_list.column("day")
    assert (person.shown.name, person.ordered.name) == ("name", "name_key")
    assert (day.shown.name, day.ordered.name) == ("day", "day")
    assert expression(day.expr).type.python_type.__name__ == "date"
