"""What to look at before a run is paid."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.people.assistants.actions import set_bank_details
from carecoop_desktop.people.assistants.entries import Bank
from carecoop_desktop.work.payroll.bank.checking import HELD, LOOK, run_checks
from carecoop_desktop.work.payroll.bank.modulus import load_modulus_table
from tests.work.payroll.crew import Crew


def test_a_missing_account_is_told_and_that_nothing_checks(paid: tuple[Crew, int]) -> None:
    crew, run = paid
    checks = crew.office.read(run_checks, run)
    assert [(one.name, one.state) for one in checks.found if "No bank details" in one.what] == [("Bea Ward", LOOK)]
    assert "load Pay.UK's table" in checks.unchecked


def test_a_number_that_cannot_be_is_told(paid: tuple[Crew, int]) -> None:
    crew, run = paid
    crew.office.do(load_modulus_table, "089999 089999 MOD10 0 0 0 0 0 0 7 1 3 7 1 3 7 1")
    assert not [one for one in crew.office.read(run_checks, run).found if "cannot belong" in one.what]
    crew.office.do(set_bank_details, crew.ids["Ann"], Bank(date(2025, 1, 2), "Ann Ward", "08-99-99", "66374959"))
    checks = crew.office.read(run_checks, run)
    assert [one.name for one in checks.found if one.what.startswith("This account number cannot")] == ["Ann Ward"]
    assert checks.unchecked == ""


def test_those_held_back_come_first(paid: tuple[Crew, int]) -> None:
    crew, _ = paid
    draft = crew.start(5, {"Ann": 10, "Bea": 10})
    states = [one.state for one in crew.office.read(run_checks, draft).found]
    assert states == sorted(states) and set(states) <= {HELD, LOOK}
