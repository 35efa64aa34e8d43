"""The stretches that lie beyond a row are ones an index can serve."""

from __future__ import annotations

from sqlalchemy import select

from carecoop_desktop.platform.database.lists.definition import RecordList
from carecoop_desktop.platform.database.lists.ordering import Band, bands_after, bands_from_start, order_keys
from carecoop_desktop.platform.database.lists.shape import ListRequest, Sort


def sql(visit_list: RecordList, bands: list[Band]) -> list[str]:
    """Condition and order of each band, on one line."""
    whole = [str(band.ordered(select(visit_list.row_id))) for band in bands]
    return [" ".join(part.split("WHERE")[-1].split()) for part in whole]


def test_the_id_settles_ties_in_the_direction_of_the_last_column(visit_list: RecordList) -> None:
    request = ListRequest().sorted_by(Sort("hours"), Sort("day", True))
    assert [key.descending for key in order_keys(visit_list, request)] == [False, True, True]
    assert [key.descending for key in order_keys(visit_list, request, backwards=True)] == [True, False, False]
    assert [key.descending for key in order_keys(visit_list, ListRequest())] == [True, True]


def test_only_filled_columns_of_the_own_table_count_as_never_empty(visit_list: RecordList) -> None:
    request = ListRequest().sorted_by(Sort("person"), Sort("hours"), Sort("day"))
    assert [key.nullable for key in order_keys(visit_list, request)] == [True, True, False, False]


def test_one_comparison_answers_where_nothing_can_be_empty(visit_list: RecordList) -> None:
    keys = order_keys(visit_list, ListRequest())
    assert sql(visit_list, bands_after(keys, (False, False))) == [
        "(visit.day, visit.id) < (:seek_0, :seek_1) ORDER BY visit.day DESC, visit.id DESC"
    ]
    assert [band.where for band in bands_from_start(keys)] == [()]


def test_empties_come_last_going_up_as_a_stretch_of_their_own(visit_list: RecordList) -> None:
    keys = order_keys(visit_list, ListRequest().sorted_by(Sort("hours")))
    assert sql(visit_list, bands_from_start(keys)) == [
        "visit.minutes IS NOT NULL ORDER BY visit.minutes ASC, visit.id ASC",
        "visit.minutes IS NULL ORDER BY visit.id ASC",
    ]
    assert sql(visit_list, bands_after(keys, (False, False))) == [
        "(visit.minutes, visit.id) > (:seek_0, :seek_1) ORDER BY visit.minutes ASC, visit.id ASC",
        "visit.minutes IS NULL ORDER BY visit.id ASC",
    ]
    assert sql(visit_list, bands_after(keys, (True, False))) == [
        "visit.minutes IS NULL AND visit.id > :seek_1 ORDER BY visit.id ASC"
    ]


def test_empties_come_first_going_down(visit_list: RecordList) -> None:
    keys = order_keys(visit_list, ListRequest().sorted_by(Sort("hours", True)))
    assert sql(visit_list, bands_from_start(keys)) == [
        "visit.minutes IS NULL ORDER BY visit.id DESC",
        "visit.minutes IS NOT NULL ORDER BY visit.minutes DESC, visit.id DESC",
    ]
    assert sql(visit_list, bands_after(keys, (True, False))) == [
        "visit.minutes IS NULL AND visit.id < :seek_1 ORDER BY visit.id DESC",
        "visit.minutes IS NOT NULL ORDER BY visit.minutes DESC, visit.id DESC",
    ]
    assert sql(visit_list, bands_after(keys, (False, False))) == [
        "(visit.minutes, visit.id) < (:seek_0, :seek_1) ORDER BY visit.minutes DESC, visit.id DESC"
    ]


def test_mixed_directions_are_cut_where_they_turn(visit_list: RecordList) -> None:
    keys = order_keys(visit_list, ListRequest().sorted_by(Sort("day"), Sort("pay", True)))
    assert sql(visit_list, bands_after(keys, (False, False, False))) == [
        "visit.day = :seek_0 AND (visit.pence, visit.id) < (:seek_1, :seek_2) ORDER BY visit.pence DESC, visit.id DESC",
        "visit.day > :seek_0 ORDER BY visit.day ASC, visit.pence DESC, visit.id DESC",
    ]


def test_a_later_column_with_empties_says_where_they_go(visit_list: RecordList) -> None:
    keys = order_keys(visit_list, ListRequest().sorted_by(Sort("day"), Sort("hours")))
    assert sql(visit_list, bands_from_start(keys)) == [
        "SELECT visit.id FROM visit ORDER BY visit.day ASC, visit.minutes ASC NULLS LAST, visit.id ASC"
    ]
    assert sql(visit_list, bands_after(keys, (False, False, False))) == [
        "visit.day = :seek_0 AND (visit.minutes, visit.id) > (:seek_1, :seek_2) "
        "ORDER BY visit.minutes ASC, visit.id ASC",
        "visit.day = :seek_0 AND visit.minutes IS NULL ORDER BY visit.id ASC",
        "visit.day > :seek_0 ORDER BY visit.day ASC, visit.minutes ASC NULLS LAST, visit.id ASC",
    ]


def test_on_sqlite_many_equal_values_are_stepped_over_by_their_id(visit_list: RecordList) -> None:
    keys = order_keys(visit_list, ListRequest().sorted_by(Sort("state")), "sqlite")
    assert sql(visit_list, bands_after(keys, (False, False))) == [
        "visit.state = :seek_0 AND visit.id > :seek_1 ORDER BY visit.id ASC",
        "visit.state > :seek_0 ORDER BY visit.state ASC, visit.id ASC",
    ]
    by_day = order_keys(visit_list, ListRequest(), "sqlite")
    assert len(bands_after(by_day, (False, False))) == 1
