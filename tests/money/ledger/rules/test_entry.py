"""Every entry balances in each of the two books."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.money.ledger.rules.entry import Entry, Leg, check_entry, reversed_legs, transfer
from carecoop_desktop.platform.kernel.errors import Refusal

DAY = date(2026, 11, 30)
PENCE = st.integers(-10_000_000, 10_000_000)


def entry(*legs: Leg) -> Entry:
    """An entry of these legs."""
    return Entry(DAY, "Test", "receipt", legs)


def test_a_balanced_entry_is_fine() -> None:
    check_entry(entry(Leg("client-bank", "x", 500), Leg("member:1", "x", -500)))


@pytest.mark.parametrize(
    ("legs", "said"),
    [
        ((), "no amounts"),
        ((Leg("client-bank", "x", 500), Leg("member:1", "x", -499)), "the clients' money: it is £0.01 out"),
        ((Leg("member:1", "x", 500), Leg("coop-fees", "x", -500)), "does not balance in the clients' money"),
        ((Leg("office-bank", "x", 5), Leg("coop-fees", "x", -4)), "the co-op's own money"),
        ((Leg("due-from-office", "x", 5), Leg("member:1", "x", -5)), "on one side only"),
    ],
)
def test_what_does_not_balance_is_refused(legs: tuple[Leg, ...], said: str) -> None:
    with pytest.raises(Refusal, match="(?s)" + said.replace("(", r"\(")):
        check_entry(entry(*legs))


@given(PENCE, PENCE)
def test_transfers_balance_whatever_they_move(fee: int, moved: int) -> None:
    check_entry(
        entry(
            Leg("member:1", "fee", fee),
            *transfer(-fee, "fee"),
            Leg("coop-fees", "fee", -fee),
            Leg("client-bank", "t", moved),
            Leg("office-bank", "t", -moved),
            *transfer(-moved, "t"),
        )
    )


@given(st.lists(PENCE, min_size=1, max_size=5))
def test_an_entry_and_its_reverse_leave_nothing(amounts: list[int]) -> None:
    legs = (*(Leg("member:1", "x", pence, 3, 60) for pence in amounts), Leg("client-bank", "x", -sum(amounts)))
    back = reversed_legs(legs, "Taken back")
    check_entry(entry(*back))
    assert [leg.pence + other.pence for leg, other in zip(legs, back, strict=True)] == [0] * len(legs)
    assert {leg.text for leg in back} == {"Taken back"}
    assert back[0].minutes == -60
    assert back[0].funder_id == 3
