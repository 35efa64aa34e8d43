"""A pay run from locked hours to issued payslips, in the small demo office."""

import pytest

from carecoop_desktop.app import features
from carecoop_desktop.home.settings.checking import check_office
from carecoop_desktop.people.assistants.actions import set_pay_rate
from carecoop_desktop.people.assistants.entries import PayRate
from carecoop_desktop.platform.kernel.errors import Invalid, NotAllowed, Refusal
from carecoop_desktop.platform.office.demo import PLANS
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.actions import allow_payslip, finish_run, start_run, work_out_again
from carecoop_desktop.work.payroll.queries import PayslipView, payslips, run_totals, run_view, runs, working
from carecoop_desktop.work.timesheets.queries import PayPeriod, periods

PLAN = PLANS["small"]


@pytest.fixture
def locked(living: Office) -> PayPeriod:
    """November with its hours locked."""
    for room in features():
        if room.room == "timesheets" and room.demo_month:
            room.demo_month.load()(living, PLAN)
    return next(p for p in living.read(periods) if p.state == "locked")


def slips(office: Office, run: int) -> dict[str, PayslipView]:
    return {view.name: view for view in office.read(payslips, run)}


def underpay(office: Office, view: PayslipView) -> None:
    office.do(set_pay_rate, view.assistant_id, PayRate("standard", 700, PLAN.today.replace(day=1)))


def test_a_run_pays_everybody_and_is_posted_whole(living: Office, locked: PayPeriod) -> None:
    run = living.do(start_run, locked.id).value
    assert {view.state for view in slips(living, run).values()} == {"ready"}
    living.do(finish_run, run)
    totals = living.read(run_totals, run)
    assert totals["employer_cost"] == totals["charged_to_members"] + totals["charged_to_coop"]
    assert living.read(run_view, run).state == "finished"
    assert [fault for part in check_office(living, features()) for fault in part.faults] == []


def test_one_wrong_person_never_holds_up_the_rest(living: Office, locked: PayPeriod) -> None:
    run = living.do(start_run, locked.id).value
    wrong, *others = slips(living, run).values()
    underpay(living, wrong)
    living.do(work_out_again, run)
    held = slips(living, run)[wrong.name]
    assert held.state == "problem" and "minimum wage" in held.problem
    assert living.do(finish_run, run).value == len(others)
    assert wrong.name not in slips(living, run)


def test_an_owner_may_let_a_held_payslip_through_with_a_reason(living: Office, locked: PayPeriod) -> None:
    run = living.do(start_run, locked.id).value
    wrong = next(iter(slips(living, run).values()))
    underpay(living, wrong)
    living.do(work_out_again, run)
    held = slips(living, run)[wrong.name]
    with pytest.raises(Invalid):
        living.do(allow_payslip, held.id, "  ")
    clerk = Office(living.database, User("Sam", Role.PAYROLL))
    with pytest.raises(NotAllowed):
        clerk.do(allow_payslip, held.id, "He said so")
    living.do(allow_payslip, held.id, "Paid the rest by hand on 27 Nov")
    assert slips(living, run)[wrong.name].state == "ready"
    living.do(work_out_again, run)
    assert slips(living, run)[wrong.name].allowed == "Paid the rest by hand on 27 Nov"


def test_a_period_is_paid_once_and_only_when_locked(living: Office) -> None:
    first = next(p for p in living.read(periods) if p.state == "open")
    with pytest.raises(Refusal, match="not locked yet"):
        living.do(start_run, first.id)
    done = next(run for run in living.read(runs) if run.state == "finished")
    with pytest.raises(Refusal):
        living.do(start_run, done.pay_period_id)


def test_a_finished_run_cannot_be_moved_or_undone(living: Office, locked: PayPeriod) -> None:
    run = living.do(start_run, locked.id).value
    living.do(finish_run, run)
    for deed in (finish_run, work_out_again):
        with pytest.raises(Refusal, match="finished"):
            living.do(deed, run)
    assert living.next_undo() is None or "Finished" not in str(living.next_undo())


def test_starting_a_run_can_be_undone_and_done_again(living: Office, locked: PayPeriod) -> None:
    living.do(start_run, locked.id)
    living.undo()
    assert all(run.state == "finished" for run in living.read(runs))
    living.redo()
    assert any(run.state == "draft" for run in living.read(runs))


def test_pay_to_date_runs_on_from_month_to_month(living: Office, locked: PayPeriod) -> None:
    run = living.do(start_run, locked.id).value
    earlier = max((r for r in living.read(runs) if r.state == "finished"), key=lambda r: r.pay_date)
    before = slips(living, earlier.id)
    for name, view in slips(living, run).items():
        if name in before:
            assert view.inputs["taxable_before"] == before[name].figures["taxable_to_date"]
            assert view.figures["tax_to_date"] == before[name].figures["tax_to_date"] + view.figures["tax"]


def test_every_figure_has_a_working_that_ends_in_it(living: Office) -> None:
    run = max(living.read(runs), key=lambda r: r.pay_date)
    for view in living.read(payslips, run.id):
        lines = living.read(working, view.id)
        assert lines["net"][-1].pence == view.figures["net"]
        assert sum(line.pence or 0 for line in lines["gross"]) == view.figures["gross"]
        assert sum(line.pence or 0 for line in lines["charges"]) == view.figures["employer_cost"]


def test_somebody_without_pay_rights_sees_no_pay(living: Office) -> None:
    clerk = Office(living.database, User("Sam", Role.OFFICE))
    for query in (runs, lambda reader: payslips(reader, 1)):
        with pytest.raises(NotAllowed):
            clerk.read(query)
