"""What the member's page says of funding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from carecoop_desktop.people.funding.screens.on_member import FundingFacts, MemberFunding
from carecoop_desktop.platform.desktop.desk import Desk


def test_the_member_s_tab_lists_and_opens_agreements(
    desk: Desk, qtbot: Any, james: int, member: Callable[..., int]
) -> None:
    panel = MemberFunding(desk)
    qtbot.addWidget(panel)
    panel.show_record(james)
    assert panel.table.row_count() == 1
    panel.table.opened.emit(0)
    assert desk.window.opened == [("funding", panel.lines[0].id)]  # type: ignore[attr-defined]
    panel.show_record(member("Rosa Lloyd"))
    assert panel.nobody.isVisibleTo(panel) and not panel.table.isVisibleTo(panel)


def test_the_member_s_facts(desk: Desk, james: int, member: Callable[..., int]) -> None:
    facts = FundingFacts(desk)
    assert facts.facts(james)[0] == ("Funder", "Wirral · Direct payment")
    assert facts.facts(member("Rosa Lloyd")) == [("Funder", "Nobody yet")]
