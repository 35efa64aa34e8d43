"""An FPS whose figures to date moved from a wrong NI letter to the right one, as HMRC's rules see it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.queries.views import RunView
from carecoop_desktop.work.payroll.rti.employer import Employer, needed_employer
from carecoop_desktop.work.payroll.rti.fps import fps_message
from carecoop_desktop.work.payroll.rti.queries import Letter, PersonPaid, RunPaid, run_paid

APRIL = Letter("C", 150_000, 55_900, 48_900, 45_200, 16_245, 0)


@pytest.fixture
def paid(living: Office, run: RunView) -> RunPaid:
    return living.read(run_paid, run.id)


@pytest.fixture
def employer(living: Office) -> Employer:
    return living.read(needed_employer)


def standard(paid: RunPaid) -> PersonPaid:
    """Somebody of letter A."""
    return next(one for one in paid.people if one.payment.ni.letter == "A")


def moved(paid: RunPaid) -> RunPaid:
    """April was reported by letter C and should have been by the letter of now."""
    person = standard(paid)
    right = replace(APRIL, letter=person.payment.ni.letter, employee=3_616)
    gone = Letter("C", *(-getattr(APRIL, name) for name in Letter.__slots__[1:]))
    person.payment = replace(person.payment, moved=(gone, right))
    person.letters["C"] = Letter("C")
    person.letters[right.letter].add(right)
    return replace(paid, people=(person,))


def values(xml: bytes, letter: str) -> dict[str, str]:
    blocks = etree.fromstring(xml).iter("{*}NIlettersAndValues")
    own = next(block for block in blocks if block.findtext("{*}NIletter") == letter)
    return {etree.QName(child).localname: child.text or "" for child in own}


def test_it_breaks_no_rule_of_hmrc(employer: Employer, paid: RunPaid, hmrc: Any) -> None:
    xml = fps_message(employer, moved(paid)).xml
    assert hmrc.faults(xml) == []
    wrong = values(xml, "C")
    assert wrong["GrossEarningsForNICsYTD"] == wrong["TotalEmpNICYTD"] == wrong["EmpeeContribnsYTD"] == "0.00"
    assert (wrong["GrossEarningsForNICsInPd"], wrong["TotalEmpNICInPd"]) == ("0.00", "-162.45")


def test_contributions_of_this_period_are_with_those_put_right(employer: Employer, paid: RunPaid) -> None:
    before = standard(paid).payment
    now = moved(paid).people[0].payment.in_period(before.ni.letter)
    assert (now.earnings, now.at_lel) == (before.ni.earnings, before.ni.at_lel)
    assert (now.employee, now.employer) == (before.ni.employee + 3_616, before.ni.employer + 16_245)
    assert before.in_period("M") == Letter("M")
