"""The strip of steps."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from carecoop_desktop.platform.desktop.page import Pill, Step, StepStrip, Tag

STEPS = [Step("Hours", Tag("locked", "met"), open=True), Step("Checks", Tag("3 to clear", "warn")), Step("Payslips")]


@pytest.fixture
def strip(place: Callable[[QWidget], QWidget]) -> StepStrip:
    made = StepStrip(STEPS, name="Pay run steps")
    place(made)
    return made


def words(strip: StepStrip) -> list[str]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    found = [*strip.findChildren(QLabel), *strip.findChildren(QPushButton)]
    strip.layout().activate()
    return [each.text() for each in sorted(found, key=lambda each: each.mapTo(strip, QPoint(0, 0)).x())]


def test_steps_are_numbered_and_joined(strip: StepStrip) -> None:
    assert words(strip) == ["1 Hours", "locked", "→", "2 Checks", "3 to clear", "→", "3 Payslips"]


def test_a_state_stands_beside_its_step(strip: StepStrip) -> None:
    assert [(pill.text(), pill.state) for pill in strip.findChildren(Pill)] == [
        ("locked", "met"),
        ("3 to clear", "warn"),
    ]


def test_only_open_steps_can_be_pressed(strip: StepStrip, qtbot: QtBot) -> None:
    asked: list[int] = []
    strip.asked.connect(asked.append)
    presses = strip.findChildren(QPushButton)
    assert len(presses) == 1
    assert presses[0].accessibleName() == "1 Hours, locked"
    qtbot.mouseClick(presses[0], Qt.MouseButton.LeftButton)
    assert asked == [0]


def test_other_steps_take_their_place(strip: StepStrip) -> None:
    strip.show_steps([Step("Look"), Step("Send", open=True)])
    strip.layout().activate()
    assert words(strip) == ["1 Look", "→", "2 Send"]
