"""The bank's file of a run: who is in it, who is not, and what to look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from carecoop_desktop.people.assistants.actions import set_bank_details
from carecoop_desktop.people.assistants.entries import Bank
from carecoop_desktop.platform.kernel.errors import NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.bacs import Credit
from carecoop_desktop.work.payroll.bank.choosing import STANDARD_18, bring_in_layout
from carecoop_desktop.work.payroll.bank.files import MISFIT, BankPlan, Payment, bank_plan, bank_upload
from carecoop_desktop.work.payroll.bank.modulus import load_modulus_table
from carecoop_desktop.work.payroll.queries import latest_run, payments, run_totals
from carecoop_desktop.work.payroll.rti.actions import set_employer
from carecoop_desktop.work.payroll.rti.employer import Employer
from tests.work.payroll.crew import Crew


def test_everybody_with_an_account_is_in_it(living: Office) -> None:
    run = living.read(latest_run)
    made, paid = living.read(bank_upload, run.id, "barclays"), living.read(payments, run.id)
    wages = [one for one in made.plan.payments if one.kind == "wages"]
    assert [one.credit for one in wages] == [Credit(*one) for one in paid]
    assert sum(one.credit.pence for one in wages) == living.read(run_totals, run.id)["net"]
    assert made.content.count(b"\r\n") == len(made.plan.payments)
    bacs = living.read(bank_upload, run.id, STANDARD_18)
    assert bacs.content.startswith(b"VOL1") and bacs.plan.pence == made.plan.pence
    assert bacs.content.count(b"\r\n") == len(made.plan.payments) + 8


def test_who_cannot_be_paid_is_named(paid: tuple[Crew, int]) -> None:
    crew, run = paid
    plan = crew.office.read(bank_plan, run, "generic")
    assert [one.credit.name for one in plan.payments] == ["Ann Ward"]
    assert plan.left_out == ("Bea Ward: no bank details",)
    assert plan.pence == crew.slip(run, "Ann").to_pay and plan.paid_on == date(2026, 4, 28)
    assert plan.file_name == "bank-dee-valley-care-generic-2026-04-28.csv"
    assert replace(plan, layout=None).file_name == "bank-dee-valley-care-standard-18-2026-04-28.txt"


@pytest.mark.parametrize("layout", ["generic", STANDARD_18])
def test_a_name_that_the_bank_cannot_write_is_left_out_and_told(paid: tuple[Crew, int], layout: str) -> None:
    crew, run = paid
    crew.office.do(set_bank_details, crew.ids["Bea"], Bank(date(2025, 1, 1), "李 小龙", "08-99-99", "66374958"))
    plan = crew.office.read(bank_plan, run, layout)
    assert len(plan.payments) == 1 and plan.left_out[0].startswith("李 小龙: the name on the account has letters")


def test_an_account_that_cannot_be_is_a_finding_and_is_still_paid(paid: tuple[Crew, int]) -> None:
    crew, run = paid
    crew.office.do(load_modulus_table, "089999 089999 MOD10 0 0 0 0 0 0 7 1 3 7 1 3 7 1")
    assert crew.office.read(bank_plan, run, "generic").findings == ()
    crew.office.do(set_bank_details, crew.ids["Bea"], Bank(date(2025, 1, 1), "B Ward", "08-99-99", "66374959"))
    plan = crew.office.read(bank_plan, run, "generic")
    assert plan.findings == (f"B Ward: {MISFIT}",) and [bool(one.wrong) for one in plan.payments] == [False, True]


def test_nobody_to_pay_is_refused_when_the_file_is_written(paid: tuple[Crew, int]) -> None:
    crew, run = paid
    crew.office.do(set_bank_details, crew.ids["Ann"], Bank(date(2025, 1, 2), "李", "08-99-99", "66374958"))
    assert crew.office.read(bank_plan, run, "generic").payments == ()
    with pytest.raises(Refusal, match="Nobody"):
        crew.office.read(bank_upload, run, "generic")


@pytest.mark.parametrize(
    ("spoil", "layout", "told"),
    [
        (lambda crew: crew.office.do(set_employer, {"bank_account": ""}), "generic", "account that wages are paid"),
        (lambda crew: crew.office.do(set_employer, {"service_user": ""}), STANDARD_18, "service user number"),
        (lambda crew: None, "hsbc", "no bank file called “hsbc”"),
    ],
)
def test_what_is_missing_is_refused(
    paid: tuple[Crew, int], spoil: Callable[[Crew], None], layout: str, told: str
) -> None:
    crew, run = paid
    spoil(crew)
    with pytest.raises(Refusal, match=told):
        crew.office.read(bank_upload, run, layout)


def test_an_employer_who_pays_nobody_in_it_is_refused(paid: tuple[Crew, int]) -> None:
    crew, run = paid
    with pytest.raises(Refusal, match="pays nobody in this run"):
        crew.office.read(bank_upload, run, "generic", 77)


def test_a_draft_is_refused(paid: tuple[Crew, int]) -> None:
    crew, _ = paid
    with pytest.raises(Refusal, match="not finished"):
        crew.office.read(bank_upload, crew.start(5, {"Ann": 10}), "generic")


def test_an_offices_own_layout_is_used(paid: tuple[Crew, int]) -> None:
    crew, run = paid
    text = """name = "Ours"
source = "the bank's guide"
checked_on = 2026-11-22
dates = "%d/%m/%Y"
encoding = "utf-8"
ends = "lf"
width = 30
capitals = false
headings = false
above = [["{count}", "{total}"]]
below = []
columns = [{heading = "", value = "{sort_code}{account}"}, {heading = "", value = "{pence}"}]
"""
    assert crew.office.do(bring_in_layout, "ours.toml", text).value == "ours"
    made = crew.office.read(bank_upload, run, "ours")
    pounds = f"{made.plan.pence // 100}.{made.plan.pence % 100:02d}"
    assert made.content.decode() == f"1,{pounds}\n08999966374958,{made.plan.pence}\n"


def test_a_plan_adds_up() -> None:
    one = Payment("wages", Credit("A", "000000", "00000000", 12, ""))
    assert BankPlan(Employer("X"), None, 1, date(2026, 4, 6), (one, one), (), ()).pence == 24


def test_bank_details_need_their_right(living: Office) -> None:
    run = living.read(latest_run).id
    living.user = User("Tom", Role.READ_ONLY)
    with pytest.raises(NotAllowed):
        living.read(bank_upload, run, "generic")
