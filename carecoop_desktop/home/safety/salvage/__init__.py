"""Rescues what still reads in a damaged office into a new one beside it."""

from carecoop_desktop.home.safety.salvage.rescuing import Rescued, Salvage, salvage

__all__ = ["Rescued", "Salvage", "salvage"]
