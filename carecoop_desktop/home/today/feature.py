"""The passport of the room: today."""

from __future__ import annotations

from carecoop_desktop.platform.office.features import Feature

FEATURE = Feature(
    room="today",
    wing="home",
)
