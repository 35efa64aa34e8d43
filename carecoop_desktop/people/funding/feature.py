"""The passport of the room: funding."""

from __future__ import annotations

from carecoop_desktop.platform.office.features import Command, Feature, Panel, RailEntry, Ref

_ROOM = "carecoop_desktop.people.funding"
_MAY = Ref(f"{_ROOM}.permissions:CHANGE_FUNDING")
_QUERIES = f"{_ROOM}.queries"

FEATURE = Feature(
    room="funding",
    wing="people",
    tables=Ref(f"{_ROOM}.tables"),
    actions=(Ref(f"{_ROOM}.actions"),),
    rail=(
        RailEntry(
            "funding",
            "Funding",
            Ref(f"{_ROOM}.screens.page:FundingPage"),
            badge=Ref(f"{_QUERIES}:attention_count"),
            watches=("agreement",),
        ),
    ),
    panels=(
        Panel("member.facts", "Funding", Ref(f"{_ROOM}.screens.on_member:FundingFacts"), order=20),
        Panel("member", "Funding", Ref(f"{_ROOM}.screens.on_member:MemberFunding"), order=30),
    ),
    commands=(
        Command(
            "New agreement", Ref(f"{_ROOM}.screens.commands:new_agreement"), _MAY, keywords="funding budget council"
        ),
        Command("New funder", Ref(f"{_ROOM}.screens.commands:new_funder"), _MAY, keywords="council ICB funding"),
    ),
    today=(Ref(f"{_QUERIES}:today_items"),),
    searches={"agreement": ("funding", Ref(f"{_QUERIES}:agreement_entries"))},
    listeners=(
        (Ref("carecoop_desktop.people.members.events:MembersImported"), Ref(f"{_ROOM}.listening:members_imported")),
    ),
    columns={"members": Ref(f"{_QUERIES}:member_columns")},
    demo=Ref(f"{_ROOM}.demo:demo"),
)
