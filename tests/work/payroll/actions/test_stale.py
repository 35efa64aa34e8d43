"""A draft does not go on from what is no longer so: two drafts at once, a correction paid by the other."""

from __future__ import annotations

import pytest

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.actions import (
    correct_payslip,
    drop_correction,
    finish_run,
    start_supplementary,
    work_out_again,
)
from carecoop_desktop.work.payroll.rules.correcting import Correction
from tests.work.payroll.crew import Crew, crew_in


@pytest.fixture
def crew(office: Office) -> Crew:
    return crew_in(office)


def test_a_run_finished_in_between_is_counted_first(crew: Crew) -> None:
    office = crew.office
    first = crew.pay(4, {"Ann": 100})
    late = Correction("standard", crew.member, 600, reason="A shift was forgotten")
    office.do(correct_payslip, crew.slip(first, "Ann").id, late)
    may = crew.start(5, {"Ann": 100})
    april = crew.period(4)
    extra = office.do(start_supplementary, april.id, april.pay_date).value
    # Both drafts hold the correction; the first to be finished pays it.
    assert crew.slip(may, "Ann").figures["gross"] == 165_000
    office.do(finish_run, extra)
    with pytest.raises(Refusal, match="Another pay run was finished"):
        office.do(finish_run, may)
    office.do(work_out_again, may)
    slip = crew.slip(may, "Ann")
    assert slip.figures["gross"] == 150_000 and slip.figures["taxable_to_date"] == 315_000
    office.do(finish_run, may)
    assert crew.faults() == []


def test_a_correction_taken_back_is_not_paid(crew: Crew) -> None:
    office = crew.office
    first = crew.pay(4, {"Ann": 100})
    wrong = Correction("standard", crew.member, 600, reason="A shift was forgotten")
    number = office.do(correct_payslip, crew.slip(first, "Ann").id, wrong).value
    run = crew.start(5, {"Ann": 100})
    office.do(drop_correction, number)
    with pytest.raises(Refusal, match="taken back since"):
        office.do(finish_run, run)
    office.do(work_out_again, run)
    office.do(finish_run, run)
    assert crew.slip(run, "Ann").figures["gross"] == 150_000
