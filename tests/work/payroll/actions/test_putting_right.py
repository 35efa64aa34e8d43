"""Amounts set by hand, corrections by the rules of their time, pay without hours, and pay below nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carecoop_desktop.people.assistants.actions import change_code, set_contract, set_pay_rate
from carecoop_desktop.people.assistants.entries import CodeNotice, Contract, PayRate
from carecoop_desktop.platform.kernel.errors import Conflict, Invalid, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.actions import (
    add_to_run,
    correct_payslip,
    drop_correction,
    finish_run,
    set_line,
    work_out_again,
)
from carecoop_desktop.work.payroll.employers.queries import employments
from carecoop_desktop.work.payroll.queries import working
from carecoop_desktop.work.payroll.queries.to_date import year_figures
from carecoop_desktop.work.payroll.rules.correcting import Correction
from tests.work.payroll.crew import Crew, crew_in

WRONG = "Two hours on the 3rd were not written down"


@pytest.fixture
def crew(office: Office) -> Crew:
    return crew_in(office)


def rolled_up(crew: Crew) -> None:
    for who in crew.ids.values():
        crew.office.do(set_contract, who, Contract(date(2025, 1, 1), holiday="rolled-up"))


def test_a_line_is_set_by_hand_with_a_reason_that_stays(crew: Crew) -> None:
    office = crew.office
    run = crew.start(4, {"Ann": 100, "Bea": 50})
    before, bea = crew.slip(run, "Ann"), crew.slip(run, "Bea")
    office.do(set_line, before.id, before.lines[0].key, 160_000, "Agreed on the telephone, 28 Apr")
    now = crew.slip(run, "Ann")
    assert (now.figures["gross"], now.lines[0].was) == (160_000, 150_000)
    assert "Agreed on the telephone" in str(office.read(working, now.id)["gross"])
    assert crew.slip(run, "Bea").id == bea.id
    office.do(work_out_again, run)
    assert crew.slip(run, "Ann").figures["gross"] == 160_000
    office.do(finish_run, run)
    assert crew.slip(run, "Ann").lines[0].note == "Agreed on the telephone, 28 Apr"
    assert crew.faults() == []


def test_an_amount_set_by_hand_can_be_let_go(crew: Crew) -> None:
    run = crew.start(4, {"Ann": 100})
    slip = crew.slip(run, "Ann")
    key = slip.lines[0].key
    with pytest.raises(Invalid):
        crew.office.do(set_line, slip.id, key, 10, " ")
    with pytest.raises(Refusal, match="no such line"):
        crew.office.do(set_line, slip.id, "nothing|1|2|3|", 10, "Why")
    crew.office.do(set_line, slip.id, key, 10, "Why")
    crew.office.do(set_line, crew.slip(run, "Ann").id, key, None, "")
    assert crew.slip(run, "Ann").figures["gross"] == 150_000
    with pytest.raises(Refusal, match="not set by hand"):
        crew.office.do(set_line, crew.slip(run, "Ann").id, key, None, "")


def test_an_amount_whose_line_is_gone_is_told(crew: Crew) -> None:
    run = crew.start(4, {"Ann": 100})
    slip = crew.slip(run, "Ann")
    crew.office.do(set_line, slip.id, slip.lines[0].key, 10, "Why")
    crew.office.do(set_pay_rate, crew.ids["Ann"], PayRate("standard", 1600, date(2026, 4, 1)))
    crew.office.do(work_out_again, run)
    assert "no longer fits any line" in " ".join(crew.slip(run, "Ann").findings)


def test_a_correction_comes_with_the_next_run_at_the_rate_of_its_time(crew: Crew) -> None:
    office = crew.office
    rolled_up(crew)
    old = crew.slip(crew.pay(4, {"Ann": 100}), "Ann")
    office.do(set_pay_rate, crew.ids["Ann"], PayRate("standard", 1700, date(2026, 5, 1)))
    office.do(correct_payslip, old.id, Correction("standard", crew.member, 120, 0, WRONG))
    run = crew.pay(5, {"Ann": 100})
    lines = [line for line in crew.slip(run, "Ann").lines if line.corrects == old.id]
    # Two hours at 15.00, and 12.07 % of them.
    assert [(line.quantity, line.rate, line.pence) for line in lines] == [(120, 1500, 3_000), (0, 0, 362)]
    assert {line.note for line in lines} == {WRONG} and "month 1, 2026-27" in lines[0].label
    after = crew.pay(6, {"Ann": 10})
    assert [line for line in crew.slip(after, "Ann").lines if line.corrects] == []
    assert crew.faults() == []


def test_a_correction_alone_makes_a_payslip(crew: Crew) -> None:
    old = crew.slip(crew.pay(4, {"Ann": 100, "Bea": 10}), "Ann")
    crew.office.do(correct_payslip, old.id, Correction("adjustment", crew.member, 0, 2_500, "Long service"))
    run = crew.pay(5, {"Bea": 10})
    slip = crew.slip(run, "Ann")
    # Month 2 gives back the tax of month 1, 90.20.
    assert (slip.figures["gross"], slip.figures["minutes"], slip.figures["net"]) == (2_500, 0, 2_500 + 9_020)


def test_a_correction_can_be_dropped_until_it_is_paid(crew: Crew) -> None:
    old = crew.slip(crew.pay(4, {"Ann": 100}), "Ann")
    entry = Correction("adjustment", crew.member, 0, 2_500, "Long service")
    number = crew.office.do(correct_payslip, old.id, entry).value
    with pytest.raises(Conflict, match="changed at another desk"):
        crew.office.do(drop_correction, number, 2)
    crew.office.do(drop_correction, number, 1)
    number = crew.office.do(correct_payslip, old.id, entry).value
    assert crew.slip(crew.pay(5, {"Ann": 10}), "Ann").figures["gross"] == 17_500
    with pytest.raises(Refusal, match="is paid"):
        crew.office.do(drop_correction, number)


@pytest.mark.parametrize(("entry", "field"), [
    (Correction("nonsense", None, 1, 0, "x"), "kind"), (Correction("standard", None, 0, 0, "x"), "quantity"),
    (Correction("expenses", None, 0, 0, "x"), "pence"), (Correction("standard", None, 1, 0, " "), "reason"),
])  # fmt: skip
def test_what_is_wrong_with_a_correction_is_named(crew: Crew, entry: Correction, field: str) -> None:
    old = crew.slip(crew.pay(4, {"Ann": 10}), "Ann")
    with pytest.raises(Invalid) as told:
        crew.office.do(correct_payslip, old.id, entry)
    assert [issue.field for issue in told.value.issues] == [field]


def test_a_draft_is_not_corrected(crew: Crew) -> None:
    run = crew.start(4, {"Ann": 10})
    with pytest.raises(Refusal, match="Only an issued"):
        crew.office.do(correct_payslip, crew.slip(run, "Ann").id, Correction("expenses", None, 0, 5, "x"))


def test_pay_below_nothing_is_settled_with_the_next_payslip(crew: Crew) -> None:
    office = crew.office
    old = crew.slip(crew.pay(4, {"Ann": 100, "Bea": 10}), "Ann")
    office.do(correct_payslip, old.id, Correction("standard", crew.member, -3_000, 0, "Paid for somebody else"))
    second = crew.slip(crew.pay(5, {"Ann": 10, "Bea": 10}), "Ann")
    assert second.figures["gross"] == 15_000 - 75_000
    assert second.figures["net"] < 0 and second.to_pay == 0
    third = crew.slip(crew.pay(6, {"Ann": 100, "Bea": 10}), "Ann")
    assert third.brought == second.figures["net"]
    assert third.to_pay == third.figures["net"] + second.figures["net"]
    assert crew.faults() == []
    (year,) = [one for one in office.read(year_figures, "2026-27") if one.assistant_id == crew.ids["Ann"]]
    assert year.sums.taxable == 150_000 - 60_000 + 150_000


def test_a_refund_larger_than_pay_is_paid(crew: Crew) -> None:
    office = crew.office
    office.do(change_code, crew.ids["Ann"], CodeNotice(date(2026, 4, 1), "0T", "P6"))
    crew.pay(4, {"Ann": 150})
    office.do(change_code, crew.ids["Ann"], CodeNotice(date(2026, 5, 1), "1257L", "P6"))
    slip = crew.slip(crew.pay(5, {"Ann": 1}), "Ann")
    assert slip.figures["tax"] < 0 and slip.figures["net"] > slip.figures["gross"]
    assert crew.faults() == []


def test_somebody_without_hours_is_paid_a_refund(crew: Crew) -> None:
    office = crew.office
    crew.pay(4, {"Ann": 200, "Bea": 10})
    run = crew.start(5, {"Bea": 10})
    job = next(job.id for job in office.read(employments) if job.assistant_id == crew.ids["Ann"])
    office.do(add_to_run, run, job)
    slip = crew.slip(run, "Ann")
    # Worked example 3 of HMRC's routine: month 2 without pay after 3,000 gives 209.60 back.
    assert (slip.figures["gross"], slip.figures["tax"], slip.figures["net"]) == (0, -20_960, 20_960)
    with pytest.raises(Refusal, match="already"):
        office.do(add_to_run, run, job)
    office.do(work_out_again, run)
    assert crew.slip(run, "Ann").figures["net"] == 20_960
    office.do(finish_run, run)
    assert crew.faults() == []


@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(-20_000, 20_000), st.integers(-600, 600)), min_size=1, max_size=3))
def test_whatever_is_put_right_the_accounts_balance(crew: Crew, wrong: list[tuple[int, int]]) -> None:
    office = crew.office
    month = 4 + len({view.id for view in _all(crew)})
    if month > 11:
        return
    old = crew.slip(crew.pay(month, {"Ann": 60}), "Ann")
    for pence, minutes in wrong:
        if pence:
            office.do(correct_payslip, old.id, Correction("adjustment", crew.member, 0, pence, "x"))
        if minutes:
            office.do(correct_payslip, old.id, Correction("standard", crew.member, minutes, 0, "x"))
    assert crew.faults() == []


def _all(crew: Crew) -> list[object]:
    from carecoop_desktop.work.payroll.queries import runs

    return list(crew.office.read(runs))
