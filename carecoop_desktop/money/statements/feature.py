"""The passport of the room: statements."""

from __future__ import annotations

from carecoop_desktop.platform.office.features import Feature, Ref

FEATURE = Feature(
    room="statements",
    wing="money",
    tables=Ref("carecoop_desktop.money.statements.tables"),
)
