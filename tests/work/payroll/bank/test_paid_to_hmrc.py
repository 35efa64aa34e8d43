"""A tax month that a bank file paid HMRC for is not paid again unnoticed."""

from __future__ import annotations

import pytest

from carecoop_desktop.platform.kernel.dates import format_moment
from carecoop_desktop.platform.kernel.errors import NotAllowed, Refusal
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.bank.files import bank_plan, bank_upload
from carecoop_desktop.work.payroll.bank.paid_to_hmrc import hmrc_paid
from carecoop_desktop.work.payroll.bank.saved import note_bank_file
from tests.work.payroll.crew import Crew

APRIL = "120PA000123452701"
MONTH = {"hmrc": [APRIL]}


def test_a_second_file_needs_to_be_told_so(paid: tuple[Crew, int]) -> None:
    crew, run = paid
    made = crew.office.read(bank_upload, run, "generic", None, ("hmrc",))
    assert made.plan.again == () and made.plan.pays == {"wages": ["PAY A0"], "hmrc": [APRIL]}
    crew.office.do(note_bank_file, run, "generic", MONTH)
    (kept,) = crew.office.read(hmrc_paid)[APRIL]
    assert kept.by == crew.office.user.name
    with pytest.raises(Refusal) as told:
        crew.office.read(bank_upload, run, "barclays", None, ("hmrc",))
    assert format_moment(kept.at) in told.value.sentence and "tax month 1 already" in told.value.sentence
    plan = crew.office.read(bank_plan, run, "barclays", None, ("hmrc",))
    assert [each.kind for each in plan.again] == ["hmrc"] and plan.looks == (plan.again[0].told, *plan.findings)
    assert crew.office.read(bank_upload, run, "generic", None, ("hmrc",), ["hmrc"]).content == made.content
    assert "hmrc" not in crew.office.read(bank_upload, run, "generic").plan.pays, "wages alone are none to HMRC"


def test_another_run_of_the_month_is_the_same_payment_and_another_month_is_not(paid: tuple[Crew, int]) -> None:
    crew, run = paid
    crew.office.do(note_bank_file, run, "generic", MONTH)
    late = crew.supplement(4, {"Ann": 10})
    plan = crew.office.read(bank_plan, late, "generic", None, ("hmrc",))
    assert plan.pays["hmrc"] == [APRIL] and len(plan.again) == 1
    may = crew.office.read(bank_plan, crew.pay(5, {"Ann": 150}), "generic", None, ("hmrc",))
    assert may.again == () and may.pays["hmrc"] == ["120PA000123452702"]


def test_every_file_is_kept_and_the_last_is_taken_back_by_undo(paid: tuple[Crew, int]) -> None:
    crew, run = paid
    crew.office.do(note_bank_file, run, "generic", MONTH)
    first = crew.office.read(hmrc_paid)[APRIL]
    crew.office.do(note_bank_file, run, "generic", MONTH, ["hmrc"])
    assert len(crew.office.read(hmrc_paid)[APRIL]) == 2
    crew.office.undo()
    assert crew.office.read(hmrc_paid)[APRIL] == first
    crew.office.user = User("Tom", Role.READ_ONLY)
    with pytest.raises(NotAllowed):
        crew.office.do(note_bank_file, run, "generic", MONTH, ["hmrc"])
