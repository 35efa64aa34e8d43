"""Tiles in one line, in two, or under one another."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from carecoop_desktop.platform.desktop.page import EvenRow, Tile
from carecoop_desktop.platform.desktop.theme import current

Place = Callable[[QWidget], QWidget]


@pytest.mark.parametrize(("width", "across"), [(100, 4), (70, 2), (42, 2), (30, 1)])
def test_as_many_beside_each_other_as_fit_evenly(place: Place, width: int, across: int) -> None:
    made = EvenRow(*(Tile(str(number), "members") for number in range(4)), least=19)
    made.resize(current().sizes.chars(width), 300)
    place(made)
    assert made.across == across
    made.layout().activate()
    tiles = made.findChildren(Tile)
    assert len({tile.geometry().y() for tile in tiles}) == 4 // across
    assert max(tile.width() for tile in tiles) - min(tile.width() for tile in tiles) <= 1


def test_it_can_be_as_narrow_as_one_tile(place: Place) -> None:
    made = EvenRow(*(Tile(str(number), "members") for number in range(4)))
    place(made)
    assert made.minimumSizeHint().width() < made.sizeHint().width() / 2
