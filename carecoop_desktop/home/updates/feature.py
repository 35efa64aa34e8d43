"""The passport of the room: newer versions of the program."""

from __future__ import annotations

from carecoop_desktop.platform.office.features import Command, Feature, Ref

_HERE = "carecoop_desktop.home.updates"

FEATURE = Feature(
    room="updates",
    wing="home",
    actions=(Ref(f"{_HERE}.actions"),),
    commands=(
        Command("Newer versions of the program", Ref("carecoop_desktop.home.settings.screens.commands:newer_versions"),
                Ref(f"{_HERE}.permissions:INSTALL"), keywords="update upgrade release downgrade go back"),
    ),
    today=(Ref(f"{_HERE}.queries:today_items"),),
)  # fmt: skip
