"""A pill shows its word on its state's ground, in any room it is given."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from carecoop_desktop.platform.desktop.page import Pill, paint_pill, pill_size
from carecoop_desktop.platform.desktop.page.pill import pill_picture
from carecoop_desktop.platform.desktop.theme import STATES, ThemeKeeper, current


def painted(text: str, state: str, width: int = 200) -> QImage:
    image = QImage(width, 40, QImage.Format.Format_RGB32)
    image.fill(0x00FF00)
    painter = QPainter(image)
    paint_pill(painter, QRect(0, 0, width, 40), text, state, QFont())
    painter.end()
    return image


def columns_used(image: QImage) -> int:
    bare = 0xFF00FF00
    return sum(image.pixel(x, image.height() // 2) != bare for x in range(image.width()))


@pytest.mark.parametrize("state", STATES)
def test_the_ground_is_the_states(theme: ThemeKeeper, state: str) -> None:
    image = painted("Ready", state)
    size = pill_size("Ready", QFont())
    at = image.pixelColor(current().sizes.unit // 2, 20)
    assert at == current().state(state)[0]
    assert columns_used(image) == pytest.approx(size.width(), abs=2)


def test_a_pill_is_cut_to_its_place(theme: ThemeKeeper) -> None:
    assert columns_used(painted("A very long state indeed", "warn", 60)) <= 60


def test_a_longer_word_takes_more_room(theme: ThemeKeeper) -> None:
    font = QFont()
    assert pill_size("Member signed", font).width() > pill_size("Draft", font).width()
    assert pill_size("Member signed", font).height() == pill_size("Draft", font).height()


def test_high_contrast_draws_a_line_around_it(theme: ThemeKeeper) -> None:
    theme.apply("contrast")
    image = painted("Ready", "met")
    edge = current().colour("border")
    width = pill_size("Ready", QFont()).width()
    column = [image.pixelColor(width // 2, y).lightness() for y in range(image.height())]
    assert min(column) <= edge.lightness() + 90


def test_the_widget_says_its_word(place: Callable[[QWidget], QWidget], theme: ThemeKeeper) -> None:
    pill = Pill("in date", "met")
    place(pill)
    assert pill.text() == "in date"
    assert pill.sizeHint() == pill_size("in date", pill.font())
    assert pill.minimumSizeHint().width() <= pill.sizeHint().width()


def test_the_widget_changes_and_hides_without_a_word(place: Callable[[QWidget], QWidget]) -> None:
    pill = Pill("in date", "met")
    place(pill)
    pill.say("overdue", "bad")
    assert (pill.text(), pill.state, pill.isVisible()) == ("overdue", "bad", True)
    pill.say("", "quiet")
    assert not pill.isVisible()


def test_the_widget_paints_what_cells_paint(place: Callable[[QWidget], QWidget]) -> None:
    pill = Pill("in date", "met")
    place(pill)
    image = pill.grab().toImage()
    assert image.pixelColor(current().sizes.unit // 2, image.height() // 2) == current().state("met")[0]


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_picture_of_a_pill_is_the_pill(theme: ThemeKeeper, scale: float) -> None:
    font = QApplication.font()
    size = (pill_size("Approved", font).width() + 30, 40)
    picture = pill_picture("Approved", "met", font, size, scale)
    assert picture.deviceIndependentSize().toSize() == QSize(*size)
    image = picture.toImage()
    ground = current().state("met")[0]
    row = {image.pixelColor(x, image.height() // 2).name() for x in range(image.width())}
    assert ground.name() in row
    assert image.pixelColor(image.width() - 2, 2).alpha() == 0
