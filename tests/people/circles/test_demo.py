"""The circles of the demo office."""

from __future__ import annotations

from carecoop_desktop.people.circles.demo import demo
from carecoop_desktop.people.circles.feature import FEATURE
from carecoop_desktop.people.circles.queries import circles, without_circle
from carecoop_desktop.people.members.demo import demo as demo_members
from carecoop_desktop.people.members.queries import member_record
from carecoop_desktop.platform.office.demo import PLANS
from carecoop_desktop.platform.office.office import Office


def test_everybody_but_who_is_still_joining_is_in_a_circle(office: Office) -> None:
    demo_members(office, PLANS["office"])
    demo(office, PLANS["office"])
    found = office.read(circles)
    assert len(found) == 6
    assert all(view.members for view in found)
    assert {person.status for person in office.read(without_circle)} == {"joining"}


def test_places_begin_when_the_member_had_joined(office: Office) -> None:
    demo_members(office, PLANS["small"])
    demo(office, PLANS["small"])
    for view in office.read(circles):
        for person in view.members:
            joined = office.read(member_record, person.id).joined
            assert joined is not None and person.since is not None and joined <= person.since


def test_the_passport_names_what_is_there() -> None:
    for ref in (*FEATURE.actions, FEATURE.demo, FEATURE.tables):
        assert ref is not None and ref.load() is not None
    assert all(callable(panel.widget.load()) for panel in FEATURE.panels)
    assert all(callable(listener.load()) for _event, listener in FEATURE.listeners)
    assert [column.key for column in FEATURE.columns["members"].load()()] == ["circle"]
