"""The division between list and detail is remembered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from carecoop_desktop.platform.desktop.memory import SessionMemory
from carecoop_desktop.platform.desktop.page import Split

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
