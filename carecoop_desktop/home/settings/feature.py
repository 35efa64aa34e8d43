"""The passport of the room: settings."""

from __future__ import annotations

from carecoop_desktop.platform.office.features import Command, Feature, RailEntry, Ref

_ROOM = "carecoop_desktop.home.settings"

FEATURE = Feature(
    room="settings",
    wing="home",
    actions=(Ref(f"{_ROOM}.actions"), Ref("carecoop_desktop.platform.office.users")),
    rail=(RailEntry("settings", "Settings", Ref(f"{_ROOM}.screens.page:SettingsPage")),),
    commands=(
        Command("Check this office", Ref(f"{_ROOM}.screens.commands:check"), keywords="integrity damage prove"),
        Command("Who changed what", Ref(f"{_ROOM}.screens.commands:history"), keywords="history audit undo trail"),
        Command("Text size and colours", Ref(f"{_ROOM}.screens.commands:look"), keywords="dark contrast font large"),
    ),
)
