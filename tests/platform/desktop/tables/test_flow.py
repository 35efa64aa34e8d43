"""Chips go on in the next line."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from carecoop_desktop.platform.desktop.tables.flow import FlowLayout


@pytest.fixture
def holder(qtbot: Any) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    layout = FlowLayout(made, gap=10)
    for _ in range(4):
        label = QLabel(made)
        label.setFixedSize(100, 20)
        layout.addWidget(label)
    made.show()
    return made


def corners(holder: QWidget) -> list[tuple[int, int]]:
    return [(label.x(), label.y()) for label in holder.findChildren(QLabel) if not label.isHidden()]


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (430, [(0, 0), (110, 0), (220, 0), (330, 0)]),
        (429, [(0, 0), (110, 0), (220, 0), (0, 30)]),
        (210, [(0, 0), (110, 0), (0, 30), (110, 30)]),
        (50, [(0, 0), (0, 30), (0, 60), (0, 90)]),
    ],
)
def test_as_many_in_a_line_as_fit(holder: QWidget, width: int, expected: list[tuple[int, int]]) -> None:
    layout = holder.layout()
    layout.setGeometry(holder.rect().adjusted(0, 0, width - holder.width(), 0))
    assert corners(holder) == expected
    assert layout.heightForWidth(width) == expected[-1][1] + 20


def test_hidden_ones_take_no_room(holder: QWidget) -> None:
    holder.findChildren(QLabel)[0].hide()
    layout = holder.layout()
    layout.setGeometry(holder.rect().adjusted(0, 0, 430 - holder.width(), 0))
    assert corners(holder) == [(0, 0), (110, 0), (220, 0)]


def test_sizes_and_items(holder: QWidget) -> None:
    layout = holder.layout()
    assert layout.hasHeightForWidth()
    assert layout.sizeHint().height() == 20
    assert layout.minimumSize().width() == 100
    assert layout.count() == 4
    assert layout.itemAt(4) is None and layout.takeAt(4) is None
    layout.takeAt(0)
    assert layout.count() == 3
