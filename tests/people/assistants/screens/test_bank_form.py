"""The form of bank details checks the account number where the office has a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from carecoop_desktop.people.assistants.queries import BankLine
from carecoop_desktop.people.assistants.screens.forms import bank
from carecoop_desktop.people.assistants.screens.words import bank_facts
from carecoop_desktop.platform.kernel.errors import Invalid

TODAY = date(2026, 11, 30)
GIVEN = {"account_name": "Ann Ward", "sort_code": "08-99-99", "account_number": "66374959", "since": TODAY}


@dataclass(frozen=True)
class Told:
    """What of a PA's page the form reads."""

    record: Any
    bank: tuple[BankLine, ...] = ()
    mark: int = 0


PAGE: Any = Told(SimpleNamespace(id=1, name="Ann Ward", started=TODAY))


def fits(sort_code: str, account: str) -> bool:
    return (sort_code, account) == ("089999", "66374958")


def test_a_number_that_cannot_be_is_refused_until_somebody_says_so() -> None:
    filling = bank(PAGE, TODAY, lambda: PAGE, fits)
    assert "Pay.UK" in filling.note
    with pytest.raises(Invalid) as caught:
        filling.submit({**GIVEN, "anyway": False}, None)
    assert caught.value.issues[0].field == "account_number"
    assert filling.submit({**GIVEN, "anyway": True}, None).args[1].account_number == "66374959"
    right = filling.submit({**GIVEN, "account_number": "66374958", "anyway": False}, None)
    assert right.args[1].sort_code == "08-99-99"


def test_what_is_no_number_at_all_is_left_to_the_action() -> None:
    assert (
        bank(PAGE, TODAY, lambda: PAGE, fits).submit({**GIVEN, "account_number": "12", "anyway": False}, None).args[0]
        == 1
    )


def test_without_a_table_nothing_is_asked() -> None:
    filling = bank(PAGE, TODAY, lambda: PAGE)
    assert [each.key for each in filling.fields] == ["account_name", "sort_code", "account_number", "since"]
    assert filling.submit(dict(GIVEN), None).args[1].account_number == "66374959"


def test_the_page_says_whether_the_number_can_be() -> None:
    line = BankLine(TODAY, "Ann Ward", "089999", "66374959")
    assert "cannot belong" in str(dict(bank_facts((line,), fits))["Account check"])
    assert "Account check" not in dict(bank_facts((line,)))
    assert bank_facts((), fits) == []
