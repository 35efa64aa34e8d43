"""Backups beside the work: what they answer, what went wrong, and that they were stopped."""

from __future__ import annotations

from pathlib import Path

from carecoop_desktop.home.safety.keeping import back_up_into
from carecoop_desktop.home.safety.screens.beside import STOPPED, beside
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.tasks import Token
from carecoop_desktop.platform.kernel.errors import Refusal


def test_what_was_done_is_handed_on(desk: Desk, tmp_path: Path) -> None:
    told: list[str] = []
    beside(desk, lambda token: back_up_into(desk.office, tmp_path, going=token.check).sentence, told.append, "")
    assert "proved" in told[0] and not desk.window.troubles


def test_a_backup_that_is_stopped_leaves_nothing_and_says_so(desk: Desk, tmp_path: Path) -> None:
    told: list[str] = []

    def stopped(token: Token) -> str:
        token.cancel()
        return back_up_into(desk.office, tmp_path / "b", going=token.check).sentence

    beside(desk, stopped, told.append, "")
    assert told == [] and list((tmp_path / "b").iterdir()) == []
    assert desk.window.sentences == [STOPPED] and not desk.window.troubles


def test_trouble_is_shown(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    beside(desk, lambda _token: back_up_into(desk.office, tmp_path / "file").sentence, print, "")
    assert len(desk.window.troubles) == 1

    def refused(_token: Token) -> None:
        raise Refusal("No.")

    beside(desk, refused, print, "")
    assert len(desk.window.troubles) == 2
    assert isinstance(desk.window.troubles[-1], Refusal)
