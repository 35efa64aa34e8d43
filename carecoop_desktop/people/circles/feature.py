"""The passport of the room: circles."""

from __future__ import annotations

from carecoop_desktop.platform.office.features import Feature, Panel, RailEntry, Ref

_ROOM = "carecoop_desktop.people.circles"
_MEMBERS = "carecoop_desktop.people.members"

FEATURE = Feature(
    room="circles",
    wing="people",
    tables=Ref(f"{_ROOM}.tables"),
    actions=(Ref(f"{_ROOM}.actions"),),
    rail=(RailEntry("circles", "Groups & circles", Ref(f"{_ROOM}.screens.page:CirclesPage")),),
    panels=(
        Panel("member", "Circle", Ref(f"{_ROOM}.screens.member_panel:MemberCircle"), order=45),
        Panel("member.facts", "", Ref(f"{_ROOM}.screens.member_panel:CircleFacts"), order=10),
    ),
    searches={"circle": ("circles", Ref(f"{_ROOM}.queries:search_entries"))},
    listeners=(
        (Ref(f"{_MEMBERS}.events:MembersImported"), Ref(f"{_ROOM}.listening:place_imported")),
        (Ref(f"{_MEMBERS}.events:MemberLeft"), Ref(f"{_ROOM}.listening:end_place")),
    ),
    columns={"members": Ref(f"{_ROOM}.queries:member_columns")},
    demo=Ref(f"{_ROOM}.demo:demo"),
)
