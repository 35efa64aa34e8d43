"""Lengths follow the text."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics

from carecoop_desktop.platform.desktop.theme import ThemeKeeper
from carecoop_desktop.platform.desktop.theme.fonts import base_font, scaled
from carecoop_desktop.platform.desktop.theme.sizes import sizes_for


def test_twice_the_text_takes_about_twice_the_room(theme: ThemeKeeper) -> None:
    one = sizes_for(base_font())._asdict()
    two = sizes_for(scaled(base_font(), 200))._asdict()
    for name, length in one.items():
        assert two[name] == pytest.approx(length * 2, rel=0.13, abs=2), name


def test_the_type_scale(theme: ThemeKeeper) -> None:
    sizes = sizes_for(base_font())
    assert sizes.title == pytest.approx(sizes.body * 1.55, abs=1)
    assert sizes.label == pytest.approx(sizes.body * 0.85, abs=1)
    assert sizes.figure > sizes.title > sizes.heading > sizes.body > sizes.label > sizes.small


@pytest.mark.parametrize("percent", [100, 130, 200])
def test_a_row_holds_a_line_and_its_pill(theme: ThemeKeeper, percent: int) -> None:
    font = scaled(base_font(), percent)
    sizes = sizes_for(font)
    assert sizes.row >= QFontMetrics(font).height() + sizes.unit
    assert sizes.button >= QFontMetrics(font).height()


def test_units_and_characters(theme: ThemeKeeper) -> None:
    sizes = sizes_for(base_font())
    assert sizes.units(2) == 2 * sizes.unit
    assert sizes.units(0) == sizes.chars(0) == 0
    assert sizes.chars(20) == round(20 * sizes.char)
