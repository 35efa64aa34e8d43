"""The employer's details: kept, changed, undone and refused."""

from __future__ import annotations

import pytest

from carecoop_desktop.platform.kernel.errors import Invalid, NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.rti.actions import set_employer
from carecoop_desktop.work.payroll.rti.employer import Employer, employer_of, needed_employer

RIGHT = {
    "name": "Dee Valley",
    "office_number": "120",
    "paye_reference": "A1B2C3",
    "accounts_reference": "120PA00012345",
}


def test_details_are_kept_and_those_not_named_stay(office: Office) -> None:
    assert office.read(employer_of) is None
    office.do(set_employer, RIGHT)
    office.do(set_employer, {"vendor_id": " 1234 ", "cotax": "2483920176"})
    kept = office.read(needed_employer)
    assert kept == Employer(**RIGHT, vendor_id="1234", cotax="2483920176") and kept.live
    office.undo()
    assert office.read(employer_of) == Employer(**RIGHT) and not Employer(**RIGHT).live


def test_everything_wrong_is_told_at_once_and_nothing_is_kept(office: Office) -> None:
    with pytest.raises(Invalid) as told:
        office.do(set_employer, {"name": "Dee Valley", "office_number": "12", "vendor_id": "x", "allowance": "maybe"})
    assert {issue.field for issue in told.value.issues} == {
        "office_number", "paye_reference", "accounts_reference", "vendor_id", "allowance"}  # fmt: skip
    assert office.read(employer_of) is None


def test_a_detail_that_does_not_exist_is_refused(office: Office) -> None:
    with pytest.raises(Refusal, match="password"):
        office.do(set_employer, {**RIGHT, "password": "secret"})


def test_only_those_who_change_settings_may(office: Office) -> None:
    office.user = User("Tom", Role.TREASURER)
    with pytest.raises(NotAllowed):
        office.do(set_employer, RIGHT)
