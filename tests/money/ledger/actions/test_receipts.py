"""Money that comes in."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.money.ledger.actions import receive_many, receive_money
from carecoop_desktop.money.ledger.entries import Receipt
from carecoop_desktop.money.ledger.queries import balances, faults, member_lines, proof
from carecoop_desktop.platform.kernel.errors import Invalid, NotAllowed
from carecoop_desktop.platform.office.permissions import Role

DAY = date(2026, 11, 2)


def test_a_receipt_stands_in_the_members_account(office, two) -> None:
    done = office.do(receive_money, two.james, two.council, "direct-payment", 192_000, DAY, "BACS 4711")
    assert done.sentence == "Received £1,920.00 for James Hollis"
    (line,) = office.read(member_lines, two.james, DAY, DAY)
    assert (line.pence, line.balance, line.funder, line.text) == (
        192_000, 192_000, "Cheshire West and Chester", "BACS 4711"
    )  # fmt: skip
    assert office.read(proof).bank == 192_000
    assert office.read(balances, date(2026, 11, 1)) == {}


def test_many_receipts_at_once(office, two) -> None:
    office.do(receive_many, [
        Receipt(two.james, two.council, "direct-payment", 100, DAY),
        Receipt(two.ann, None, "contribution", 50, DAY),
        Receipt(two.ann, two.board, "phb", 25, DAY),
    ])  # fmt: skip
    assert office.read(balances, DAY) == {two.james: 100, two.ann: 75}
    assert office.read(faults) == []


def test_every_issue_is_told_at_once(office, two) -> None:
    with pytest.raises(Invalid) as told:
        office.do(receive_money, 999, 888, "gift", 0, date(2030, 1, 1))
    assert {issue.field for issue in told.value.issues} == {"member_id", "funder_id", "heading", "pence", "day"}


def test_a_direct_payment_names_its_council(office, two) -> None:
    with pytest.raises(Invalid, match="Say which council"):
        office.do(receive_money, two.james, None, "direct-payment", 100, DAY)


def test_one_bad_receipt_stops_them_all(office, two) -> None:
    with pytest.raises(Invalid):
        office.do(receive_many, [Receipt(two.ann, None, "contribution", 50, DAY), Receipt(two.ann, None, "x", 5, DAY)])
    assert office.read(balances, None) == {}


def test_a_reader_may_not(as_role, two) -> None:
    with pytest.raises(NotAllowed):
        as_role(Role.READ_ONLY).do(receive_money, two.ann, None, "contribution", 50, DAY)
