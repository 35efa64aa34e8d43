"""One set of icons, tinted in the colour of the theme."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from carecoop_desktop.platform.desktop.theme import ThemeKeeper
from carecoop_desktop.platform.desktop.theme.icons import icon
from carecoop_desktop.platform.desktop.theme.palette import DARK, LIGHT
from carecoop_desktop.platform.kernel.resources import resource

DRAWINGS = sorted(resource("icons").glob("*.svg"))


def colours_of(name: str) -> set[str]:
    image = icon(name).pixmap(48, 48).toImage()
    solid = set()
    for x in range(image.width()):
        for y in range(image.height()):
            pixel = QColor.fromRgba(image.pixel(x, y))
            if pixel.alpha() == 255:
                solid.add(pixel.name().upper())
    return solid


@pytest.mark.parametrize("path", DRAWINGS, ids=[path.stem for path in DRAWINGS])
def test_every_drawing_shows_something(theme: ThemeKeeper, path: Path) -> None:
    assert colours_of(path.stem)


@pytest.mark.parametrize("path", DRAWINGS, ids=[path.stem for path in DRAWINGS])
def test_every_drawing_but_the_programs_own_takes_a_tint(path: Path) -> None:
    assert ("currentColor" in path.read_text(encoding="utf-8")) is (path.stem != "carecoop")


def test_the_tint_follows_the_theme(theme: ThemeKeeper) -> None:
    assert LIGHT.text in colours_of("plus")
    theme.apply("dark")
    assert DARK.text in colours_of("plus")


def test_a_missing_drawing_is_an_empty_icon(theme: ThemeKeeper, qapp: QApplication) -> None:
    assert icon("no-such-drawing").isNull()
