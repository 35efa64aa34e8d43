"""The passport of the room: ledger."""

from __future__ import annotations

from carecoop_desktop.platform.office.features import Feature, Ref

FEATURE = Feature(
    room="ledger",
    wing="money",
    tables=Ref("carecoop_desktop.money.ledger.tables"),
)
