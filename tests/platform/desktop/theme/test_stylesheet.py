"""The stylesheet: made of the set's own colours and the text's own sizes, and one that Qt can read."""

from __future__ import annotations

import re

import pytest
from PySide6.QtWidgets import QLabel

from carecoop_desktop.platform.desktop.theme import ThemeKeeper
from carecoop_desktop.platform.desktop.theme.fonts import base_font, scaled
from carecoop_desktop.platform.desktop.theme.palette import ALL, LIGHT, Colours
from carecoop_desktop.platform.desktop.theme.sizes import sizes_for
from carecoop_desktop.platform.desktop.theme.stylesheet import stylesheet


@pytest.mark.parametrize("colours", ALL.values(), ids=list(ALL))
def test_only_colours_of_the_set_are_used(theme: ThemeKeeper, colours: Colours) -> None:
    known = {value for value in colours._asdict().values() if isinstance(value, str)}
    known |= {colour for pair in colours.states.values() for colour in pair}
    used = set(re.findall(r"#[0-9A-Fa-f]{6}\b", stylesheet(colours, sizes_for(base_font()))))
    assert used and used <= known


def test_no_length_is_negative_or_broken(theme: ThemeKeeper) -> None:
    for percent in (80, 100, 200):
        text = stylesheet(LIGHT, sizes_for(scaled(base_font(), percent)))
        assert not re.search(r"-\d+px|\d+\.\d+px|None|nan", text)
        assert text.count("{") == text.count("}")


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
def test_qt_reads_it_without_a_warning(theme: ThemeKeeper, mode: str) -> None:
    theme.apply(mode)  # type: ignore[arg-type]
    made = QLabel("Heading")
    made.setProperty("role", "title")
    made.ensurePolished()
    assert made.font().pixelSize() == theme.theme.sizes.title
    made.deleteLater()
