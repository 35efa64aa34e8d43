"""Colours, type and spacing of every screen, following the system or forced."""

from carecoop_desktop.platform.desktop.theme.keeper import Theme, ThemeKeeper, current, keeper
from carecoop_desktop.platform.desktop.theme.palette import STATES, Colours

__all__ = ["STATES", "Colours", "Theme", "ThemeKeeper", "current", "keeper"]
