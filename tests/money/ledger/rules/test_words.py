"""Accounts and headings."""

from __future__ import annotations

from carecoop_desktop.money.ledger.rules.words import (
    ACCOUNTS,
    CHARGED,
    CLIENTS,
    HEADINGS,
    MONEY_IN,
    MONEY_OUT,
    OFFICE,
    OWED,
    OWED_WORDS,
    book_of,
    member_code,
)


def test_members_stand_in_the_clients_book() -> None:
    assert book_of(member_code(7)) == book_of("client-bank") == CLIENTS
    assert book_of("coop-fees") == OFFICE


def test_every_heading_has_one_name() -> None:
    assert len(HEADINGS) == len(MONEY_IN) + len(MONEY_OUT) + len(CHARGED)
    assert len(set(HEADINGS.values())) == len(HEADINGS)


def test_what_is_owed_stands_in_accounts_that_exist() -> None:
    assert set(OWED) == set(OWED_WORDS)
    assert {ACCOUNTS[code].kind for code in OWED.values()} == {"owed"}


def test_sides_are_known() -> None:
    assert {known.side for known in ACCOUNTS.values()} == {"debit", "credit"}
