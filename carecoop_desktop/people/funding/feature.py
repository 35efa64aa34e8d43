"""The passport of the room: funding."""

from __future__ import annotations

from carecoop_desktop.platform.office.features import Feature, Ref

FEATURE = Feature(
    room="funding",
    wing="people",
    tables=Ref("carecoop_desktop.people.funding.tables"),
)
