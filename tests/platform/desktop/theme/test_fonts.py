"""The type: shipped where the platform has none, figures of one width, and any size."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF
from PySide6.QtWidgets import QApplication

from carecoop_desktop.platform.desktop.theme.fonts import SHIPPED_POINTS, base_font, scaled, shipped_family


def test_the_shipped_font_can_be_loaded(qapp: QApplication) -> None:
    assert shipped_family() == "Source Sans Pro"
    assert shipped_family() in QFontDatabase.families()


def test_without_a_screen_the_shipped_font_is_used(qapp: QApplication) -> None:
    font = base_font()
    assert font.family() == "Source Sans Pro"
    assert font.pointSizeF() == pytest.approx(SHIPPED_POINTS)


def test_the_system_font_can_be_asked_for(qapp: QApplication) -> None:
    general = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font = base_font(shipped=False)
    assert (font.family(), font.pointSizeF()) == (general.family(), general.pointSizeF())


def test_figures_have_one_width(qapp: QApplication) -> None:
    metrics = QFontMetricsF(base_font())
    widths = {round(metrics.horizontalAdvance(digit * 20), 1) for digit in "0123456789"}
    assert len(widths) == 1
    assert QFont.Tag("tnum") in base_font().featureTags()


@pytest.mark.parametrize("percent", [100, 115, 200])
def test_a_font_is_scaled_by_its_points(qapp: QApplication, percent: int) -> None:
    assert scaled(base_font(), percent).pointSizeF() == pytest.approx(SHIPPED_POINTS * percent / 100)


def test_a_font_given_in_pixels_is_scaled_too(qapp: QApplication) -> None:
    font = QFont("Source Sans Pro")
    font.setPixelSize(12)
    assert scaled(font, 150).pixelSize() == 18
    assert font.pixelSize() == 12


def test_scaling_keeps_the_figures(qapp: QApplication) -> None:
    assert QFont.Tag("tnum") in scaled(base_font(), 150).featureTags()
