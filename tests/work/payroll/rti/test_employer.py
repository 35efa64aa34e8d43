"""The employer's details: kept, changed, undone and refused."""

from __future__ import annotations

import pytest

from carecoop_desktop.platform.kernel.errors import Invalid, NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.rti.employer import (
    Employer,
    employer_of,
    issues,
    needed_employer,
    right_utr,
    set_employer,
)

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


def test_nothing_entered_says_what_to_do(office: Office) -> None:
    with pytest.raises(Refusal, match="employer set"):
        office.read(needed_employer)


def test_everything_wrong_is_told_at_once_and_nothing_is_kept(office: Office) -> None:
    with pytest.raises(Invalid) as told:
        office.do(set_employer, {"name": "Dee Valley", "office_number": "12", "vendor_id": "x", "allowance": "maybe"})
    assert {issue.field for issue in told.value.issues} == {
        "office_number", "paye_reference", "accounts_reference", "vendor_id", "allowance"}  # fmt: skip
    assert office.read(employer_of) is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"accounts_reference": "120A00012345"}, "accounts_reference"),
        ({"paye_reference": "/A1"}, "paye_reference"),
        ({"cotax": "1483920176"}, "cotax"),
        ({"sautr": "6555012346"}, "sautr"),
        ({"cotax": "2483920176", "sautr": "6555012345"}, "sautr"),
        ({"sender_id": "with space"}, "sender_id"),
    ],
)
def test_what_hmrc_would_refuse_is_named(change: dict[str, str], field: str) -> None:
    assert issues(Employer(**RIGHT)) == []
    assert [issue.field for issue in issues(Employer(**{**RIGHT, **change}))] == [field]


def test_a_detail_that_does_not_exist_is_refused(office: Office) -> None:
    with pytest.raises(Refusal, match="password"):
        office.do(set_employer, {**RIGHT, "password": "secret"})


def test_only_those_who_change_settings_may(office: Office) -> None:
    office.user = User("Tom", Role.TREASURER)
    with pytest.raises(NotAllowed):
        office.do(set_employer, RIGHT)


# A reference of HMRC's own sample message, and the same with a digit altered.
@pytest.mark.parametrize(("reference", "right"), [("2483920176", True), ("2325648152", True), ("2325648154", False)])
def test_the_check_digit_of_a_tax_reference(reference: str, right: bool) -> None:
    assert right_utr(reference) is right
