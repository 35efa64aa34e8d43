"""The passport of the room: statements."""

from __future__ import annotations

from carecoop_desktop.platform.office.features import Feature, Panel, RailEntry, Ref

_ROOM = "carecoop_desktop.money.statements"

FEATURE = Feature(
    room="statements",
    wing="money",
    tables=Ref(f"{_ROOM}.tables"),
    actions=(Ref(f"{_ROOM}.actions"),),
    rail=(
        RailEntry(
            "statements", "Bank & statements", Ref(f"{_ROOM}.screens.page:make_page"), watches=("statement", "posting")
        ),
    ),
    panels=(Panel("member.buttons", "", Ref(f"{_ROOM}.screens.printing:PrintStatement"), order=10),),
    demo_month=Ref(f"{_ROOM}.demo:demo_month"),
)
