"""What Today says, and what was done since a moment."""

from __future__ import annotations

import pytest

from carecoop_desktop import __version__
from carecoop_desktop.home.safety.keeping import back_up_to
from carecoop_desktop.home.updates.actions import allow_asking, choose_mirror
from carecoop_desktop.home.updates.queries import Since, office_name, require_allowed, since, today_items
from carecoop_desktop.home.updates.state import change_state
from carecoop_desktop.platform.kernel.errors import NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import change_setting
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User


def test_today_has_one_quiet_line_where_a_version_is_there(allowing: Office) -> None:
    assert allowing.read(today_items) == []
    change_state(offer="9.0.0")
    [item] = allowing.read(today_items)
    assert item.tone == "quiet" and "Version 9.0.0" in item.what and item.page == "settings"
    change_state(offer=__version__)
    assert allowing.read(today_items) == [], "it has been put in place meanwhile"
    change_state(offer="not a version")
    assert allowing.read(today_items) == []


def test_today_warns_of_a_list_that_is_not_trusted(allowing: Office) -> None:
    change_state(distrusted=True, said="The signature is not its publisher's.")
    [item] = allowing.read(today_items)
    assert item.tone == "warn" and item.why == "The signature is not its publisher's."


def test_nobody_is_told_who_may_not_or_where_it_is_not_allowed(allowing: Office) -> None:
    change_state(offer="9.0.0")
    allowing.user = User("Tess Reed", Role.TREASURER)
    assert allowing.read(today_items) == []
    with pytest.raises(NotAllowed):
        allowing.read(require_allowed)
    allowing.user = User("Priya Shah", Role.OWNER)
    allowing.do(allow_asking, False)
    assert allowing.read(today_items) == []
    with pytest.raises(Refusal, match="Settings, This program"):
        allowing.read(require_allowed)


def test_the_mirror_comes_with_the_permission(allowing: Office) -> None:
    assert allowing.read(require_allowed) == ""
    allowing.do(choose_mirror, "https://e.org/r.json")
    assert allowing.read(require_allowed) == "https://e.org/r.json"


def test_what_was_done_since_is_counted_without_the_backup_itself(office: Office, tmp_path: object) -> None:
    proof = back_up_to(office, tmp_path / "b").manifest.proof  # type: ignore[operator]
    assert office.read(since, proof.chain_length, proof.chain_head) == Since(0, True)
    office.do(change_setting, "colour", "green")
    office.do(change_setting, "colour", "blue")
    assert office.read(since, proof.chain_length, proof.chain_head) == Since(2, True)
    assert not office.read(since, proof.chain_length, "another history").same
    assert office.read(office_name) == "Dee Valley Care Co-operative"
