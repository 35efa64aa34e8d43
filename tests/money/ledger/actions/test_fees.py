"""What the co-op charges."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.money.ledger.actions import charge_fee, charge_monthly_fees, correct_entry, set_fees
from carecoop_desktop.money.ledger.queries import balances, faults, proof, trial_balance
from carecoop_desktop.money.ledger.queries.proof import journal_of
from carecoop_desktop.platform.kernel.errors import Conflict, Invalid, Refusal

DAY = date(2026, 11, 30)


def test_monthly_fees_by_how_many_fund(office, two) -> None:
    assert office.do(charge_monthly_fees, date(2026, 11, 3)).value == 2
    assert office.read(balances, DAY) == {two.james: -999, two.ann: -1199}
    assert office.read(proof).from_office == -2198
    assert {line.code: line.pence for line in office.read(trial_balance)}["coop-fees"] == -2198
    assert office.read(faults) == []


def test_a_month_is_charged_once_unless_taken_back(office, two) -> None:
    office.do(charge_monthly_fees, DAY)
    with pytest.raises(Refusal, match="November 2026 have been charged already"):
        office.do(charge_monthly_fees, DAY)
    office.do(correct_entry, office.read(journal_of, "monthly-fees", 202611), "Wrong fee")
    office.do(set_fees, 500, 700)
    office.do(charge_monthly_fees, DAY)
    assert office.read(balances, DAY) == {two.james: -500, two.ann: -700}


def test_nobody_to_charge(office, two) -> None:
    with pytest.raises(Refusal, match="Nobody had a budget in January 2020"):
        office.do(charge_monthly_fees, date(2020, 1, 1))


def test_a_single_fee(office, two) -> None:
    office.do(charge_fee, two.ann, 2_500, DAY, "Setting up a second payroll")
    assert office.read(balances, DAY) == {two.ann: -2_500}
    with pytest.raises(Invalid):
        office.do(charge_fee, 77, 0, DAY)
    with pytest.raises(Invalid):
        office.do(set_fees, 0, 700)


def test_fees_that_another_desk_set_are_not_replaced_unread(office) -> None:
    seen = office.read(lambda reader: reader.mark)
    office.do(set_fees, 500, 700)
    with pytest.raises(Conflict, match="Priya Shah added a setting at"):
        office.do(set_fees, 600, 800, seen)
