"""What is known of the employer, and what HMRC would refuse."""

from __future__ import annotations

import pytest

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.rti.employer import Employer, issues, needed_employer, right_utr

RIGHT = {
    "name": "Dee Valley",
    "office_number": "120",
    "paye_reference": "A1B2C3",
    "accounts_reference": "120PA00012345",
}


def test_nothing_entered_says_what_to_do(office: Office) -> None:
    with pytest.raises(Refusal, match="employer set"):
        office.read(needed_employer)


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


# A reference of HMRC's own sample message, and the same with a digit altered.
@pytest.mark.parametrize(("reference", "right"), [("2483920176", True), ("2325648152", True), ("2325648154", False)])
def test_the_check_digit_of_a_tax_reference(reference: str, right: bool) -> None:
    assert right_utr(reference) is right
