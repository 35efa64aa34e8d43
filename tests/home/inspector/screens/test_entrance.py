"""The way into the room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from carecoop_desktop.home.inspector.queries import Visit, open_visit
from carecoop_desktop.home.inspector.screens import entrance as entrance_module
from carecoop_desktop.home.inspector.screens.entrance import Entrance, enter
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.shell import Shell
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User


@pytest.fixture
def asked(desk: Desk, qtbot: Any) -> Entrance:
    """The dialog, not shown."""
    made = Entrance(desk)
    qtbot.addWidget(made)
    return made


def fill(asked: Entrance, pin: str, again: str, name: str = "Ruth Adler") -> None:
    asked.form.set_values({"inspector": name, "body": "CQC", "pin": pin, "again": again})
    asked.begin()


def test_a_visit_begins(asked: Entrance) -> None:
    fill(asked, "4711", "4711")
    assert asked.visit is not None
    assert (asked.visit.inspector, asked.visit.body) == ("Ruth Adler", "CQC")
    assert asked.result() == Entrance.DialogCode.Accepted


def test_the_pins_are_not_readable(asked: Entrance) -> None:
    for key in ("pin", "again"):
        assert asked.form.input(key).widget.echoMode().name == "Password"  # type: ignore[attr-defined]


@pytest.mark.parametrize(("pin", "again"), [("4711", "4712"), ("1234", "1234"), ("12", "12"), ("", "")])
def test_a_poor_or_mistyped_pin_begins_nothing(asked: Entrance, desk: Desk, pin: str, again: str) -> None:
    fill(asked, pin, again)
    assert asked.visit is None
    assert desk.read_now(open_visit) is None


def test_a_role_that_only_reads_is_told_why_not(desk: Desk, qtbot: Any) -> None:
    shell = Shell("CareCoop", [])
    qtbot.addWidget(shell)
    desk.office.user = User("Olwen", Role.READ_ONLY)
    enter(desk, shell)
    assert isinstance(desk.window.troubles[-1], Refusal)  # type: ignore[attr-defined]


def test_a_visit_under_way_is_gone_on_with_unasked(
    desk: Desk, qtbot: Any, begin: Callable[[], Visit], monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = Shell("CareCoop", [])
    qtbot.addWidget(shell)
    visit = begin()
    resumed = []
    monkeypatch.setattr(entrance_module, "resume", lambda *given: resumed.append(given[2]))
    enter(desk, shell)
    assert resumed == [visit]
