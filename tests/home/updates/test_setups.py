"""Setups on this computer: brought here once, proved each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from carecoop_desktop.home.updates.feed import LIST, read_feed
from carecoop_desktop.home.updates.installation import this_program
from carecoop_desktop.home.updates.lists import Signed, believed
from carecoop_desktop.home.updates.places import updates_folder
from carecoop_desktop.home.updates.setups import fetch_setup, kept_setup, thin_out
from carecoop_desktop.home.updates.trust import trust
from carecoop_desktop.platform.kernel.errors import Refusal
from tests.home.updates.publishing import NEWER, OTHER_SEED, SETUP, Publisher, release

SYSTEM = this_program().system


def quiet(_done: int, _total: int) -> None:
    """Nobody listens."""


@pytest.fixture
def signed(server: Publisher) -> Signed:
    """A list that the program believes, whose files are there."""
    server.publish()
    server.setups()
    return believed(server.files["/releases.json"], server.files["/releases.json.sig"], trust())


def test_a_setup_is_brought_once_with_its_list(signed: Signed, server: Publisher) -> None:
    path = fetch_setup(signed, signed.feed.releases[0], SYSTEM, server.address, quiet)
    assert path.read_bytes() == SETUP and path.parent == updates_folder() / NEWER
    assert (path.parent / LIST).read_bytes() == signed.data
    asked = len(server.asked)
    assert fetch_setup(signed, signed.feed.releases[0], SYSTEM, server.address, quiet) == path
    assert len(server.asked) == asked and kept_setup(NEWER, SYSTEM, trust()) == path


def test_one_that_was_spoilt_is_brought_again(signed: Signed, server: Publisher) -> None:
    path = fetch_setup(signed, signed.feed.releases[0], SYSTEM, server.address, quiet)
    path.write_bytes(SETUP[:-1] + b"!")
    assert kept_setup(NEWER, SYSTEM, trust()) is None
    fetch_setup(signed, signed.feed.releases[0], SYSTEM, server.address, quiet)
    assert kept_setup(NEWER, SYSTEM, trust()) == path and path.read_bytes() == SETUP


def test_a_kept_setup_counts_only_with_a_key_that_counts(signed: Signed, server: Publisher, tmp_path: Path) -> None:
    fetch_setup(signed, signed.feed.releases[0], SYSTEM, server.address, quiet)
    server.trust_file(tmp_path, seeds=(OTHER_SEED,))
    assert kept_setup(NEWER, SYSTEM, trust()) is None


def test_another_kind_of_computer_has_none(signed: Signed, server: Publisher) -> None:
    with pytest.raises(Refusal, match="amiga-68k"):
        fetch_setup(signed, signed.feed.releases[0], "amiga-68k", server.address, quiet)
    fetch_setup(signed, signed.feed.releases[0], SYSTEM, server.address, quiet)
    assert kept_setup(NEWER, "amiga-68k", trust()) is None and kept_setup("8.0.0", SYSTEM, trust()) is None


def test_old_setups_go_and_backups_stay(server: Publisher) -> None:
    for name in ("0.1.0", "0.2.0", "0.3.0", "before 0.2.0", "other"):
        (updates_folder() / name).mkdir(parents=True)
        (updates_folder() / name / "file").write_text("x")
    thin_out({"0.3.0", "0.2"})
    assert sorted(path.name for path in updates_folder().iterdir()) == ["0.2.0", "0.3.0", "before 0.2.0", "other"]


def test_the_publisher_of_these_tests_writes_sound_lists(server: Publisher) -> None:
    assert [each.version for each in read_feed(server.publish(release())).releases] == [NEWER]
