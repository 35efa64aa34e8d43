"""Members' money is proved, and what is wrong is told."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text

from carecoop_desktop.money.ledger.actions import charge_fee, receive_money
from carecoop_desktop.money.ledger.listening import charge_accounts
from carecoop_desktop.money.ledger.permissions import POST_MONEY
from carecoop_desktop.money.ledger.queries import faults, overdrawn, proof, trial_balance
from carecoop_desktop.money.ledger.queries.proof import accounts_balanced, pay_run_debts
from carecoop_desktop.platform.office.actions import Action

DAY = date(2026, 11, 2)
CHARGE = Action("ledger.charge", "Charge", POST_MONEY, False, charge_accounts)


def _spoil(office, statement: str) -> None:
    with office.database.writing() as connection:
        connection.execute(text(statement))


def test_an_empty_office_is_in_order(office) -> None:
    assert office.read(faults) == office.read(trial_balance) == office.read(overdrawn) == []
    assert office.read(proof).holds
    assert office.read(accounts_balanced).ok


def test_an_amount_that_was_altered_shows(office, two) -> None:
    office.do(receive_money, two.ann, None, "contribution", 700, DAY)
    _spoil(office, "UPDATE posting SET pence = pence + 1 WHERE pence > 0")
    found = office.read(faults)
    assert found[0].endswith("“The member's contribution” is £0.01 out of balance.")
    assert "Members’ accounts hold £7.00" in found[1]
    assert "holds £7.01" in found[1]
    check = office.read(accounts_balanced)
    assert not check.ok
    assert check.gaps[0][2] == "The books"


def test_an_entry_without_amounts_shows(office, two) -> None:
    office.do(receive_money, two.ann, None, "contribution", 700, DAY)
    _spoil(office, "DELETE FROM posting")
    assert "has no amounts" in office.read(faults)[0]


def test_a_day_that_was_altered_shows(office, two) -> None:
    office.do(receive_money, two.ann, None, "contribution", 700, DAY)
    _spoil(office, "UPDATE posting SET day = '2026-01-01' WHERE pence > 0")
    assert office.read(faults) == ["1 amounts stand on another day than their entry."]


def test_money_moved_into_the_other_book_shows(office, two) -> None:
    office.do(charge_fee, two.ann, 700, DAY)
    _spoil(office, "UPDATE posting SET account_id = (SELECT id FROM account WHERE code = 'coop-fees') "
                   "WHERE account_id = (SELECT id FROM account WHERE code = 'due-from-office')")  # fmt: skip
    found = office.read(faults)
    assert "mixes members’ money with the co-op’s own" in found[0]
    assert "The two books disagree by £7.00" in found[-1]


def test_an_overdrawn_member_is_the_co_ops_advance(office, two) -> None:
    office.do(charge_fee, two.ann, 700, DAY)
    assert office.read(proof).advance == 700
    assert office.read(overdrawn)[0].startswith("Ann Dâfydd’s account is £7.00 overdrawn; the co-op has to put that in")
    check = office.read(accounts_balanced)
    assert (check.met, check.total) == (0, 1)
    assert check.gaps == (("accounts", two.ann, "Ann Dâfydd", "£7.00 overdrawn"),)


def test_what_runs_left_to_be_paid(office, two, run_of) -> None:
    office.do(CHARGE, run_of)
    debts = {debt.account: debt.pence for debt in office.read(pay_run_debts)}
    assert debts["net-pay-owed"] == run_of.net
    assert sum(debts.values()) == sum(charge.pence for charge in run_of.charges)


def test_the_demo_is_proved_with_its_pay_runs(demo_office) -> None:
    assert demo_office.read(faults) == []
    assert sum(line.pence for line in demo_office.read(trial_balance)) == 0
    with demo_office.database.reading() as connection:
        runs = connection.execute(text("SELECT count(*) FROM pay_run WHERE state = 'finished'")).scalar_one()
        journals = connection.execute(text("SELECT count(*) FROM journal WHERE source = 'pay_run'")).scalar_one()
    assert runs == journals >= 8
