"""What this program is."""

from __future__ import annotations

import sys

import pytest

from carecoop_desktop import __version__
from carecoop_desktop.home.updates.feed import read_feed
from carecoop_desktop.home.updates.installation import this_program
from carecoop_desktop.platform.database.migrating import LATEST
from tests.home.updates.publishing import listed, package, release


def test_a_checkout_never_installs_over_itself() -> None:
    own = this_program()
    assert (own.version, own.shape, own.installs) == (__version__, LATEST, False)


@pytest.mark.parametrize(
    ("platform", "machine", "frozen", "system", "installs"),
    [
        ("win32", "AMD64", True, "windows-x86_64", True),
        ("win32", "AMD64", False, "windows-x86_64", False),
        ("linux", "x86_64", True, "linux-x86_64", False),
        ("darwin", "arm64", True, "macos-aarch64", False),
        ("linux", "", False, "linux-unknown", False),
    ],
)
def test_only_the_installed_windows_program_installs(
    monkeypatch: pytest.MonkeyPatch, platform: str, machine: str, frozen: bool, system: str, installs: bool
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(sys, "frozen", frozen, raising=False)
    monkeypatch.setattr("platform.machine", lambda: machine)
    own = this_program()
    assert (own.system, own.installs) == (system, installs)
    assert read_feed(listed(release(packages=[package(b"x", system=own.system)]))).releases[0].package(system)
