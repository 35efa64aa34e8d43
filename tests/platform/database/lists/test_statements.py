"""Statements are made once and ask for no more than they need."""

from __future__ import annotations

from carecoop_desktop.platform.database.lists import statements
from carecoop_desktop.platform.database.lists.definition import RecordList
from carecoop_desktop.platform.database.lists.shape import ListRequest, Sort


def test_the_same_question_is_the_same_statement(visit_list: RecordList) -> None:
    first = statements.pages(visit_list, ListRequest(), "sqlite", False, None)
    assert statements.pages(visit_list, ListRequest(), "sqlite", False, None) is first
    assert statements.pages(visit_list, ListRequest(search="a"), "sqlite", False, None) is not first


def test_marks_leave_out_what_is_only_shown(visit_list: RecordList) -> None:
    (mark,) = statements.marks(visit_list, ListRequest(), "sqlite", False, None)
    chosen = str(mark).split("FROM", maxsplit=1)[0]
    assert "visit.day" in chosen and "visit.id" in chosen
    assert "pence" not in chosen and "person.name" not in chosen


def test_pages_carry_values_then_the_key(visit_list: RecordList) -> None:
    (page, _) = statements.pages(visit_list, ListRequest().sorted_by(Sort("person")), "sqlite", False, None)
    names = [column.name for column in page.selected_columns]
    assert names == ["value_0", "value_1", "value_2", "value_3", "value_4", "part_0", "part_1"]
    (by_day,) = statements.pages(visit_list, ListRequest(), "sqlite", False, None)
    assert [column.name for column in by_day.selected_columns][5:] == ["part_1"]
    assert statements.places_of(visit_list, ListRequest()) == (1, 5)


def test_counts_are_not_ordered(visit_list: RecordList) -> None:
    assert "ORDER BY" not in str(statements.total(visit_list, ListRequest(), "sqlite"))
    assert "LIMIT" in str(statements.total_up_to(visit_list, ListRequest(), "sqlite"))
    for count in statements.counts(visit_list, ListRequest(), "sqlite", True, (False, False)):
        assert "ORDER BY" not in str(count) and "count(*)" in str(count)


def test_filters_of_one_group_are_one_condition(visit_list: RecordList) -> None:
    both = str(statements.total(visit_list, ListRequest().filtered("draft").filtered("ok").filtered("long"), "sqlite"))
    assert "(visit.state = :state_1 OR visit.state = :state_2) AND visit.minutes > :minutes_1" in " ".join(both.split())
