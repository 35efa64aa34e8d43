"""The passport of the room: members."""

from __future__ import annotations

from carecoop_desktop.platform.office.features import Feature, Ref

FEATURE = Feature(
    room="members",
    wing="people",
    tables=Ref("carecoop_desktop.people.members.tables"),
)
