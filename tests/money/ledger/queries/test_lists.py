"""The list of accounts and the column on the list of members say what the queries say."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.money.ledger.actions import charge_fee, receive_money
from carecoop_desktop.money.ledger.queries import standings
from carecoop_desktop.money.ledger.queries.lists import STATES, account_reader, member_columns
from carecoop_desktop.money.ledger.rules.cover import state_of
from carecoop_desktop.people.members.actions import add_member
from carecoop_desktop.people.members.queries import member_reader
from carecoop_desktop.platform.database.lists.shape import ListRequest, Sort

DAY = date(2026, 11, 2)
ALL = ListRequest()


def _fill(office, two) -> None:
    office.do(receive_money, two.james, two.council, "direct-payment", 80_000, DAY)
    office.do(receive_money, two.ann, two.council, "direct-payment", 601_000, DAY)
    other = office.do(add_member, name="Eve Stone").value
    office.do(receive_money, other, None, "contribution", 5_000, DAY)


def test_balance_weeks_and_state(office, two) -> None:
    _fill(office, two)
    rows = [row.values for row in account_reader(office).page_after(ALL, None, 10)]
    assert [tuple(row[:4]) for row in rows] == [
        ("Ann Dâfydd", "over", 601_000, 120),
        ("Eve Stone", "unfunded", 5_000, None),
        ("James Hollis", "low", 80_000, 16),
    ]


def test_an_overdrawn_account(office, two) -> None:
    office.do(charge_fee, two.ann, 15_000, DAY)
    row = account_reader(office).page_after(ALL.filtered("overdrawn"), None, 10)[0]
    assert tuple(row.values[:4]) == ("Ann Dâfydd", "overdrawn", -15_000, -3)


def test_filters_and_sorting_are_done_by_the_database(office, two) -> None:
    _fill(office, two)
    reader = account_reader(office)
    assert [row.id for row in reader.page_after(ALL.filtered("low"), None, 10)] == [two.james]
    by_weeks = reader.page_after(ALL.sorted_by(Sort("weeks", descending=True)), None, 10)
    assert [row.values[0] for row in by_weeks if row.values[3] is not None] == ["Ann Dâfydd", "James Hollis"]
    assert reader.count(ALL.searched("holl")) == 1


def test_the_column_on_the_list_of_members(office, two) -> None:
    _fill(office, two)
    rows = member_reader(office, member_columns()).page_after(ALL, None, 10)
    weeks = {each.member_id: each.tenths for each in office.read(standings, office.today)}
    assert {row.id: row.values[2] for row in rows} == weeks


def test_the_demo_says_the_same_on_screen_and_in_queries(demo_office) -> None:
    rows = account_reader(demo_office).page_after(ALL, None, 100)
    shown = {row.id: (row.values[2], row.values[3], STATES[row.values[1]].word) for row in rows}
    assert shown == {
        each.member_id: (each.balance, each.tenths, state_of(each.balance, each.weekly, each.limit_weeks)[0])
        for each in demo_office.read(standings)
    }
