"""Whom a saved bank file pays is not paid by a second one unnoticed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier, Thread

import pytest

from carecoop_desktop.app import features
from carecoop_desktop.platform.kernel.dates import format_moment
from carecoop_desktop.platform.kernel.errors import Invalid, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import open_office
from carecoop_desktop.work.payroll.actions import discard_run, finish_run, reopen_run, start_run
from carecoop_desktop.work.payroll.bank.accounts import set_pension_account
from carecoop_desktop.work.payroll.bank.files import BankPlan, bank_plan, bank_upload
from carecoop_desktop.work.payroll.bank.saved import SavedFile, file_saved, note_bank_file, paid_before, told_again
from carecoop_desktop.work.payroll.orders.actions import add_order
from carecoop_desktop.work.payroll.pensions.actions import add_scheme
from tests.work.payroll.bank.conftest import paying_crew
from tests.work.payroll.crew import Crew
from tests.work.payroll.orders.conftest import an_order
from tests.work.payroll.pensions.conftest import a_scheme

BESIDES = ("orders", "pensions")
ALL = ("wages", *BESIDES)


def plan_of(crew: Crew, run: int, *, only_new: bool = False) -> BankPlan:
    return crew.office.read(bank_plan, run, "generic", None, BESIDES, only_new)


def save(crew: Crew, run: int) -> None:
    crew.office.do(note_bank_file, run, "generic", plan_of(crew, run).pays)


@pytest.fixture
def full(bare: Crew) -> tuple[Crew, int]:
    """A finished run of April with wages, an order and pension contributions to pay."""
    paying_crew(bare)
    scheme = bare.office.do(add_scheme, a_scheme()).value
    bare.office.do(set_pension_account, scheme, "NEST", "20-29-59", "63748472", "")
    bare.office.do(add_order, bare.ids["Ann"], an_order(
        payee="Cheshire West Council", payee_sort_code="20-29-59", payee_account="63748472"))  # fmt: skip
    return bare, bare.pay(4, {"Ann": 150})


def test_wages_orders_and_pensions_are_known_again(full: tuple[Crew, int]) -> None:
    crew, run = full
    assert plan_of(crew, run).again == () and list(plan_of(crew, run).pays) == ["wages", "orders", "pensions"]
    save(crew, run)
    again = {each.kind: each.told for each in plan_of(crew, run).again}
    file = crew.office.read(paid_before, run)["wages", "PAY A0"]
    begin = f"a bank file saved on {format_moment(file.at)} by {crew.office.user.name} pays"
    assert again == {
        "wages": f"Wages: {begin} Ann Ward already.",
        "orders": f"Attachment orders: {begin} Cheshire West Council already.",
        "pensions": f"Pension providers: {begin} NEST already.",
    }
    with pytest.raises(Refusal) as told:
        crew.office.read(bank_upload, run, "barclays", None, BESIDES, ["wages"])
    assert "--again orders pensions" in str(told.value.remedy) and "Ann Ward" not in told.value.sentence
    crew.office.read(bank_upload, run, "barclays", None, BESIDES, ["wages", "orders", "pensions"])


def test_whom_an_earlier_file_pays_can_be_left_out(full: tuple[Crew, int]) -> None:
    crew, run = full
    crew.office.do(note_bank_file, run, "generic", {"wages": ["PAY A0"]})
    plan = plan_of(crew, run, only_new=True)
    assert [each.kind for each in plan.payments] == ["orders", "pensions"] and plan.again == ()
    assert [one.partition(":")[0] for one in plan.left_out] == ["Ann Ward"] and "pays this" in plan.left_out[0]
    save(crew, crew.pay(5, {"Ann": 150}))
    assert plan_of(crew, run).again[0].kind == "wages" and len(plan_of(crew, run).again) == 1, "May is its own"


def test_an_undone_note_pays_nobody(full: tuple[Crew, int]) -> None:
    crew, run = full
    save(crew, run)
    crew.office.undo()
    assert plan_of(crew, run).again == () and crew.office.read(paid_before, run) == {}
    assert crew.faults() == []


def test_two_desks_do_not_save_the_same_payments(full: tuple[Crew, int]) -> None:
    crew, run = full
    pays = plan_of(crew, run).pays
    crew.office.do(note_bank_file, run, "generic", pays)
    with pytest.raises(Refusal, match="Meanwhile a bank file saved on"):
        crew.office.do(note_bank_file, run, "barclays", pays)
    with pytest.raises(Refusal, match="Meanwhile"):
        crew.office.do(note_bank_file, run, "barclays", pays, ["wages", "orders"])
    crew.office.do(note_bank_file, run, "barclays", pays, list(pays))


@pytest.mark.parametrize("again", [(), ALL])
def test_of_desks_that_save_in_the_same_moment_one_does(full: tuple[Crew, int], again: tuple[str, ...]) -> None:
    """Three connections of their own, held up until all of them wait at the office's one way in."""
    crew, run = full
    place = crew.office.database.address.url or crew.office.database.address.path
    text = str(place) if isinstance(place, Path) else place.render_as_string(hide_password=False)
    if again:
        save(crew, run)
    plan, told = plan_of(crew, run), []
    desks = [open_office(text, features()) for _ in range(3)]
    ready = Barrier(len(desks) + 1)

    def note(desk: Office) -> None:
        ready.wait(timeout=60)
        try:
            desk.do(note_bank_file, run, "generic", plan.pays, again, plan.known)
        except Refusal as refusal:
            told.append(refusal.sentence)

    threads = [Thread(target=note, args=(desk,)) for desk in desks]
    for thread in threads:
        thread.start()
    with crew.office.database.writing():
        ready.wait(timeout=60)
    for thread in threads:
        thread.join(timeout=60)
    for desk in desks:
        desk.close()
    assert len(told) == len(desks) - 1 and all("Meanwhile a bank file saved on" in words for words in told)
    assert crew.faults() == []


