"""A desk whose window shows the panels and columns of this wing only; those above are tested where they live."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from carecoop_desktop.app import features
from carecoop_desktop.platform.desktop.desk import Desk

ROOMS = [feature for feature in features() if feature.room in ("members", "circles")]


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """The usual desk with the wing's own rooms in its window."""

    def panels(place: str, at: Desk) -> list[tuple[str, QWidget]]:
        found = sorted((p for room in ROOMS for p in room.panels if p.place == place), key=lambda p: p.order)
        return [(panel.title, panel.widget.load()(at)) for panel in found]

    def columns(place: str) -> list[Any]:
        return [column for room in ROOMS if place in room.columns for column in room.columns[place].load()()]

    desk.window.panels = panels  # type: ignore[method-assign]
    desk.window.list_columns = columns  # type: ignore[method-assign]
    return desk
