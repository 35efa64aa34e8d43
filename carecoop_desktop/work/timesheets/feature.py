"""The passport of the room: timesheets."""

from __future__ import annotations

from carecoop_desktop.platform.office.features import Feature, Ref

FEATURE = Feature(
    room="timesheets",
    wing="work",
    tables=Ref("carecoop_desktop.work.timesheets.tables"),
)