def test_a_tick_counts_for_the_file_that_was_seen(full: tuple[Crew, int]) -> None:
    crew, run = full
    save(crew, run)
    seen = plan_of(crew, run)
    crew.office.do(note_bank_file, run, "generic", seen.pays, ALL, seen.known)
    with pytest.raises(Refusal, match="Meanwhile"):
        crew.office.do(note_bank_file, run, "generic", seen.pays, ALL, seen.known)
    crew.office.do(note_bank_file, run, "generic", seen.pays, ALL, plan_of(crew, run).known)


def test_a_reopened_run_knows_the_files_of_the_run_before_it(full: tuple[Crew, int]) -> None:
    crew, run = full
    save(crew, run)
    with pytest.raises(Invalid, match="This run has a bank file saved on"):
        crew.office.do(reopen_run, run, "wrong hours")
    second = int(crew.office.do(reopen_run, run, "wrong hours", file_known=True).value)
    assert crew.office.read(file_saved, second) is None, "a draft has no file of its own"
    crew.office.do(finish_run, second)
    told = [each.told for each in plan_of(crew, second).again]
    assert len(told) == 3 and all("(before the run was reopened)" in each for each in told)
    crew.office.do(note_bank_file, second, "generic", {"wages": ["PAY A0"]}, ["wages"])
    assert "reopened" not in plan_of(crew, second).again[0].told, "the newest file is told"
    # The draft in its place may be thrown away and the period's run started anew.
    third = int(crew.office.do(reopen_run, second, "wrong again", file_known=True).value)
    crew.office.do(discard_run, third)
    fourth = int(crew.office.do(start_run, crew.period(4).id).value)
    crew.office.do(finish_run, fourth)
    assert {each.kind for each in plan_of(crew, fourth).again} == {"wages", "orders", "pensions"}
    late = crew.supplement(4, {"Ann": 10})
    assert [each.kind for each in plan_of(crew, late).again] == [], "late hours were in no file"


def test_more_names_than_three_are_counted() -> None:
    file = SavedFile(datetime(2026, 4, 28, 9, tzinfo=UTC), "Jo")
    (one,) = told_again([("wages", name, file) for name in "ABCDE"])
    assert one.told.endswith("by Jo pays A, B, C and 2 more already.")
    (two,) = told_again([("wages", "A", file), ("wages", "B", file)])
    assert two.told.endswith("pays A and B already.")
