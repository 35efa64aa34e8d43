"""A reader hands every question to the connection it is given, with the page's own filters added."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection

from carecoop_desktop.platform.database.lists import query
from carecoop_desktop.platform.database.lists.definition import RecordList
from carecoop_desktop.platform.database.lists.reader import ListReader
from carecoop_desktop.platform.database.lists.shape import Filtered, ListRequest, Sort


@pytest.fixture
def reading(visits: Connection) -> Callable[[Callable[[Connection], Any]], Any]:
    return lambda job: job(visits)


def test_it_answers_as_the_queries_do(visits: Connection, visit_list: RecordList, reading) -> None:
    reader, request = ListReader(visit_list, reading), ListRequest().sorted_by(Sort("hours"))
    first = reader.page_after(request, None, 10)
    assert first == query.page_after(visits, visit_list, request, None, 10)
    assert reader.page_before(request, first[5], 3, 1) == first[1:4]
    assert [mark.id for mark in reader.marks(request, first[0], 4, 2)] == [first[4].id, first[8].id]
    assert reader.index_of(request, first[7].id) == 7
    assert reader.count(request) == 100 and reader.count(request, 5) == 5
    assert reader.index_of_text(request, "person", "luk") is not None
    assert {row.id for row in reader.rows_of(request, [1, 2, 999])} == {1, 2}
    assert set(reader.all_ids(request)) == set(range(1, 101))
    assert reader.shape is visit_list.shape


def test_standing_filters_are_always_there(visit_list: RecordList, reading) -> None:
    standing = ListRequest((Sort("pay"),)).filtered("person", 2)
    reader = ListReader(visit_list, reading, standing)
    whole = reader.whole(ListRequest().filtered("draft"))
    assert whole == ListRequest((Sort("pay"),), (Filtered("person", 2), Filtered("draft")))
    assert set(reader.all_ids(ListRequest())) == {n for n in range(1, 101) if n % 6 == 2}
    assert reader.index_of(ListRequest(), 1) is None
