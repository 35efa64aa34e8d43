"""The passport of the room: funding."""

from __future__ import annotations

from carecoop_desktop.platform.office.features import Feature, Ref

_ROOM = "carecoop_desktop.people.funding"
_QUERIES = f"{_ROOM}.queries"

FEATURE = Feature(
    room="funding",
    wing="people",
    tables=Ref(f"{_ROOM}.tables"),
    actions=(Ref(f"{_ROOM}.actions"),),
    today=(Ref(f"{_QUERIES}:today_items"),),
    searches={"agreement": ("funding", Ref(f"{_QUERIES}:agreement_entries"))},
    listeners=(
        (Ref("carecoop_desktop.people.members.events:MembersImported"), Ref(f"{_ROOM}.listening:members_imported")),
    ),
    columns={"members": Ref(f"{_QUERIES}:member_columns")},
    demo=Ref(f"{_ROOM}.demo:demo"),
)
