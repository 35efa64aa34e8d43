"""Pictures of widgets."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from carecoop_desktop.platform.desktop.page import Page, Tile
from carecoop_desktop.platform.desktop.pictures import grab
from carecoop_desktop.platform.desktop.theme import ThemeKeeper
from carecoop_desktop.platform.desktop.theme.palette import DARK, LIGHT


@pytest.fixture
def page(theme: ThemeKeeper, qtbot: QtBot) -> Page:
    made = Page("Good morning, Priya", "7 things need the office")
    made.add(Tile("46", "members supported"))
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_picture_has_the_size_asked_for(page: Page, tmp_path: Path, scale: float) -> None:
    image = QImage(str(grab(page, tmp_path / "new" / "page.png", (640, 400), scale=scale)))
    assert (image.width(), image.height()) == (640 * scale, 400 * scale)
    page.hide()


def test_it_shows_the_page(page: Page, tmp_path: Path) -> None:
    image = QImage(str(grab(page, tmp_path / "page.png", (640, 400))))
    assert image.pixelColor(3, 3) == QColor(LIGHT.page)
    inks = {image.pixelColor(x, y).name().upper() for x in range(0, 400) for y in range(0, 100)}
    assert LIGHT.text in inks
    page.hide()


def test_it_can_be_dark(page: Page, tmp_path: Path, theme: ThemeKeeper) -> None:
    image = QImage(str(grab(page, tmp_path / "page.png", (640, 400), theme="dark")))
    assert image.pixelColor(3, 3) == QColor(DARK.page)
    page.hide()


def test_two_pictures_of_one_page_are_the_same(page: Page, tmp_path: Path) -> None:
    one = grab(page, tmp_path / "one.png", (640, 400)).read_bytes()
    two = grab(page, tmp_path / "two.png", (640, 400)).read_bytes()
    assert one == two
    page.hide()


def test_a_path_that_cannot_be_written_is_said(page: Page, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="could not be written"):
        grab(page, tmp_path / "page.no-such-format", (64, 40))
    page.hide()
