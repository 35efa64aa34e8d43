"""The composition root: collects the rooms' passports, opens the office, and hands both to the window."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from carecoop_desktop.platform.office.features import Feature

WINGS = ("people", "work", "money", "assurance", "home")
"""From the ground up: a wing may know those before it."""


@cache
def features() -> tuple[Feature, ...]:
    """Every room's passport, in the order of the house."""
    found = []
    for wing in WINGS:
        for room in import_module(f"carecoop_desktop.{wing}").ROOMS:
            found.append(import_module(f"carecoop_desktop.{wing}.{room}.feature").FEATURE)
    return tuple(found)
