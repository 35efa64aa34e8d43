"""Labels never read markup; layouts keep the rhythm."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from carecoop_desktop.platform.desktop.page import column, flow, label, line, row, scrolled
from carecoop_desktop.platform.desktop.theme import ThemeKeeper, current


def test_a_name_with_an_angle_bracket_shows_as_it_is(theme: ThemeKeeper) -> None:
    made = label("<b>Ann</b>")
    assert made.textFormat() == Qt.TextFormat.PlainText
    assert made.text() == "<b>Ann</b>"


def test_the_role_reaches_the_stylesheet(theme: ThemeKeeper) -> None:
    made = label("Members", "title")
    made.ensurePolished()
    assert made.font().pixelSize() == current().sizes.title


def test_wrapping_and_selecting_are_asked_for(theme: ThemeKeeper) -> None:
    made = label("long " * 40, wrap=True, selectable=True)
    assert made.wordWrap()
    assert made.textInteractionFlags() == Qt.TextInteractionFlag.TextSelectableByMouse
    assert not label("short").wordWrap()


def test_a_row_keeps_the_rhythm_and_no_margin(theme: ThemeKeeper) -> None:
    layout = row(QWidget(), None, QWidget(), space=2)
    margins = layout.contentsMargins()
    assert layout.spacing() == current().sizes.units(2)
    assert (margins.left(), margins.top(), margins.right(), margins.bottom()) == (0, 0, 0, 0)
    assert layout.count() == 3


def test_layouts_stand_in_layouts(theme: ThemeKeeper) -> None:
    owner = QWidget()
    inner = row(QLabel("a"), QLabel("b"))
    outer = column(inner, QLabel("c"), owner=owner)
    assert owner.layout() is outer
    assert isinstance(outer.itemAt(0), QHBoxLayout)


def test_a_line_is_one_pixel(theme: ThemeKeeper) -> None:
    made = line()
    made.ensurePolished()
    assert made.maximumHeight() == 1


def test_a_scrolled_part_has_a_name(theme: ThemeKeeper) -> None:
    inside = QWidget()
    area = scrolled(inside, "Support plan")
    assert area.accessibleName() == "Support plan"
    assert area.widget() is inside
    assert area.widgetResizable()


def test_parts_flow_into_the_next_line(place: Callable[[QWidget], QWidget]) -> None:
    holder = QWidget()
    outer = column(flow(*(label(f"part {number}") for number in range(6))), None, owner=holder)
    holder.resize(120, 400)
    place(holder)
    outer.activate()
    assert len({each.y() for each in holder.findChildren(QLabel)}) > 1
