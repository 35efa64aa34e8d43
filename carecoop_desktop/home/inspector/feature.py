"""The passport of the room: inspector."""

from __future__ import annotations

from carecoop_desktop.platform.office.features import Command, Feature, Ref

_HERE = "carecoop_desktop.home.inspector"

FEATURE = Feature(
    room="inspector",
    wing="home",
    tables=Ref(f"{_HERE}.tables"),
    actions=(Ref(f"{_HERE}.actions"),),
    commands=(
        Command(
            "Inspector mode",
            Ref(f"{_HERE}.screens.commands:open_room"),
            Ref(f"{_HERE}.permissions:START_VISIT"),
            keywords="inspection inspectors room visit cqc ofsted show records",
        ),
    ),
)
