"""States are painted as the pills of the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from carecoop_desktop.platform.database.lists.reader import ListReader
from carecoop_desktop.platform.database.lists.shape import Tone
from carecoop_desktop.platform.desktop.page.pill import pill_size
from carecoop_desktop.platform.desktop.tables.delegate import StateDelegate
from carecoop_desktop.platform.desktop.tables.model import SqlTableModel
from carecoop_desktop.platform.desktop.theme import ThemeKeeper, current

STATE_COLUMN = 6


def painted(model: SqlTableModel, row: int, column: int, width: int = 160) -> QImage:
    image = QImage(width, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    option: Any = QStyleOptionViewItem()
    option.rect = QRect(0, 0, width, 30)
    painter = QPainter(image)
    StateDelegate().paint(painter, option, model.index(row, column))
    painter.end()
    return image


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
def test_every_tone_has_its_colours_in_every_theme(theme: ThemeKeeper, mode: Any) -> None:
    theme.apply(mode)
    assert {tone.value for tone in Tone} == set(current().colours.states)


def test_the_pill_is_in_the_tone_of_the_state(theme: ThemeKeeper, shifts: Callable[[int], ListReader]) -> None:
    model = SqlTableModel(shifts(3))
    model.load()
    met, warn = (current().state(state)[0].name() for state in ("met", "warn"))
    assert met in colours(painted(model, 0, STATE_COLUMN))
    assert warn in colours(painted(model, 1, STATE_COLUMN))
    assert met not in colours(painted(model, 0, 0))


def test_the_pill_follows_the_theme(theme: ThemeKeeper, shifts: Callable[[int], ListReader]) -> None:
    model = SqlTableModel(shifts(1))
    model.load()
    light = current().state("met")[0].name()
    theme.apply("dark")
    assert light not in colours(painted(model, 0, STATE_COLUMN))
    assert current().state("met")[0].name() in colours(painted(model, 0, STATE_COLUMN))


def test_a_narrow_column_keeps_the_pill_inside(theme: ThemeKeeper, shifts: Callable[[int], ListReader]) -> None:
    model = SqlTableModel(shifts(1))
    model.load()
    image = painted(model, 0, STATE_COLUMN, 40)
    assert {image.pixelColor(39, y).name() for y in range(30)} == {"#ffffff"}


def test_room_is_left_for_the_pill(theme: ThemeKeeper, shifts: Callable[[int], ListReader]) -> None:
    model = SqlTableModel(shifts(1))
    model.load()
    option = QStyleOptionViewItem()
    hint = StateDelegate().sizeHint(option, model.index(0, STATE_COLUMN))
    assert hint.width() > pill_size("Approved", option.font).width()
