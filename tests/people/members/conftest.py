"""What the tests of members share: a member, and an office with a whole demo in it."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.people.circles.demo import demo as demo_circles
from carecoop_desktop.people.members.actions import add_member
from carecoop_desktop.people.members.demo import demo as demo_members
from carecoop_desktop.platform.office.demo import PLANS
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User

TODAY = date(2026, 11, 30)


@pytest.fixture
def james(office: Office) -> int:
    """A member with a full record of his own, and nothing around him yet."""
    return office.do(
        add_member,
        name="James Hollis",
        number="014",
        born=date(1996, 5, 16),
        nhs_number="999 252 7609",
        address="74 Chester Road, Chester",
        postcode="ch1 4bj",
        phone="07700 900123",
        email="james@EXAMPLE.org",
        joined=date(2025, 3, 4),
        quote="I would like someone who is good fun to be around.",
        contact_by="Phone",
        plan_review=date(2027, 3, 4),
    ).value


@pytest.fixture
def filled(office: Office) -> Office:
    """An office with the small demo's members and circles."""
    demo_members(office, PLANS["small"])
    demo_circles(office, PLANS["small"])
    return office


@pytest.fixture
def as_role(office: Office):
    """The same office with somebody of another role signed in."""

    def become(role: Role) -> Office:
        office.user = User("Sam Reader", role)
        return office

    return become
