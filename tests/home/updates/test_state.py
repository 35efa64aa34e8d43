"""What this computer remembers of asking."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from carecoop_desktop.home.updates.state import State, change_state, read_state, state_file, state_for
from carecoop_desktop.platform.kernel.errors import Fault

AT = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)


def test_nothing_is_remembered_at_first() -> None:
    assert read_state() == State()


def test_what_changes_is_remembered_and_the_rest_stays() -> None:
    change_state(asked=AT, said="Nobody is there", distrusted=True)
    assert change_state(offer="0.3.0", seen={"key 1": {"serial": 5, "digest": "d"}}) == read_state()
    assert read_state() == State(AT, "Nobody is there", True, "0.3.0", "", {"key 1": {"serial": 5, "digest": "d"}})


def test_what_was_on_offer_and_is_in_place_is_not_said_to_be_there() -> None:
    change_state(asked=AT, said="Version 0.3.0 is there.", offer="0.3.0")
    assert state_for("0.2.0") == read_state()
    assert (state_for("0.3.0").said, state_for("0.3.0").offer) == ("Version 0.3.0 was there; this is 0.3.0 now.", "")
    change_state(offer="no version")
    assert state_for("0.3.0") == read_state()


@pytest.mark.parametrize(
    "text", ["", "[]", "nonsense", "3", '{"asked": "never", "seen": 7, "distrusted": "yes"}', "null"]
)
def test_a_file_that_is_not_whole_is_nothing(text: str) -> None:
    state_file().parent.mkdir(parents=True, exist_ok=True)
    state_file().write_text(text, encoding="utf-8")
    assert read_state() == State()


def test_a_moment_without_zone_is_utc() -> None:
    state_file().parent.mkdir(parents=True, exist_ok=True)
    state_file().write_text(json.dumps({"asked": "2026-11-22T10:42:00"}), encoding="utf-8")
    assert read_state().asked == AT


def test_a_disk_that_refuses_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("in the way")
    monkeypatch.setenv("CARECOOP_CONFIG", str(tmp_path / "a file" / "config"))
    with pytest.raises(Fault, match="cannot be made"):
        change_state(offer="0.3.0")
