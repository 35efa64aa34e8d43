"""The register of live checks that the rooms bring; filled when an office is opened."""

from __future__ import annotations

from collections.abc import Iterable

from carecoop_desktop.platform.office.features import Feature, LiveCheck

CHECKS: dict[str, LiveCheck] = {}
"""By the id that the inspection frameworks use."""


def register_checks(features: Iterable[Feature]) -> None:
    """Take in every room's checks; the same room again changes nothing."""
    for feature in features:
        CHECKS.update({check.id: check for check in feature.checks})
