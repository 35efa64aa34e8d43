"""Whatever way a page is reached, it is the page of the whole list in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, event, insert, literal, select

from carecoop_desktop.platform.database.lists import query
from carecoop_desktop.platform.database.lists.definition import RecordList
from carecoop_desktop.platform.database.lists.shape import ListRequest, ListRow, Sort

SORTS = st.lists(
    st.builds(Sort, st.sampled_from(["day", "hours", "pay", "state"]), st.booleans()),
    max_size=3,
    unique_by=lambda sort: sort.column,
)
ROWS = st.lists(
    st.tuples(st.integers(0, 2), st.none() | st.integers(0, 2), st.integers(0, 1), st.sampled_from(["draft", "ok"])),
    max_size=25,
)


def in_order(rows: list[dict[str, Any]], sort: tuple[Sort, ...]) -> list[int]:
    """Ids in the order that plain Python gives: empties greatest, the id last in the last direction."""
    column = {"day": "day", "hours": "minutes", "pay": "pence", "state": "state"}
    ordered = sorted(rows, key=lambda row: row["id"], reverse=bool(sort) and sort[-1].descending)
    for part in reversed(sort):
        name = column[part.column]
        ordered.sort(key=lambda row: (row[name] is None, row[name] or type(row[name])()), reverse=part.descending)
    return [row["id"] for row in ordered]


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(ROWS, SORTS, st.integers(1, 6), st.integers(0, 9))
def test_walking_any_way_gives_the_whole_order(
    connection: Connection, visit_list: RecordList, visit_table, drawn, sort, limit: int, skip: int
) -> None:
    rows = [
        {"id": n, "person_id": None, "day": date(2026, 1, 1) + timedelta(d), "minutes": m, "pence": p, "state": s}
        for n, (d, m, p, s) in enumerate(drawn, 1)
    ]
    connection.execute(delete(visit_table))
    if rows:
        connection.execute(insert(visit_table), rows)
    request = ListRequest(tuple(sort))
    expected = in_order(rows, request.sort or (Sort("day", True),))
    asked = (connection, visit_list, request)

    assert query.count(*asked) == len(expected)
    forward: list[ListRow] = []
    while page := query.page_after(*asked, forward[-1] if forward else None, limit):
        forward += page
    assert [row.id for row in forward] == expected
    backward: list[ListRow] = []
    while page := query.page_before(*asked, backward[0] if backward else None, limit):
        backward = [*page, *backward]
    assert backward == forward
    assert list(query.every_row(*asked, chunk=limit)) == forward
    for place, row in enumerate(forward):
        left = len(forward) - place
        assert query.index_of(*asked, row.id) == place
        assert query.page_after(*asked, None, limit, place) == tuple(forward[place : place + limit])
        assert query.page_before(*asked, None, limit, place) == tuple(forward[max(0, left - limit) : left])
        assert query.page_after(*asked, row, limit, skip) == tuple(forward[place + 1 + skip :][:limit])
        until = max(0, place - skip)
        assert query.page_before(*asked, row, limit, skip) == tuple(forward[max(0, until - limit) : until])
        marked = query.marks(*asked, row, skip + 1, 2)
        assert [mark.id for mark in marked] == expected[place + skip + 1 :: skip + 1][:2]


def test_far_jumps_are_made_by_key(visits: Connection, visit_list: RecordList, monkeypatch) -> None:
    whole = query.page_after(visits, visit_list, ListRequest(), None, 1000)
    monkeypatch.setattr(query, "FAR", 3)
    for sort in ((), (Sort("hours"),), (Sort("hours", True),), (Sort("person"),)):
        request = ListRequest(sort)
        whole = query.page_after(visits, visit_list, request, None, 1000)
        for place in range(0, 100, 9):
            assert query.page_after(visits, visit_list, request, None, 10, place) == whole[place : place + 10]
            before = whole[max(0, 90 - place) : 100 - place]
            assert query.page_before(visits, visit_list, request, None, 10, place) == before


def test_beyond_the_ends_there_is_nothing(visits: Connection, visit_list: RecordList) -> None:
    asked = (visits, visit_list, ListRequest())
    assert query.page_after(*asked, None, 10, 500) == ()
    assert query.page_before(*asked, None, 10, 500) == ()
    assert len(query.page_after(*asked, None, 10, 95)) == 5
    assert query.marks(*asked, None, 101) == ()
    assert len(query.marks(*asked, None, 30, 9)) == 3
    assert query.index_of(*asked, 10_000) is None


def test_values_come_in_the_order_of_the_columns(visits: Connection, visit_list: RecordList) -> None:
    (row,) = query.rows_of(visits, visit_list, ListRequest(), [1])
    assert row.id == 1
    assert row.values == ("Renée Okafor", date(2026, 3, 2), 30, 100, "ok")


def test_names_are_sorted_without_their_accents_and_the_nameless_last(
    visits: Connection, visit_list: RecordList
) -> None:
    rows = query.every_row(visits, visit_list, ListRequest().sorted_by(Sort("person")))
    names = list(dict.fromkeys(row.values[0] for row in rows))
    assert names == ["Ann Smith", "Bob O’Neil", "Łukasz Nowak", "Renée Okafor", "Zoë Ann Jones", None]


def test_filters_of_a_group_widen_and_groups_narrow(visits: Connection, visit_list: RecordList) -> None:
    def ids(request: ListRequest) -> set[int]:
        return set(query.all_ids(visits, visit_list, request))

    draft, approved = ids(ListRequest().filtered("draft")), ids(ListRequest().filtered("ok"))
    assert ids(ListRequest().filtered("draft").filtered("ok")) == draft | approved
    long_ones = ids(ListRequest().filtered("long"))
    assert long_ones and ids(ListRequest().filtered("long").filtered("draft")) == long_ones & draft
    assert ids(ListRequest().filtered("person", 3)) == {n for n in range(1, 101) if n % 6 == 3}
    with pytest.raises(KeyError):
        ids(ListRequest().filtered("unheard of"))


def test_the_filter_box_looks_in_the_index_and_in_the_columns(visits: Connection, visit_list: RecordList) -> None:
    def count(text: str) -> int:
        return query.count(visits, visit_list, ListRequest().searched(text))

    renee = sum(1 for n in range(1, 101) if n % 6 == 1)
    assert count("RENEE") == count("née") == count("oka ren") == count("re") == renee
    assert count("draft") == sum(1 for n in range(1, 101) if n % 3 == 0)
    assert count("renee draft") == sum(1 for n in range(1, 101) if n % 6 == 1 and n % 3 == 0)
    assert count("100%") == count("_") == count("renee 'x") == 0
    assert count("  ") == 100


def test_counting_stops_where_asked(visits: Connection, visit_list: RecordList) -> None:
    assert query.count(visits, visit_list, ListRequest(), at_most=7) == 7
    assert query.count(visits, visit_list, ListRequest(), at_most=700) == 100


def test_type_ahead_finds_the_first_in_the_order(visits: Connection, visit_list: RecordList) -> None:
    request = ListRequest().sorted_by(Sort("person"))
    place = query.index_of_text(visits, visit_list, request, "person", "LUK")
    rows = query.page_after(visits, visit_list, request, None, 100)
    assert place is not None
    assert (rows[place - 1].values[0], rows[place].values[0]) == ("Bob O’Neil", "Łukasz Nowak")
    down = request.sorted_by(Sort("day"))
    place = query.index_of_text(visits, visit_list, down, "person", "zoe")
    rows = query.page_after(visits, visit_list, down, None, 100)
    assert place == next(at for at, row in enumerate(rows) if row.values[0] == "Zoë Ann Jones")
    assert query.index_of_text(visits, visit_list, request, "person", "x") is None
    assert query.index_of_text(visits, visit_list, request, "day", "1") is None


def test_a_page_is_one_statement_and_a_known_one_is_not_built_again(visits: Connection, visit_list: RecordList) -> None:
    sent: list[str] = []
    event.listen(visits, "before_cursor_execute", lambda *parts: sent.append(parts[2]))
    first = query.page_after(visits, visit_list, ListRequest(), None, 10)
    query.page_after(visits, visit_list, ListRequest(), first[-1], 10)
    query.page_after(visits, visit_list, ListRequest(), first[-1], 10)
    assert len(sent) == 3
    assert "OFFSET" in sent[1] and "count" not in sent[1]


def test_a_column_called_key_does_not_disturb_the_paging(visits: Connection, visit_list: RecordList) -> None:
    """SQLAlchemy names the value of a comparison after its column: ``key_1``."""
    one = select(literal(7).label("key")).subquery()
    met = select(one.c.key).where(one.c.key == 7).exists()
    among = replace(visit_list, base=lambda: visit_list.base().where(met))
    first = query.page_after(visits, among, ListRequest(), None, 5)
    following = query.page_after(visits, among, ListRequest(), first[-1], 5)
    both = query.page_after(visits, visit_list, ListRequest(), None, 10)
    assert [row.id for row in (*first, *following)] == [row.id for row in both]
