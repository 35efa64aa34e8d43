"""The passport of the room: settings."""

from __future__ import annotations

from carecoop_desktop.platform.office.features import Feature

FEATURE = Feature(
    room="settings",
    wing="home",
)
