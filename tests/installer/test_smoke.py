"""The smoke test's own reading of what Windows says."""

from __future__ import annotations

import re
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest

from carecoop_desktop.home.updates.fetching import beside, fetch_package, read_all
from carecoop_desktop.home.updates.lists import believed
from carecoop_desktop.home.updates.trust import read_trust
from carecoop_desktop.platform.kernel.errors import Fault

QUERY = (
    "\r\nHKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\CareCoop\r\n"
    "    DisplayName    REG_SZ    CareCoop\r\n"
    '    UninstallString    REG_SZ    "C:\\users\\Joy Bell\\uninstall.exe"\r\n'
    "    EstimatedSize    REG_DWORD    0x1a2b3\r\n"
    "    (Default)    REG_SZ    \r\n\r\n"
)


@pytest.fixture
def smoke(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("smoke")


def test_the_registry_is_read(smoke: ModuleType) -> None:
    assert smoke.registry_values(QUERY) == {
        "DisplayName": "CareCoop",
        "UninstallString": '"C:\\users\\Joy Bell\\uninstall.exe"',
        "EstimatedSize": "0x1a2b3",
        "(Default)": "",
    }


def test_the_version_stands_in_the_setups_name(smoke: ModuleType) -> None:
    assert smoke.version_in(Path("CareCoop-0.1.0rc1-setup.exe")) == "0.1.0rc1"
    with pytest.raises(smoke.Failure, match="does not say its version"):
        smoke.version_in(Path("setup.exe"))


def test_what_must_hold_is_told_when_it_does_not(smoke: ModuleType) -> None:
    smoke.must(True, "never said")
    with pytest.raises(smoke.Failure, match="the office is gone"):
        smoke.must(False, "the office is gone")


def test_waiting_ends_with_the_thing_or_the_time(smoke: ModuleType) -> None:
    looks = iter([False, True])
    assert smoke.waited(lambda: next(looks), seconds=30)
    assert not smoke.waited(lambda: False, seconds=0)


def test_a_program_that_fails_is_a_failure_with_its_words(smoke: ModuleType) -> None:
    machine = smoke.Machine(wine=False)
    assert machine.run(sys.executable, "-c", "print('fine')") == "fine\n"
    assert machine.run(sys.executable, "-c", "raise SystemExit(3)", expect=3) == ""
    with pytest.raises(smoke.Failure, match=r"ended with 1, not 0(.|\n)*too bad"):
        machine.run(sys.executable, "-c", "raise SystemExit('too bad')")


def test_under_wine_programs_are_given_windows_names(
    smoke: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WINEPREFIX", str(tmp_path / "prefix"))
    machine = smoke.Machine(wine=True)
    inside = tmp_path / "prefix" / "drive_c" / "users" / "Joy Bell" / "office.carecoop"
    command = machine.command(tmp_path / "carecoop.exe", "--office", inside)
    assert command == ["wine", str(tmp_path / "carecoop.exe"), "--office", "C:\\users\\Joy Bell\\office.carecoop"]
    outside = tmp_path / "setup.exe"
    assert machine.name(outside) == "Z:" + str(outside.resolve()).replace("/", "\\")


def test_no_step_of_the_trial_is_left_out(smoke: ModuleType) -> None:
    source = Path(smoke.__file__).read_text(encoding="utf-8")
    steps = re.search(r"for step in \((.*?)\):", source, re.DOTALL)
    assert steps
    named = re.findall(r"self\.(\w+)", steps[1])
    assert named == ["install", "demo", "window", "one_window", "update", "upgrade", "no_way_back", "remove"]
    assert all(getattr(smoke.Trial, name).__doc__ for name in named)


@pytest.mark.skipif(sys.platform == "win32", reason="a script of the shell stands for the program")
def test_released_offices_must_hold_what_they_held_and_be_copied(smoke: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "carecoop.exe").write_text("#!/bin/sh\n", encoding="ascii")
    (tmp_path / "carecoop.exe").chmod(0o755)
    trial = smoke.Trial(smoke.Machine(wine=False), tmp_path, tmp_path, program=tmp_path, data=tmp_path)
    laid = trial._lay_released()
    oldest, newest = min(laid), max(laid)
    assert oldest.name == "office-0.1.0.carecoop" and laid[oldest]["member"] > 0
    with pytest.raises(smoke.Failure, match="no released office was copied"):
        trial._open_released(laid)
    copy = oldest.with_name("office-0.1.0.before-upgrade-1.carecoop")
    shutil.copyfile(oldest, copy)
    trial._open_released(laid)
    for spoilt, sentence in ((copy, "is not the office as it was"), (newest, "lost rows")):
        with closing(sqlite3.connect(spoilt)) as connection:
            connection.execute("DELETE FROM change")
            connection.commit()
        with pytest.raises(smoke.Failure, match=sentence):
            trial._open_released(laid)
        shutil.copyfile(oldest, copy)


def test_what_the_trial_offers_is_believed_by_a_program_that_trusts_it(smoke: ModuleType, tmp_path: Path) -> None:
    setup = tmp_path / "CareCoop-1.2.3-setup.exe"
    setup.write_bytes(b"a setup")
    with smoke.offered(tmp_path / "release", setup) as address:
        listed = read_all(address, 10_000)
        signed = believed(listed, read_all(f"{address}.sig", 1000), read_trust(tmp_path / "release" / "trust.toml"))
        [release] = signed.feed.releases
        [package] = release.packages
        assert release.version == smoke.CLAIMED and package.system == "windows-x86_64"
        fetch_package(beside(address, package.file), package, tmp_path / "fetched.exe", lambda _done, _total: None)
    assert (tmp_path / "fetched.exe").read_bytes() == b"a setup"
    with pytest.raises(Fault):
        read_all(address, 10_000, patience=2)


def test_a_failure_is_loud(
    smoke: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(self: object) -> None:
        raise smoke.Failure("registry keys are left")

    monkeypatch.setattr(smoke.Trial, "run", fails)
    assert smoke.main(["a-setup.exe", "b-setup.exe"]) == 1
    assert "SMOKE TEST FAILED: registry keys are left" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        smoke.main([])
