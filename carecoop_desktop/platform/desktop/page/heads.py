"""A title with its buttons beside it, or under it where the text is so large that both would not fit."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout

from carecoop_desktop.platform.desktop.tables.flow import FlowLayout
from carecoop_desktop.platform.desktop.theme import current

LARGE = 150
"""From this text size on, in per cent, buttons stand under their title and go on in the next line."""


def buttons_row() -> QLayout:
    """The place for the buttons of a title."""
    gap = current().sizes.units(0.5)
    if current().text_percent >= LARGE:
        return FlowLayout(gap=gap)
    made = QHBoxLayout()
    made.setSpacing(gap)
    return made


def headed(words: QLayout, buttons: QLayout) -> QBoxLayout:
    """Words and buttons together."""
    if isinstance(buttons, FlowLayout):
        below = QVBoxLayout()
        below.setSpacing(current().sizes.unit)
        below.addLayout(words)
        below.addLayout(buttons)
        return below
    beside = QHBoxLayout()
    beside.setSpacing(current().sizes.units(2))
    beside.addLayout(words, 1)
    side = QVBoxLayout()
    side.addLayout(buttons)
    side.addStretch(1)
    beside.addLayout(side)
    return beside
