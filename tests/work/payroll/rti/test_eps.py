"""The EPS of the demo office's months."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from lxml import etree

from carecoop_desktop.app import features
from carecoop_desktop.people.members.queries import find_members
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.demo import PLANS
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.actions import start_run
from carecoop_desktop.work.payroll.employers.actions import add_employer, close_employer
from carecoop_desktop.work.payroll.rti.actions import set_employer
from carecoop_desktop.work.payroll.rti.employer import Employer
from carecoop_desktop.work.payroll.rti.eps import TaxMonth, eps_file, eps_message, tax_month_facts
from carecoop_desktop.work.payroll.rti.statutory import REPORTED, Recoverable
from carecoop_desktop.work.timesheets.queries import periods

EMPLOYER = Employer("Dee Valley", "120", "A1B2C3", "120PA00012345")
QUIET = TaxMonth("2026-27", 12, date(2027, 3, 6), date(2027, 4, 5), False)


def test_a_months_eps_is_valid_and_carries_the_right_mark(living: Office, hmrc: Any, marks: Any) -> None:
    made = living.read(eps_file, "2026-27", 7)
    message = etree.fromstring(made.xml)
    assert hmrc.faults(made.xml) == []
    assert marks.carried(made.xml) == marks.by_hand(made.xml)
    assert message.findtext(".//{*}EmpAllceInd") == "yes" and message.find(".//{*}NoPaymentForPeriod") is None
    assert [message.findtext(f".//{{*}}{name}") for name in ("OfficeNo", "PayeRef", "AORef", "RelatedTaxYear")] == [
        "120", "A1B2C3", "120PA00012345", "26-27"]  # fmt: skip


def test_a_month_in_which_nobody_was_paid_says_so(hmrc: Any) -> None:
    made = eps_message(EMPLOYER, QUIET)
    assert hmrc.faults(made.xml) == []
    message = etree.fromstring(made.xml)
    assert message.findtext(".//{*}NoPaymentForPeriod") == "yes"
    assert (message.findtext(".//{*}From"), message.findtext(".//{*}To")) == ("2027-03-06", "2027-04-05")
    assert message.find(".//{*}EmpAllceInd") is None


def test_with_payments_and_no_claim_there_is_nothing_to_report(living: Office) -> None:
    living.do(set_employer, {"allowance": ""})
    with pytest.raises(Refusal, match="nothing to report"):
        living.read(eps_file, "2026-27", 7)


def test_months_are_told_apart_by_the_payday(living: Office) -> None:
    for number in range(1, 8):
        month = living.read(tax_month_facts, "2026-27", number)
        assert month.paid and month.first.day == 6 and month.last.day == 5
    assert month.first == date(2026, 10, 6) and month.last == date(2026, 11, 5)


@pytest.mark.parametrize(
    ("number", "why"), [(0, "no tax month"), (13, "no tax month"), (9, "only begins"), (8, "so far")]
)
def test_a_month_that_cannot_be_told_yet_is_refused(living: Office, number: int, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        living.read(eps_file, "2026-27", number)


def test_while_somebody_is_still_to_be_paid_no_month_is_called_empty(living: Office) -> None:
    for room in features():
        if room.room == "timesheets" and room.demo_month:
            room.demo_month.load()(living, PLANS["small"])
    locked = next(period for period in living.read(periods) if period.state == "locked")
    with pytest.raises(Refusal, match="still to be paid"):
        living.read(eps_file, "2026-27", 8)
    living.do(start_run, locked.id)
    with pytest.raises(Refusal, match="still to be paid"):
        living.read(eps_file, "2026-27", 8)


def test_the_last_month_says_that_the_year_is_done(hmrc: Any) -> None:
    made = eps_message(EMPLOYER, replace(QUIET, final="year"))
    assert hmrc.faults(made.xml) == [] and b"<ForYear>yes</ForYear>" in made.xml


def test_a_closed_scheme_says_when_it_ended(living: Office, hmrc: Any) -> None:
    own = living.do(add_employer, {"name": "James Hollis", "office_number": "120", "paye_reference": "J1",
                                   "accounts_reference": "120PA00054321"}, None).value  # fmt: skip
    member = living.read(find_members, "")[0][0]
    other = living.do(add_employer, {"name": "A member", "office_number": "120", "paye_reference": "J2",
                                     "accounts_reference": "120PA00054322"}, member).value  # fmt: skip
    living.do(close_employer, other, date(2026, 10, 20))
    made = living.read(eps_file, "2026-27", 7, other)
    assert hmrc.faults(made.xml) == []
    assert b"<DateSchemeCeased>2026-10-20</DateSchemeCeased>" in made.xml and b"<Sender>Bureau<" in made.xml
    assert b"FinalSubmission" not in living.read(eps_file, "2026-27", 6, other).xml and own != other


def test_family_pay_stands_in_hmrcs_order(hmrc: Any) -> None:
    family = tuple(Recoverable(kind, 1000, 1000, 85) for kind in REPORTED)
    made = eps_message(EMPLOYER, replace(QUIET, paid=True, family=family))
    assert hmrc.faults(made.xml) == [] and made.xml.count(b"Recovered>10.00<") == len(REPORTED)
    assert made.xml.count(b">0.85<") == len(REPORTED)
