"""The division between list and detail is remembered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from carecoop_desktop.platform.desktop.memory import SessionMemory
from carecoop_desktop.platform.desktop.page import Split
from carecoop_desktop.platform.desktop.theme import current

Place = Callable[[QWidget], QWidget]


def shown(place: Place, **more: object) -> Split:
    made = Split(QWidget(), QWidget(), shares=(2, 3), **more)  # type: ignore[arg-type]
    made.resize(1000, 400)
    place(made)
    return made


def test_the_first_division_follows_the_shares(place: Place) -> None:
    left, right = shown(place).sizes()
    assert abs(left * 3 - right * 2) <= 10


def test_a_moved_division_comes_back(place: Place, tmp_path: Path) -> None:
    memory = SessionMemory(tmp_path)
    first = shown(place, key="members", memory=memory)
    first.moveSplitter(300, 1)
    memory.save()
    again = shown(place, key="members", memory=SessionMemory(tmp_path))
    assert abs(again.sizes()[0] - 300) <= 2


def test_another_page_has_its_own(place: Place, tmp_path: Path) -> None:
    memory = SessionMemory(tmp_path)
    shown(place, key="members", memory=memory).moveSplitter(300, 1)
    assert abs(shown(place, key="payroll", memory=memory).sizes()[0] - 300) > 20


def test_a_memory_that_does_not_fit_is_ignored(place: Place, tmp_path: Path) -> None:
    memory = SessionMemory(tmp_path)
    for wrong in ("wide", [1], [1, 2, 3], [0.5, "x"]):
        memory.put("split.members", wrong)
        left, right = shown(place, key="members", memory=memory).sizes()
        assert abs(left * 3 - right * 2) <= 10


def test_parts_may_stand_under_one_another(place: Place) -> None:
    made = shown(place, down=True)
    assert made.orientation() == Qt.Orientation.Vertical
    assert not made.childrenCollapsible()


def test_a_narrow_window_stacks_the_parts_and_a_wide_one_does_not(place: Place) -> None:
    made = shown(place)
    assert not made.stacked
    made.resize(current().sizes.chars(70), 900)
    assert made.stacked and made.orientation() == Qt.Orientation.Vertical
    made.resize(1000, 400)
    assert not made.stacked


def test_parts_that_need_more_than_there_is_are_stacked_as_well(place: Place) -> None:
    made = shown(place)
    for number in range(2):
        made.widget(number).setMinimumWidth(600)
    made.resize(1100, 400)
    assert made.stacked
    assert made.minimumSizeHint().width() == 600


def test_stacked_parts_are_high_enough_to_use(place: Place) -> None:
    made = shown(place)
    made.resize(500, 400)
    assert made.minimumSizeHint().height() > current().sizes.line * 40


def test_each_way_of_standing_has_its_own_division(place: Place, tmp_path: Path) -> None:
    memory = SessionMemory(tmp_path)
    made = shown(place, key="members", memory=memory)
    made.moveSplitter(300, 1)
    made.resize(500, 1200)
    made.moveSplitter(700, 1)
    assert memory.get("split.members") is not None and memory.get("split.members.stacked") is not None
    made.resize(1000, 400)
    assert abs(made.sizes()[0] - 300) <= 2


def test_a_part_below_the_edge_is_scrolled_to(place: Place) -> None:
    made = shown(place)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(made)
    area.resize(500, 400)
    place(area)
    QCoreApplication.sendPostedEvents()
    made.reveal(made.widget(1))
    assert area.verticalScrollBar().value() > 100
