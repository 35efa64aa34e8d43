"""The passport of the room: safety."""

from __future__ import annotations

from carecoop_desktop.platform.office.features import Feature, Ref

_HERE = "carecoop_desktop.home.safety"

FEATURE = Feature(
    room="safety",
    wing="home",
    actions=(Ref(f"{_HERE}.actions"),),
    today=(Ref(f"{_HERE}.queries:today_items"),),
)
