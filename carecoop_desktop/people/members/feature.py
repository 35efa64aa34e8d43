"""The passport of the room: members."""

from __future__ import annotations

from carecoop_desktop.platform.office.features import Command, Feature, LiveCheck, RailEntry, Ref

_ROOM = "carecoop_desktop.people.members"
_MAY = Ref(f"{_ROOM}.permissions:CHANGE_MEMBERS")
_CHECKS = f"{_ROOM}.queries.checks"

FEATURE = Feature(
    room="members",
    wing="people",
    tables=Ref(f"{_ROOM}.tables"),
    actions=(Ref(f"{_ROOM}.actions"),),
    rail=(RailEntry("members", "Members", Ref(f"{_ROOM}.screens.page:MembersPage")),),
    commands=(
        Command("New member", Ref(f"{_ROOM}.screens.commands:new_member"), _MAY, keywords="add person join"),
        Command(
            "Import members from a spreadsheet",
            Ref(f"{_ROOM}.screens.commands:import_file"),
            _MAY,
            keywords="csv excel",
        ),
    ),
    checks=(
        LiveCheck("about_me_written", "About me in the member's own words", Ref(f"{_CHECKS}:about_me_written")),
        LiveCheck(
            "accessible_needs_recorded",
            "Accessible information needs asked and reviewed",
            Ref(f"{_CHECKS}:accessible_needs_recorded"),
        ),
        LiveCheck("consent_recorded", "Consent on file and in date", Ref(f"{_CHECKS}:consent_recorded")),
        LiveCheck("contacts_recorded", "Somebody to reach for each member", Ref(f"{_CHECKS}:contacts_recorded")),
        LiveCheck(
            "change_requests_answered",
            "Requests for change answered within a week",
            Ref(f"{_CHECKS}:change_requests_answered"),
        ),
        LiveCheck("reviews_in_date", "Support plans reviewed in time", Ref(f"{_CHECKS}:reviews_in_date")),
    ),
    today=(Ref(f"{_ROOM}.queries.waiting:today_items"),),
    searches={"member": ("members", Ref(f"{_ROOM}.queries.waiting:search_entries"))},
    demo=Ref(f"{_ROOM}.demo:demo"),
)
