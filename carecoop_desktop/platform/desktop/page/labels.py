"""Labels, lines and layouts with the program's own spacing."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from carecoop_desktop.platform.desktop.tables.flow import FlowLayout
from carecoop_desktop.platform.desktop.theme import current

_Box = TypeVar("_Box", QHBoxLayout, QVBoxLayout)


def label(text: str = "", role: str = "", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """Plain text in one of the roles of the stylesheet: title, context, heading, figure, strong, key, label, note.

    Text is never read as markup, so that a name with an angle bracket shows as it is.
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    made.setWordWrap(wrap)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def line() -> QFrame:
    """A thin line across."""
    made = QFrame()
    made.setProperty("role", "line")
    return made


def row(*parts: QWidget | QLayout | None, space: float = 1, owner: QWidget | None = None) -> QHBoxLayout:
    """Parts side by side; ``None`` is a stretch."""
    made = QHBoxLayout(owner) if owner is not None else QHBoxLayout()
    return _fill(made, parts, space)


def column(*parts: QWidget | QLayout | None, space: float = 1, owner: QWidget | None = None) -> QVBoxLayout:
    """Parts under one another; ``None`` is a stretch."""
    made = QVBoxLayout(owner) if owner is not None else QVBoxLayout()
    return _fill(made, parts, space)


def flow(*parts: QWidget, space: float = 0.5) -> FlowLayout:
    """Parts side by side that go on in the next line where there is no room."""
    made = FlowLayout(gap=current().sizes.units(space))
    for part in parts:
        made.addWidget(part)
    return made


def _fill(layout: _Box, parts: tuple[QWidget | QLayout | None, ...], space: float) -> _Box:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(current().sizes.units(space))
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)
    return layout


def scrolled(inside: QWidget, name: str) -> QScrollArea:
    """A widget in a vertical scroll area without a frame; ``name`` is what a screen reader says for it."""
    area = QScrollArea()
    area.setAccessibleName(name)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inside.setProperty("role", "scrolled")
    area.setWidget(inside)
    return area
