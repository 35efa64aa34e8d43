"""While the window is open."""

from __future__ import annotations

from typing import Any

from carecoop_desktop.home.updates.actions import allow_asking
from carecoop_desktop.home.updates.screens.watching import AGAIN_MS, watch_for_updates
from carecoop_desktop.home.updates.starting import hand_over
from carecoop_desktop.platform.desktop.desk import Desk
from tests.home.updates.publishing import NEWER, OTHER_SEED, Publisher


def said(desk: Desk) -> list[str]:
    sentences: list[str] = desk.window.sentences  # type: ignore[attr-defined]
    return sentences


def test_a_new_version_is_told_once_the_office_has_settled_in(qtbot: Any, desk: Desk, server: Publisher) -> None:
    server.publish()
    desk.office.do(allow_asking, True)
    clock = watch_for_updates(desk, after_ms=1)
    assert server.asked == [], "not at once"
    with qtbot.waitSignal(desk.changed, timeout=10_000):
        pass
    assert said(desk) == [f"Version {NEWER} is there. It stands in Settings, This program."]
    assert clock.interval() == AGAIN_MS and clock.isActive()
    clock.timeout.emit()
    assert len(said(desk)) == 1 and len(server.asked) == 2, "once a day"
    clock.stop()


def test_nobody_is_asked_or_disturbed_where_it_is_not_allowed(desk: Desk, server: Publisher) -> None:
    server.publish()
    clock = watch_for_updates(desk)
    clock.timeout.emit()
    assert server.asked == [] and said(desk) == []
    clock.stop()


def test_trouble_disturbs_nobody(desk: Desk, server: Publisher) -> None:
    server.publish(seed=OTHER_SEED)
    desk.office.do(allow_asking, True)
    clock = watch_for_updates(desk)
    clock.timeout.emit()
    assert server.asked and said(desk) == [] and desk.window.troubles == []  # type: ignore[attr-defined]
    clock.stop()


def test_what_became_of_a_setup_is_said_at_the_next_start(desk: Desk) -> None:
    hand_over("9.0.0", ["setup"], lambda _command: None)
    clock = watch_for_updates(desk)
    assert "9.0.0 was not put in place" in said(desk)[0]
    clock.stop()
