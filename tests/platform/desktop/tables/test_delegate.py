"""States are painted as pills whose word can be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import QStyleOptionViewItem

from carecoop_desktop.platform.database.lists.reader import ListReader
from carecoop_desktop.platform.database.lists.shape import Tone
from carecoop_desktop.platform.desktop.tables.delegate import StateDelegate, pill_colours, wants_contrast
from carecoop_desktop.platform.desktop.tables.model import SqlTableModel

STATE_COLUMN = 6


def palette(base: str, text: str) -> QPalette:
    made = QPalette()
    made.setColor(QPalette.ColorRole.Base, QColor(base))
    made.setColor(QPalette.ColorRole.Text, QColor(text))
    return made


LIGHT, DARK = ("#FFFFFF", "#1D2628"), ("#1E2324", "#E8E8E8")


def luminance(colour: QColor) -> float:
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("tone", list(Tone))
@pytest.mark.parametrize("page", [LIGHT, DARK])
def test_the_word_stands_out_from_its_pill(qapp: Any, tone: Tone, page: tuple[str, str]) -> None:
    ground, text = pill_colours(tone, palette(*page))
    lighter, darker = sorted((luminance(ground), luminance(text)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_tones_differ(qapp: Any) -> None:
    for page in (LIGHT, DARK):
        assert len({pill_colours(tone, palette(*page))[0].name() for tone in Tone}) == len(Tone)
    assert pill_colours(Tone.MET, palette(*LIGHT))[0].name().upper() == "#DCEFE3"


def test_high_contrast_uses_the_desktops_colours(qapp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not wants_contrast()
    monkeypatch.setattr("carecoop_desktop.platform.desktop.tables.delegate.wants_contrast", lambda: True)
    page = palette("#000000", "#FFFF00")
    assert [colour.name() for colour in pill_colours(Tone.BAD, page)] == ["#000000", "#ffff00"]


def painted(model: SqlTableModel, row: int, column: int, width: int = 160) -> QImage:
    image = QImage(width, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    option: Any = QStyleOptionViewItem()
    option.rect = QRect(0, 0, width, 30)
    option.palette = palette(*LIGHT)
    painter = QPainter(image)
    StateDelegate().paint(painter, option, model.index(row, column))
    painter.end()
    return image


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_the_pill_is_in_the_tone_of_the_state(qapp: Any, shifts: Callable[[int], ListReader]) -> None:
    model = SqlTableModel(shifts(3))
    model.load()
    assert "#dcefe3" in colours(painted(model, 0, STATE_COLUMN))
    assert "#fdecc8" in colours(painted(model, 1, STATE_COLUMN))
    assert "#dcefe3" not in colours(painted(model, 0, 0))


def test_a_narrow_column_keeps_the_pill_inside(qapp: Any, shifts: Callable[[int], ListReader]) -> None:
    model = SqlTableModel(shifts(1))
    model.load()
    image = painted(model, 0, STATE_COLUMN, 40)
    assert {image.pixelColor(39, y).name() for y in range(30)} == {"#ffffff"}


def test_room_is_left_for_the_round_ends(qapp: Any, shifts: Callable[[int], ListReader]) -> None:
    model = SqlTableModel(shifts(1))
    model.load()
    option = QStyleOptionViewItem()
    index = model.index(0, STATE_COLUMN)
    delegate = StateDelegate()
    assert delegate.sizeHint(option, index).width() > option.fontMetrics.horizontalAdvance("Approved") + 20
