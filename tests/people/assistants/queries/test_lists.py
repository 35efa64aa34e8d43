"""The list of PAs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from carecoop_desktop.people.assistants.actions import start_supporting
from carecoop_desktop.people.assistants.entries import Dbs, Person, Support, Training
from carecoop_desktop.people.assistants.queries import assistant_list, assistant_reader
from carecoop_desktop.people.assistants.reference import courses
from carecoop_desktop.platform.database.lists import query
from carecoop_desktop.platform.database.lists.shape import ListRequest, Sort
from carecoop_desktop.platform.office.office import Office

TODAY = date(2026, 11, 30)
LIST = assistant_list((), TODAY)
KEYS = [column.key for column in LIST.columns]


def rows(office: Office, request: ListRequest | None = None) -> list[dict[str, Any]]:
    found = office.read(lambda r: list(query.every_row(r.connection, LIST, request or ListRequest())))
    return [dict(zip(KEYS, row.values, strict=True)) for row in found]


def courses_done(day: date) -> tuple[Training, ...]:
    return tuple(Training(course.code, day) for course in courses().for_everybody)


def test_a_line_shows_members_hours_certificate_and_training(
    office: Office, add: Callable[..., int], member: Callable[[str], int]
) -> None:
    number = add()
    for name, minutes in (("James Hollis", 600), ("Rosa Lloyd", 390)):
        office.do(start_supporting, number, Support(member(name), date(2026, 1, 5), minutes))
    (line,) = rows(office)
    assert (line["name"], line["status"], line["members"], line["hours"]) == ("Siân Davies", "active", 2, 990)
    assert (line["dbs_due"], line["training"]) == (date(2028, 4, 10), "met")


def test_nobody_supported_is_nought_and_no_certificate_is_empty(office: Office, add: Callable[..., int]) -> None:
    add(dbs=None)
    (line,) = rows(office)
    assert (line["members"], line["hours"], line["dbs_due"]) == (0, 0, None)


@pytest.mark.parametrize(
    ("training", "state"),
    [
        (courses_done(date(2026, 6, 2)), "met"),
        (courses_done(date(2025, 12, 15)), "due"),
        (courses_done(date(2025, 11, 1)), "overdue"),
        (courses_done(date(2026, 6, 2))[:-1], "missing"),
        ((), "missing"),
        ((*courses_done(date(2020, 1, 1)), *courses_done(date(2026, 6, 2))), "met"),
        ((*courses_done(date(2026, 6, 2)), Training("epilepsy", date(2015, 1, 1))), "met"),
    ],
)
def test_the_state_of_training(
    office: Office, add: Callable[..., int], training: tuple[Training, ...], state: str
) -> None:
    add(training=training)
    assert rows(office)[0]["training"] == state


def test_a_newcomer_has_time_for_the_care_certificate(office: Office, add: Callable[..., int]) -> None:
    fresh = Person("Ann Hay", started=TODAY - timedelta(weeks=3))
    others = tuple(one for one in courses_done(date(2026, 11, 20)) if one.course != "care-certificate")
    add(person=fresh, training=others, contract=None, rates=(), tax=None, bank=None)
    assert rows(office)[0]["training"] == "met"


def test_filters_and_search(office: Office, add: Callable[..., int]) -> None:
    add("Siân Davies")
    add("Ann Hay", dbs=Dbs("001234567890", date(2023, 11, 1)))
    add("Łukasz Król", training=())
    names = lambda request: [line["name"] for line in rows(office, request)]  # noqa: E731
    assert names(ListRequest().filtered("dbs")) == ["Ann Hay"]
    assert names(ListRequest().filtered("training")) == ["Łukasz Król"]
    assert names(ListRequest().filtered("dbs").filtered("training")) == ["Ann Hay", "Łukasz Król"]
    assert names(ListRequest().filtered("left")) == []
    assert names(ListRequest().searched("sian")) == ["Siân Davies"]


@pytest.mark.parametrize("key", ["status", "members", "hours", "dbs_due", "training", "number", "started"])
def test_every_column_sorts_both_ways(people_office: Office, key: str) -> None:
    for down in (False, True):
        request = ListRequest().sorted_by(Sort(key, down))
        first = people_office.read(lambda r, q=request: query.page_after(r.connection, LIST, q, None, 20))
        rest = people_office.read(lambda r, q=request, f=first: query.page_after(r.connection, LIST, q, f[-1], 20))
        assert len({row.id for row in (*first, *rest)}) == 31


def test_the_screen_s_reader_stands_at_the_office_s_day(people_office: Office) -> None:
    reader = assistant_reader(people_office)
    assert reader.count(ListRequest()) == 31
    assert {"assistant", "assistant_dbs", "assistant_training", "support_link"} <= set(reader.shape.tables)
