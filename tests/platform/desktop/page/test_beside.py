"""Side by side where there is room."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecoop_desktop.platform.desktop.page import Beside, label
from carecoop_desktop.platform.desktop.theme import current

Place = Callable[[QWidget], QWidget]


@pytest.fixture
def beside(place: Place) -> Beside:
    made = Beside(narrow=60)
    made.add(label("Findings"), 2)
    inner = QVBoxLayout()
    inner.addWidget(label("Facts"))
    made.add(inner, 1)
    made.resize(current().sizes.chars(80), 100)
    place(made)
    return made


def test_wide_is_across_and_narrow_is_down(beside: Beside) -> None:
    assert not beside.stacked
    beside.resize(current().sizes.chars(40), 100)
    assert beside.stacked
    beside.resize(current().sizes.chars(61), 100)
    assert not beside.stacked


def test_it_gets_as_narrow_as_its_widest_part(beside: Beside) -> None:
    QCoreApplication.sendPostedEvents()
    widest = beside.fontMetrics().horizontalAdvance("Findings")
    assert widest <= beside.minimumSizeHint().width() < widest * 1.5
