"""Entries are written in bulk and accounts opened on first use; the books hold after any sequence of deeds."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carecoop_desktop.money.ledger.actions import (
    charge_fee,
    correct_entry,
    pay_out,
    pay_owed,
    receive_money,
    settle_with_office,
)
from carecoop_desktop.money.ledger.actions.posting import open_accounts, post, post_many
from carecoop_desktop.money.ledger.listening import pay_run_entry
from carecoop_desktop.money.ledger.permissions import POST_MONEY
from carecoop_desktop.money.ledger.queries import balances, faults, proof, trial_balance
from carecoop_desktop.money.ledger.rules.entry import Entry, Leg
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.actions import Action

DAY = date(2026, 11, 20)
POST = Action("ledger.post", "Post", POST_MONEY, False, post)
MANY = Action("ledger.post_many", "Post", POST_MONEY, False, post_many)
OPEN = Action("ledger.open", "Open", POST_MONEY, False, open_accounts)
PENCE = st.integers(1, 500_000)
WHO = st.sampled_from(("james", "ann"))
DEEDS = st.one_of(
    st.tuples(st.just("receive"), WHO, PENCE),
    st.tuples(st.just("pay"), WHO, PENCE),
    st.tuples(st.just("fee"), WHO, PENCE),
    st.tuples(st.just("run"), WHO, PENCE),
    st.tuples(st.just("owed"), WHO, PENCE),
    st.tuples(st.just("settle"), WHO, PENCE),
    st.tuples(st.just("correct"), WHO, st.integers(1, 12)),
)


def test_accounts_are_opened_once(office, two) -> None:
    first = office.do(OPEN, ["client-bank", f"member:{two.ann}"]).value
    again = office.do(OPEN, [f"member:{two.ann}", "hmrc-owed"]).value
    assert first[f"member:{two.ann}"] == again[f"member:{two.ann}"]
    names = {line.code: (line.name, line.kind, line.side) for line in office.read(trial_balance)}
    assert names[f"member:{two.ann}"] == ("Ann Dâfydd", "member", "credit")
    assert names["client-bank"][1] == "client-bank"


def test_an_account_needs_its_member(office, two) -> None:
    with pytest.raises(Refusal, match="no longer there"):
        office.do(OPEN, ["member:4711"])


def test_one_bad_entry_posts_nothing(office, two) -> None:
    good = Entry(DAY, "Good", "receipt", (Leg("client-bank", "x", 5), Leg(f"member:{two.ann}", "x", -5)))
    bad = Entry(DAY, "Bad", "receipt", (Leg("client-bank", "x", 5),))
    with pytest.raises(Refusal):
        office.do(MANY, [good, bad])
    assert office.read(trial_balance) == []
    assert len(office.do(MANY, [good, good]).value) == 2


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(st.lists(DEEDS, min_size=1, max_size=6))
def test_the_books_hold_after_any_deeds(office, two, run_of, deeds: list[tuple[str, str, int]]) -> None:
    for deed, who, number in deeds:
        try:
            _do(office, two, run_of, deed, getattr(two, who), number)
        except Refusal:
            continue
    assert sum(line.pence for line in office.read(trial_balance)) == 0
    assert office.read(faults) == []
    found = office.read(proof)
    assert found.holds
    assert found.members == sum(office.read(balances, None).values())


def _do(office, two, run_of, deed: str, member: int, number: int) -> None:
    match deed:
        case "receive":
            office.do(receive_money, member, two.council, "direct-payment", number, DAY)
        case "pay":
            office.do(pay_out, member, "invoice", number, DAY)
        case "fee":
            office.do(charge_fee, member, number, DAY)
        case "run":
            office.do(POST, pay_run_entry(run_of))
        case "owed":
            office.do(pay_owed, "net-pay", number, DAY)
        case "settle":
            office.do(settle_with_office, DAY)
        case _:
            office.do(correct_entry, number, "A slip")
