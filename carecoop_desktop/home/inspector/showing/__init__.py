"""What an inspector may ask to see, as sheets of plain words: the screen only lays them out."""

from carecoop_desktop.home.inspector.showing.asking import ASKS, Ask, asks, sheet
from carecoop_desktop.home.inspector.showing.sheets import Mark, Section, Sheet

__all__ = ["ASKS", "Ask", "Mark", "Section", "Sheet", "asks", "sheet"]
