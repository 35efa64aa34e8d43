"""The passport of the room: inspector."""

from __future__ import annotations

from carecoop_desktop.platform.office.features import Feature, Ref

FEATURE = Feature(
    room="inspector",
    wing="home",
    tables=Ref("carecoop_desktop.home.inspector.tables"),
    actions=(Ref("carecoop_desktop.home.inspector.actions"),),
)
