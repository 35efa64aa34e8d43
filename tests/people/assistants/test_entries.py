"""Entries: plain, frozen, and with the office's usual answers."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from carecoop_desktop.people.assistants.entries import Contract, Dbs, Person, Tax, WholeFile


def test_entries_cannot_be_changed_behind_an_action_s_back() -> None:
    person = Person("Ann Hay")
    with pytest.raises(FrozenInstanceError):
        person.name = "Bo Lee"  # type: ignore[misc]


def test_what_is_not_said_is_the_usual() -> None:
    assert (Contract(None).pay_frequency, Contract(None).holiday) == ("monthly", "rolled-up")
    tax = Tax(date(2026, 4, 6), "1257L", "A")
    assert (tax.pension, tax.employee_rate, tax.employer_rate, tax.basis) == ("none", 500, 300, "cumulative")
    assert (Dbs("1", None).level, Dbs("1", None).barred_lists) == ("enhanced", "adults")
    assert WholeFile(Person("Ann")).rates == () and Person("Ann").status == "active"
