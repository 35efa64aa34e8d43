"""What kind of place a path leads to: a disk of this computer, a shared folder, or one that a cloud synchronises."""

from carecoop_desktop.platform.database.homes.facts import Facts
from carecoop_desktop.platform.database.homes.recognising import Home, Kind, home_of, refuse_synchronised

__all__ = ["Facts", "Home", "Kind", "home_of", "refuse_synchronised"]
