"""The passport of the room: assistants."""

from __future__ import annotations

from carecoop_desktop.platform.office.features import Feature, Ref

FEATURE = Feature(
    room="assistants",
    wing="people",
    tables=Ref("carecoop_desktop.people.assistants.tables"),
    actions=(Ref("carecoop_desktop.people.assistants.actions"),),
    demo=Ref("carecoop_desktop.people.assistants.demo:demo"),
)
