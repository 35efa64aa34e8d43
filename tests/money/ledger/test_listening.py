"""A finished pay run charges the accounts, in one entry, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.money.ledger.listening import charge_accounts, pay_run_entry
from carecoop_desktop.money.ledger.permissions import POST_MONEY
from carecoop_desktop.money.ledger.queries import balances, faults, member_lines, owed_for_pay, proof, trial_balance
from carecoop_desktop.money.ledger.rules.entry import check_entry
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.actions import Action
from carecoop_desktop.work.payroll.events import Borne, Charge, PayRunFinished, Relief

DAY = date(2026, 11, 27)
CHARGE = Action("ledger.charge", "Charge", POST_MONEY, False, charge_accounts)


def test_members_are_charged_by_heading_with_their_minutes(office, two, run_of) -> None:
    office.do(CHARGE, run_of)
    assert office.read(balances, DAY) == {two.james: -33_500, two.ann: -65_500}
    lines = office.read(member_lines, two.ann, DAY, DAY)
    assert [(line.heading, line.pence, line.minutes) for line in lines] == [
        ("wages", -60_000, 2_400),
        ("on-costs", -5_500, 0),
    ]
    assert lines[0].text == "Pay run, month 8, 2026-27: Marek Nowak 10.00 h, Siân Davies 30.00 h"


def test_what_is_owed_and_the_co_ops_own_share(office, two, run_of) -> None:
    office.do(CHARGE, run_of)
    hmrc = run_of.tax + run_of.ee_ni + run_of.er_ni + run_of.student_loans
    assert office.read(owed_for_pay) == {
        "net-pay-owed": run_of.net, "hmrc-owed": hmrc, "pension-owed": run_of.ee_pension + run_of.er_pension
    }  # fmt: skip
    held = {line.code: line.pence for line in office.read(trial_balance)}
    assert held["coop-pay"] == held["due-from-office"] == -held["due-to-clients"] == 3_300
    assert office.read(proof).advance == 33_500 + 65_500
    assert office.read(faults) == []


def test_a_run_that_does_not_balance_is_refused(office, two, run_of) -> None:
    with pytest.raises(Refusal, match="The pay run does not balance"):
        office.do(CHARGE, replace(run_of, net=run_of.net + 1))
    assert office.read(trial_balance) == []


def test_ten_thousand_payslips_make_one_entry_by_member() -> None:
    charges = tuple(Charge(n, n, f"PA {n}", n % 50 if n % 50 else None, 60, 1_000, 100, 0) for n in range(10_000))
    total = sum(charge.pence for charge in charges)
    event = PayRunFinished(1, "month 8, 2026-27", DAY, total - 10, 4, 3, 2, 1, 0, 0, charges)
    made = pay_run_entry(event)
    check_entry(made)
    assert len(made.legs) == 49 * 2 + 2 + 2 + 3
    wages = next(leg for leg in made.legs if leg.account == "member:1")
    assert wages.minutes == 200 * 60
    assert wages.text.endswith("and 188 more")


def test_a_run_of_the_co_ops_own_hours_only(office, two) -> None:
    event = PayRunFinished(3, "week 3, 2026-27", DAY, 900, 100, 0, 0, 0, 0, 0,
                           (Charge(1, 1, "Marek Nowak", None, 60, 1_000, 0, 0),))  # fmt: skip
    office.do(CHARGE, event)
    assert office.read(balances, None) == {}
    assert office.read(proof).from_office == 1_000


_PENCE = st.integers(-500_000, 500_000)
_RELIEF = st.builds(Relief, st.sampled_from(("allowance", "statutory")), st.just("Dee Valley"),
                    st.none() | st.integers(1, 4), _PENCE)  # fmt: skip
_CHARGES = st.builds(Charge, st.just(1), st.just(1), st.just("Siân Davies"), st.none() | st.integers(1, 4),
                     st.just(60), _PENCE, _PENCE, _PENCE)  # fmt: skip


@given(st.lists(_CHARGES, min_size=1, max_size=6), st.lists(_RELIEF, max_size=5), st.tuples(*[_PENCE] * 6))
def test_whatever_an_employer_is_relieved_of_both_books_balance_and_hmrc_gets_the_rest(charges, reliefs, parts) -> None:
    tax, ee_ni, er_ni, pension, loans, orders = parts
    net = sum(charge.pence for charge in charges) - sum(parts)
    event = PayRunFinished(
        1, "month 8, 2026-27", DAY, net, tax, ee_ni, er_ni, pension, 0, loans, tuple(charges), orders, 0, tuple(reliefs)
    )
    made = pay_run_entry(event)
    if made.legs:
        check_entry(made)
    held = {"hmrc-owed": 0, "coop-reliefs": 0}
    for leg in made.legs:
        held[leg.account] = held.get(leg.account, 0) + leg.pence
    assert -held["hmrc-owed"] == tax + ee_ni + er_ni + loans - sum(one.pence for one in reliefs)
    assert -held["coop-reliefs"] == sum(one.pence for one in reliefs if one.member_id is None)
    assert sum(leg.pence for leg in made.legs if leg.account.startswith("member:") and leg.heading == "relief") == -sum(
        one.pence for one in reliefs if one.member_id is not None
    )


def test_what_is_recovered_goes_to_whoever_is_the_employer(office, two, run_of) -> None:
    event = replace(run_of, reliefs=(Relief("statutory", "James Hollis", two.james, 900),
                                     Relief("allowance", "Dee Valley", None, 1_500)))  # fmt: skip
    office.do(CHARGE, event)
    assert office.read(balances, DAY)[two.james] == -33_500 + 900
    (relief,) = [line for line in office.read(member_lines, two.james, DAY, DAY) if line.heading == "relief"]
    assert relief.text == "Pay run, month 8, 2026-27: Statutory pay recovered, James Hollis"
    held = {line.code: line.pence for line in office.read(trial_balance)}
    assert held["coop-reliefs"] == -1_500 and held["due-from-office"] == 3_300 - 1_500
    assert office.read(faults) == []


def test_what_pas_no_longer_owe_is_the_employers_cost(office, two, run_of) -> None:
    event = replace(run_of, borne=(Borne("Marek Nowak", "2026-27", None, 700),
                                   Borne("Siân Davies", "2024-25", two.james, 250)))  # fmt: skip
    office.do(CHARGE, event)
    assert office.read(balances, DAY)[two.james] == -33_500 - 250
    (borne,) = [line for line in office.read(member_lines, two.james, DAY, DAY) if line.heading == "ni-borne"]
    assert borne.text.endswith("National Insurance of Siân Davies for 2024-25 that can no longer be taken from pay")
    assert office.read(owed_for_pay)["net-pay-owed"] == run_of.net + 950
    held = {line.code: line.pence for line in office.read(trial_balance)}
    assert held["due-from-office"] == 3_300 + 700 == -held["due-to-clients"]
    assert office.read(faults) == []
