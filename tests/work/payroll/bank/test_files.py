"""The bank's file of a run: who is in it, who is not, and what to look at."""

from __future__ import annotations

import pytest

from carecoop_desktop.platform.kernel.errors import NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.bacs import bacs_file
from carecoop_desktop.work.payroll.bank.files import STANDARD_18, bank_upload
from carecoop_desktop.work.payroll.bank.modulus import load_modulus_table
from carecoop_desktop.work.payroll.queries import latest_run, payments
from tests.work.payroll.crew import crew_in


def test_everybody_with_an_account_is_in_it(living: Office) -> None:
    run = living.read(latest_run)
    made, paid = living.read(bank_upload, run.id, "barclays"), living.read(payments, run.id)
    assert (made.payments, made.pence) == (len(paid), sum(one[3] for one in paid))
    assert made.content.count(b"\r\n") == len(paid) and made.findings == ()
    assert living.read(bank_upload, run.id, STANDARD_18).content.decode() == living.read(bacs_file, run.id).text


def test_an_account_that_cannot_be_is_a_finding(living: Office) -> None:
    run = living.read(latest_run)
    known, account = living.read(payments, run.id)[0][1:3]
    weights = "0 " * 7 + ("1 " if account[1:] != "0000000" else "0 ") + "0 0 0 0 0 0"
    code = known.replace("-", "")
    living.do(load_modulus_table, f"{code} {code} MOD11 {weights}")
    made = living.read(bank_upload, run.id, "generic")
    told = int(account[1]) % 11 != 0
    assert bool(made.findings) == told and made.payments == len(living.read(payments, run.id))
    assert all("cannot belong to its sort code" in one for one in made.findings)


def test_a_draft_and_missing_accounts_are_refused(office: Office) -> None:
    crew = crew_in(office)
    draft = crew.start(4, {"Ann": 10})
    with pytest.raises(Refusal):
        office.read(bank_upload, draft, "generic")


def test_bank_details_need_their_right(living: Office) -> None:
    run = living.read(latest_run).id
    living.user = User("Tom", Role.READ_ONLY)
    with pytest.raises(NotAllowed):
        living.read(bank_upload, run, "generic")
