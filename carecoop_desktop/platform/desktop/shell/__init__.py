"""The main window: rail, top bar, pages, status bar and menus."""

from carecoop_desktop.platform.desktop.shell.plan import RailItem, RailSection
from carecoop_desktop.platform.desktop.shell.window import Shell

__all__ = ["RailItem", "RailSection", "Shell"]
