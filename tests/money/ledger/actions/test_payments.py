"""Money that goes out."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.money.ledger.actions import (
    charge_earlier_wages,
    pay_out,
    pay_out_many,
    pay_owed,
    receive_money,
    settle_with_office,
)
from carecoop_desktop.money.ledger.entries import EarlierWages, Payment
from carecoop_desktop.money.ledger.listening import charge_accounts
from carecoop_desktop.money.ledger.permissions import POST_MONEY
from carecoop_desktop.money.ledger.queries import balances, faults, member_lines, owed_for_pay, proof
from carecoop_desktop.platform.kernel.errors import Invalid, Refusal
from carecoop_desktop.platform.office.actions import Action

DAY = date(2026, 11, 28)
CHARGE = Action("ledger.charge", "Charge", POST_MONEY, False, charge_accounts)


def test_an_invoice_is_paid_from_the_members_own_money(office, two) -> None:
    office.do(receive_money, two.ann, None, "contribution", 10_000, DAY)
    office.do(pay_out, two.ann, "insurance", 9_200, DAY, "Employers’ liability")
    assert office.read(balances, DAY)[two.ann] == 800
    assert office.read(proof).bank == 800


def test_nobody_elses_money_pays(office, two) -> None:
    office.do(receive_money, two.james, None, "contribution", 50_000, DAY)
    office.do(receive_money, two.ann, None, "contribution", 100, DAY)
    with pytest.raises(Refusal, match="Ann Dâfydd’s account holds only £1"):
        office.do(pay_out, two.ann, "insurance", 101, DAY)
    with pytest.raises(Refusal):
        office.do(pay_out_many, [Payment(two.ann, "invoice", 60, DAY), Payment(two.ann, "invoice", 60, DAY)])
    assert office.read(balances, DAY)[two.ann] == 100


def test_only_what_is_owed_is_paid(office, two, run_of) -> None:
    office.do(CHARGE, run_of)
    owed = office.read(owed_for_pay)
    assert owed["net-pay-owed"] == run_of.net
    with pytest.raises(Refusal, match="Only £900"):
        office.do(pay_owed, "net-pay", run_of.net + 1, DAY)
    office.do(pay_owed, "net-pay", run_of.net, DAY)
    office.do(pay_owed, "hmrc", owed["hmrc-owed"], DAY)
    office.do(pay_owed, "pension", owed["pension-owed"], DAY)
    assert set(office.read(owed_for_pay).values()) == {0}
    assert office.read(proof).holds


def test_the_co_op_pays_its_own_share_in(office, two, run_of) -> None:
    office.do(CHARGE, run_of)
    assert office.read(proof).from_office == 3_300
    assert office.do(settle_with_office, DAY).value == 3_300
    found = office.read(proof)
    assert (found.from_office, found.bank) == (0, 3_300)
    assert office.read(faults) == []
    with pytest.raises(Refusal, match="owe each other nothing"):
        office.do(settle_with_office, DAY)


def test_wages_of_an_earlier_payroll(office, two) -> None:
    office.do(charge_earlier_wages, date(2026, 1, 14), [EarlierWages(two.ann, 600, 18_600)])
    (line,) = office.read(member_lines, two.ann, date(2026, 1, 1), date(2026, 1, 31))
    assert (line.day, line.minutes, line.pence) == (date(2026, 1, 31), 600, -18_600)
    assert line.text == "Wages, earlier payroll, January 2026"
    with pytest.raises(Invalid):
        office.do(charge_earlier_wages, date(2026, 2, 1), [])


def test_what_is_typed_wrongly(office, two) -> None:
    with pytest.raises(Invalid) as told:
        office.do(pay_out, 999, "bribe", -5, date(1990, 1, 1))
    assert {issue.field for issue in told.value.issues} == {"member_id", "heading", "pence", "day"}
    with pytest.raises(Invalid):
        office.do(pay_owed, "landlord", 5, DAY)
    with pytest.raises(Invalid):
        office.do(settle_with_office, date(2040, 1, 1))
    with pytest.raises(Invalid):
        office.do(pay_out_many, [])
