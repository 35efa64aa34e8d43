"""Entries are taken back by a second one."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.money.ledger.actions import correct_entry, receive_money
from carecoop_desktop.money.ledger.listening import charge_accounts
from carecoop_desktop.money.ledger.permissions import POST_MONEY
from carecoop_desktop.money.ledger.queries import balances, member_lines
from carecoop_desktop.money.ledger.queries.proof import journal_of
from carecoop_desktop.platform.kernel.errors import Invalid, NotAllowed, Refusal
from carecoop_desktop.platform.office.actions import Action
from carecoop_desktop.platform.office.permissions import Role

DAY = date(2026, 11, 2)
CHARGE = Action("ledger.charge", "Charge", POST_MONEY, False, charge_accounts)


def test_the_second_entry_points_at_the_first(office, two) -> None:
    first = office.do(receive_money, two.ann, two.council, "direct-payment", 4_000, DAY).value
    second = office.do(correct_entry, first, "Paid for James").value
    was, back = office.read(member_lines, two.ann, DAY, office.today)
    assert was.corrected
    assert not back.corrected
    assert (back.journal_id, back.corrects, back.pence, back.balance) == (second, first, -4_000, 0)
    assert back.text == "Correction of “Direct payment” of 2 Nov 2026: Paid for James"
    assert back.day == office.today
    assert office.read(balances, None)[two.ann] == 0


def test_what_cannot_be_taken_back(office, two, run_of) -> None:
    first = office.do(receive_money, two.ann, two.council, "direct-payment", 4_000, DAY).value
    with pytest.raises(Invalid, match="Say what was wrong"):
        office.do(correct_entry, first, "  ")
    second = office.do(correct_entry, first, "Twice").value
    with pytest.raises(Refusal, match="taken back already"):
        office.do(correct_entry, first, "Again")
    with pytest.raises(Refusal, match="itself a correction"):
        office.do(correct_entry, second, "Again")
    office.do(CHARGE, run_of)
    with pytest.raises(Refusal, match="A pay run is not taken back"):
        office.do(correct_entry, office.read(journal_of, "pay_run", run_of.pay_run_id), "Wrong")
    with pytest.raises(Refusal, match="no longer there"):
        office.do(correct_entry, 4711, "Wrong")


def test_only_treasurers_and_owners(as_role, office, two) -> None:
    first = office.do(receive_money, two.ann, two.council, "direct-payment", 4_000, DAY).value
    with pytest.raises(NotAllowed):
        as_role(Role.OFFICE).do(correct_entry, first, "Wrong")
    as_role(Role.TREASURER).do(correct_entry, first, "Wrong")
    assert office.read(balances, None)[two.ann] == 0


def test_a_posted_entry_is_not_undone(office, two) -> None:
    office.do(receive_money, two.ann, two.council, "direct-payment", 4_000, DAY)
    assert "Received" not in (office.next_undo() or "")
