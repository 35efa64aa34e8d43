"""What circles bring to a member's page."""

from __future__ import annotations

from typing import Any

import pytest

from carecoop_desktop.people.circles.actions import add_circle, place_member
from carecoop_desktop.people.circles.screens.member_panel import CircleFacts, MemberCircle
from carecoop_desktop.people.members.actions import add_member
from carecoop_desktop.platform.desktop.desk import Desk


@pytest.fixture
def placed(desk: Desk) -> tuple[int, int, int]:
    """Two members in a circle and one in none."""
    chester = desk.office.do(add_circle, "Chester", "Hoole", "first Tuesday").value
    ann, bo, cy = (desk.office.do(add_member, name=name).value for name in ("Ann Hay", "Bo Rees", "Cy Day"))
    for member in (ann, bo):
        desk.office.do(place_member, member, chester)
    return ann, bo, cy


def test_the_line_among_the_facts(desk: Desk, placed: tuple[int, int, int]) -> None:
    ann, _bo, cy = placed
    assert CircleFacts(desk).facts(ann) == [("Circle", "Chester · 2 people")]
    assert CircleFacts(desk).facts(cy) == [("Circle", "In none yet")]


def test_the_tab_shows_who_is_with_them(desk: Desk, placed: tuple[int, int, int], qtbot: Any) -> None:
    ann, bo, cy = placed
    panel = MemberCircle(desk)
    qtbot.addWidget(panel)
    panel.show_record(ann)
    assert (panel.title.text(), panel.context.text()) == ("Chester", "Hoole · meets first Tuesday")
    assert panel.people.copy_text().splitlines()[1:] == ["Ann Hay\t", "Bo Rees\t"]
    panel.people.opened.emit(1)
    panel.open.click()
    assert desk.window.opened == [("members", bo), ("circles", 1)]  # type: ignore[attr-defined]
    panel.show_record(cy)
    assert panel.title.text() == "In no circle yet"
