"""The passport of the room: circles."""

from __future__ import annotations

from carecoop_desktop.platform.office.features import Feature, Ref

FEATURE = Feature(
    room="circles",
    wing="people",
    tables=Ref("carecoop_desktop.people.circles.tables"),
)
