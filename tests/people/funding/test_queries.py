"""What is read of funding."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from carecoop_desktop.people.funding.actions import end_agreement
from carecoop_desktop.people.funding.queries import (
    agreement,
    agreement_entries,
    agreement_list,
    agreement_reader,
    agreements_of,
    attention_count,
    first_agreement,
    funders,
    member_columns,
    members_to_fund,
    surplus_rules,
    today_items,
    weekly_budgets,
)
from carecoop_desktop.people.members.queries import member_list
from carecoop_desktop.platform.database.lists import query
from carecoop_desktop.platform.database.lists.shape import ListRequest, Sort
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.office import Office

TODAY = date(2026, 11, 30)
LIST = agreement_list(TODAY)


def rows(office: Office, request: ListRequest | None = None) -> list[dict[str, Any]]:
    found = office.read(lambda r: list(query.every_row(r.connection, LIST, request or ListRequest())))
    return [dict(zip([column.key for column in LIST.columns], row.values, strict=True)) for row in found]


@pytest.fixture
def world(member: Callable[..., int], funder: Callable[..., int], agree: Callable[..., int]) -> dict[str, int]:
    """James with two funders, Rosa with an ending one, Zoe with an overdue review, Ann paid for earlier."""
    wirral = funder("Wirral", code="E08000015", surplus_weeks=12)
    board = funder("NHS Cheshire and Merseyside ICB", "icb", code="QYG")
    james, rosa, zoe, ann = (member(name) for name in ("James Hollis", "Rosa Lloyd", "Zoe Price", "Ann Hay"))
    return {
        "wirral": wirral,
        "board": board,
        "james": james,
        "rosa": rosa,
        "ann": ann,
        "first": agree(james, wirral, reference="ASC/77"),
        "second": agree(james, board, scheme="PHB", weekly=20_000, contribution=0, start=date(2026, 6, 1)),
        "ending": agree(rosa, wirral, end=date(2026, 12, 31), review=date(2027, 3, 1)),
        "late": agree(zoe, board, scheme="PHB", review=date(2026, 11, 21)),
        "past": agree(ann, wirral, end=date(2026, 10, 31)),
    }


def test_budgets_of_all_on_a_day(office: Office, world: dict[str, int]) -> None:
    assert len(office.read(weekly_budgets, TODAY)) == 3
    earlier = office.read(weekly_budgets, date(2026, 5, 1))
    assert earlier[world["james"]].weekly == 61_240 and world["ann"] in earlier
    assert office.read(weekly_budgets, date(2026, 3, 31)) == {}


def test_a_line_of_a_budget_names_the_funder(office: Office, world: dict[str, int]) -> None:
    line = office.read(weekly_budgets, TODAY)[world["james"]].lines[0]
    assert (line.funder_id, line.funder, line.scheme, line.reference, line.frequency) == (
        world["wirral"], "Wirral", "DP", "ASC/77", "four-weekly",
    )  # fmt: skip


def test_a_member_s_agreements_run_first_then_ended(office: Office, world: dict[str, int]) -> None:
    office.do(end_agreement, world["second"], date(2026, 11, 1))
    found = office.read(agreements_of, world["james"])
    assert [line.id for line in found] == [world["first"], world["second"]]
    assert [line.state.tone for line in found] == ["met", "quiet"]


def test_one_agreement_or_a_refusal(office: Office, world: dict[str, int]) -> None:
    assert office.read(agreement, world["late"]).member == "Zoe Price"
    with pytest.raises(Refusal, match="no longer there"):
        office.read(agreement, 999)


def test_funders_with_what_they_pay_now(office: Office, world: dict[str, int]) -> None:
    assert [(line.name, line.members, line.weekly) for line in office.read(funders)] == [
        ("NHS Cheshire and Merseyside ICB", 2, 81_240),
        ("Wirral", 2, 122_480),
    ]
    assert office.read(surplus_rules) == {world["wirral"]: 12}


def test_the_list_leaves_out_what_has_ended(office: Office, world: dict[str, int]) -> None:
    assert [(line["member"], line["state"]) for line in rows(office)] == [
        ("James Hollis", "running"), ("James Hollis", "running"), ("Rosa Lloyd", "ending"), ("Zoe Price", "overdue"),
    ]  # fmt: skip


def test_filters_and_search_of_the_list(office: Office, world: dict[str, int]) -> None:
    members = lambda request: [line["member"] for line in rows(office, request)]  # noqa: E731
    assert members(ListRequest().filtered("attention")) == ["Rosa Lloyd", "Zoe Price"]
    assert members(ListRequest().filtered("icb")) == ["James Hollis", "Zoe Price"]
    assert members(ListRequest().filtered("council").filtered("attention")) == ["Rosa Lloyd"]
    assert members(ListRequest().searched("merseyside")) == ["James Hollis", "Zoe Price"]


@pytest.mark.parametrize("key", ["member", "funder", "weekly", "review", "state", "start", "end", "scheme"])
def test_every_column_sorts(office: Office, world: dict[str, int], key: str) -> None:
    up = rows(office, ListRequest().sorted_by(Sort(key)))
    down = rows(office, ListRequest().sorted_by(Sort(key, True)))
    assert len(up) == len(down) == 4 and up[0][key] == down[-1][key]


def test_the_members_list_says_how_each_is_funded(office: Office, world: dict[str, int]) -> None:
    listed = member_list(member_columns())
    found = office.read(lambda r: list(query.every_row(r.connection, listed, ListRequest())))
    place = [column.key for column in listed.columns].index("funding")
    assert {row.values[0]: row.values[place] for row in found} == {
        "Ann Hay": "", "James Hollis": "Direct payment + Health budget", "Rosa Lloyd": "Direct payment",
        "Zoe Price": "Health budget",
    }  # fmt: skip


def test_the_members_list_sorts_by_funding(office: Office, world: dict[str, int]) -> None:
    listed = member_list(member_columns())
    request = ListRequest().sorted_by(Sort("funding", True))
    found = office.read(lambda r: list(query.every_row(r.connection, listed, request)))
    assert [row.values[0] for row in found] == ["Zoe Price", "James Hollis", "Rosa Lloyd", "Ann Hay"]


def test_today_tells_late_reviews_first_and_counts_them(office: Office, world: dict[str, int]) -> None:
    items = sorted(office.read(today_items), key=lambda item: item.rank)
    assert [(item.tone, item.when, item.what) for item in items] == [
        ("bad", "Overdue 9 days", "Agreement review · Zoe Price"),
        ("info", "31 Dec 2026", "Agreement ends · Rosa Lloyd"),
    ]
    assert items[0].record_id == world["late"] and office.read(attention_count) == 2


def test_an_end_within_a_fortnight_is_a_warning(office: Office, world: dict[str, int]) -> None:
    office.do(end_agreement, world["first"], date(2026, 12, 10))
    (item,) = [one for one in office.read(today_items) if one.record_id == world["first"]]
    assert (item.tone, item.why) == ("warn", "Wirral, direct payment · ASC/77")


def test_search_finds_agreements_that_run(office: Office, world: dict[str, int]) -> None:
    found = office.read(agreement_entries, [world["first"], world["past"]])
    assert [(entry.title, entry.detail) for entry in found] == [("Wirral for James Hollis", "Direct payment · ASC/77")]


def test_the_page_opens_on_the_first_of_the_list(office: Office, world: dict[str, int]) -> None:
    assert office.read(first_agreement) == world["first"]
    assert agreement_reader(office).count(ListRequest()) == 4


def test_nothing_is_not_an_error(office: Office) -> None:
    assert office.read(weekly_budgets, TODAY) == {} and office.read(funders) == []
    assert office.read(first_agreement) is None and office.read(today_items) == []


def test_members_to_fund_know_where_they_live(office: Office, member: Callable[..., int]) -> None:
    number = member()
    (found,) = office.read(members_to_fund)
    assert (found.id, found.joined, found.outward) == (number, date(2025, 3, 1), "")
