"""The passport of the room: safety."""

from __future__ import annotations

from carecoop_desktop.platform.office.features import Command, Feature, Ref

_HERE = "carecoop_desktop.home.safety"
_MAY = Ref(f"{_HERE}.permissions:BACK_UP")

FEATURE = Feature(
    room="safety",
    wing="home",
    tables=Ref(f"{_HERE}.tables"),
    actions=(Ref(f"{_HERE}.actions"),),
    commands=(
        Command("Back up now", Ref(f"{_HERE}.screens.commands:back_up_now"), _MAY, keywords="backup save copy safe"),
        Command("Back up to a file or a stick", Ref(f"{_HERE}.screens.commands:copy_to"), _MAY, keywords="backup usb"),
        Command("Restore a backup", Ref(f"{_HERE}.screens.commands:restore"), _MAY, keywords="backup bring back lost"),
    ),
    today=(Ref(f"{_HERE}.queries:today_items"),),
)
