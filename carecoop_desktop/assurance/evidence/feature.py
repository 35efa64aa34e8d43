"""The passport of the room: evidence."""

from __future__ import annotations

from carecoop_desktop.platform.office.features import Feature, Ref

FEATURE = Feature(
    room="evidence",
    wing="assurance",
    tables=Ref("carecoop_desktop.assurance.evidence.tables"),
)
