"""A reopened pay run is taken back by an entry of its own."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.app import features
from carecoop_desktop.money.ledger.queries.proof import faults, journal_of, owed_for_pay, pay_run_debts
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import SEE_RECORDS
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.events import PayRunFinished, PayRunWithdrawn
from tests.money.conftest import Two, pay_run


@action("Publish for a test of withdrawing", SEE_RECORDS)
def publish(work: Work, event: object) -> None:
    work.publish(event)


def withdrawn(event: PayRunFinished) -> PayRunWithdrawn:
    return PayRunWithdrawn(event.pay_run_id, event.title, event.pay_date, event.net, "Wrong hours")


def test_the_entry_stands_and_a_second_takes_it_back(office: Office, two: Two) -> None:
    assert features()
    run = pay_run(two)
    office.do(publish, run)
    assert office.read(journal_of, "pay_run", 1) is not None and office.read(pay_run_debts)
    office.do(publish, withdrawn(run))
    assert office.read(journal_of, "pay_run", 1) is None and office.read(pay_run_debts) == []
    assert set(office.read(owed_for_pay).values()) == {0} and office.read(faults) == []


def test_what_was_never_posted_needs_no_taking_back(office: Office, two: Two) -> None:
    office.do(publish, withdrawn(pay_run(two)))
    assert office.read(faults) == []


def test_wages_that_were_paid_are_not_taken_back(office: Office, two: Two) -> None:
    from carecoop_desktop.money.ledger.actions import pay_owed

    run = pay_run(two)
    office.do(publish, run)
    office.do(pay_owed, "net-pay", 100, date(2026, 11, 30))
    with pytest.raises(Refusal, match="paid already"):
        office.do(publish, withdrawn(run))
