"""How long money lasts, and what may be asked back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.money.ledger.rules.cover import (
    CONTINGENCY_WEEKS,
    SetAside,
    available,
    cover_tenths,
    cover_words,
    forecast,
    is_low,
    monthly,
    state_of,
    surplus,
    usual,
    weeks_words,
)

PENCE = st.integers(-1_000_000, 10_000_000)
WEEKLY = st.integers(1, 500_000)


def test_the_published_vector() -> None:
    aside = SetAside(hmrc=21_000, pension=4_000, holiday=48_000, redundancy=60_000)
    found = surplus(515_000, aside, 8, 40_000)
    assert available(515_000, aside) == 382_000
    assert found.pence == 62_000
    assert cover_tenths(515_000, 40_000) == 128
    assert cover_tenths(382_000, 40_000) == 95


def test_the_working_leads_to_the_figure() -> None:
    found = surplus(515_000, SetAside(hmrc=21_000), 8, 40_000)
    lines = found.lines
    assert [line.label for line in lines] == ["Balance", "Due to HMRC", "Available", "Limit", "May be asked back"]
    assert lines[-1].pence == found.pence == 515_000 - 21_000 - 320_000
    assert lines[3].text == "8 weeks of £400.00"


@given(PENCE, WEEKLY, st.integers(0, 52), st.integers(0, 1_000_000))
def test_a_surplus_is_never_below_nothing_nor_above_the_balance(
    balance: int, weekly: int, weeks: int, holiday: int
) -> None:
    found = surplus(balance, SetAside(holiday=holiday), weeks, weekly).pence
    assert 0 <= found <= max(0, balance)
    assert found == 0 or balance - holiday - found == weeks * weekly


@given(PENCE, WEEKLY)
def test_cover_is_cut_off_and_never_rounded_up(balance: int, weekly: int) -> None:
    tenths = cover_tenths(balance, weekly)
    assert tenths is not None
    assert abs(tenths) * weekly <= abs(balance) * 10 < (abs(tenths) + 1) * weekly
    assert is_low(balance, weekly) == (balance < CONTINGENCY_WEEKS * weekly)


@pytest.mark.parametrize(("tenths", "words"), [(79, "7.9"), (0, "0.0"), (-3, "-0.3"), (112, "11.2"), (None, "–")])
def test_weeks_in_words(tenths: int | None, words: str) -> None:
    assert weeks_words(tenths) == words


def test_cover_in_words() -> None:
    assert cover_words(79) == "7.9 weeks’ cover"
    assert cover_words(None) == "no weekly budget"
    assert cover_tenths(100, 0) is None
    assert not is_low(-5, 0)


@pytest.mark.parametrize(
    ("balance", "weekly", "weeks", "word"),
    [
        (-1, 0, None, "Overdrawn"),
        (0, 0, None, "No budget"),
        (399, 100, 8, "Low cover"),
        (400, 100, 8, "Active"),
        (1200, 100, 8, "Active"),
        (1201, 100, 8, "Over the limit"),
        (9999, 100, None, "Active"),
    ],
)
def test_states(balance: int, weekly: int, weeks: int | None, word: str) -> None:
    assert state_of(balance, weekly, weeks)[0] == word


def test_forecasts_go_on_in_a_line() -> None:
    assert forecast(1_000, 100, 350, 3) == (750, 500, 250)
    assert forecast(1_000, 100, 350, 0) == ()
    assert monthly(60_000) == 260_000


def test_what_is_usual_leaves_out_the_empty_start() -> None:
    assert usual([500, 0, 0, 90, 110]) == 100
    assert usual([10, 20, 30, 40]) == 30
    assert usual([]) == 0
    assert usual([0, 0, 0]) == 0
    assert usual([7, 0, 5]) == 4


def test_the_parts_of_what_is_set_aside_add_up() -> None:
    aside = SetAside(1, 2, 4, 8, 16, 32, 64)
    assert aside.total == 127
    assert len(list(aside.parts())) == 7
