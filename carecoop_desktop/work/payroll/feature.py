"""The passport of the room: payroll."""

from __future__ import annotations

from carecoop_desktop.platform.office.features import Feature, Ref

FEATURE = Feature(
    room="payroll",
    wing="work",
    tables=Ref("carecoop_desktop.work.payroll.tables"),
)
