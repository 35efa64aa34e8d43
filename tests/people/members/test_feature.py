"""The passport of the room names what is really there."""

from __future__ import annotations

from carecoop_desktop.people.members.feature import FEATURE
from carecoop_desktop.platform.office.actions import ACTIONS


def test_everything_it_names_can_be_loaded() -> None:
    for ref in (*FEATURE.actions, *FEATURE.today, FEATURE.demo, FEATURE.tables):
        assert ref is not None and ref.load() is not None
    for entry in FEATURE.rail:
        assert callable(entry.page.load())
    for command in FEATURE.commands:
        assert callable(command.run.load())
    for check in FEATURE.checks:
        assert callable(check.query.load())
    for _kind, query in FEATURE.searches.values():
        assert callable(query.load())


def test_the_actions_of_the_room_are_registered() -> None:
    for ref in FEATURE.actions:
        ref.load()
    own = {name for name in ACTIONS if name.startswith("members.")}
    assert {"members.add_member", "members.change_member", "members.import_members", "members.answer_change"} <= own
    assert all(ACTIONS[name].doc for name in own)
    assert {ACTIONS[name].permission.name for name in own} == {"members.change"}


def test_the_checks_have_the_ids_of_the_frameworks() -> None:
    assert {check.id for check in FEATURE.checks} == {
        "about_me_written", "accessible_needs_recorded", "consent_recorded", "contacts_recorded",
        "change_requests_answered", "reviews_in_date",
    }  # fmt: skip
