"""The list of releases that the release's machine writes is one that the program believes."""

from __future__ import annotations

import json
import stat
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from carecoop_desktop.home.updates.feed import NoFeed
from carecoop_desktop.home.updates.lists import kept_list
from carecoop_desktop.home.updates.setups import is_whole
from carecoop_desktop.home.updates.trust import read_trust
from carecoop_desktop.platform.database.migrating import LATEST


@pytest.fixture
def made(script: Callable[[str], ModuleType]) -> Any:
    """The script."""
    return script("make_feed")


@pytest.fixture
def key(made: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A private key that the environment names, and a program built to trust its public half."""
    path = tmp_path / "release 1.key"
    (tmp_path / "releases.toml").write_text(made.make_key(path), encoding="utf-8")
    monkeypatch.setenv(made.KEY, str(path))
    return path


def setup(folder: Path, name: str, content: bytes = b"a setup") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_what_it_writes_is_believed_by_a_program_with_its_key(made: Any, key: Path, tmp_path: Path) -> None:
    files = [setup(tmp_path, "CareCoop-0.3.0-setup.exe"), setup(tmp_path, "CareCoop-0.3.0-linux-x86_64.tar.gz", b"tar")]
    (tmp_path / "notes.txt").write_text("- Quicker pay runs.\n\n* Two more banks.\n", encoding="utf-8")
    out = tmp_path / "out"
    assert made.main(["--to", str(out), "--notes", str(tmp_path / "notes.txt"), *map(str, files)]) == 0
    signed = kept_list(out, read_trust(tmp_path / "releases.toml"))
    assert signed is not None and signed.key == "release 1"
    [release] = signed.feed.releases
    assert (release.version, release.office_shape) == ("0.3.0", LATEST)
    assert release.notes == ("Quicker pay runs.", "Two more banks.")
    for system, file in zip(("windows-x86_64", "linux-x86_64"), files, strict=True):
        package = release.package(system)
        assert package is not None and package.file == file.name and is_whole(file, package)


def test_the_next_list_keeps_the_releases_before_and_counts_up(made: Any, key: Path, tmp_path: Path) -> None:
    one, other = setup(tmp_path, "CareCoop-0.3.0-setup.exe"), setup(tmp_path, "CareCoop-0.4.0-setup.exe", b"next")
    assert made.main(["--to", str(tmp_path), "--serial", "7", str(one)]) == 0
    again = ["--to", str(tmp_path), "--serial", "8", "--before", str(tmp_path / "releases.json"), str(other)]
    assert made.main(again) == made.main(again) == 0
    signed = kept_list(tmp_path, read_trust(tmp_path / "releases.toml"))
    assert signed is not None and signed.feed.serial == 8
    assert [each.version for each in signed.feed.releases] == ["0.4.0", "0.3.0"]


def test_without_a_key_it_says_so_and_writes_nothing(
    made: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(made.KEY, raising=False)
    file = setup(tmp_path, "CareCoop-0.3.0-setup.exe")
    assert made.main(["--to", str(tmp_path / "out"), str(file)]) == 0
    assert "NO LIST OF RELEASES" in capsys.readouterr().out and not (tmp_path / "out").exists()


def test_files_of_two_versions_or_other_names_are_refused(made: Any, key: Path, tmp_path: Path) -> None:
    one, other = setup(tmp_path, "CareCoop-0.3.0-setup.exe"), setup(tmp_path, "CareCoop-0.4.0-setup.exe")
    for files, words in (([one, other], "2 versions"), ([], "0 versions"), ([setup(tmp_path, "x.exe")], "named as no")):
        with pytest.raises(ValueError, match=words):
            made.main(["--to", str(tmp_path / "out"), *map(str, files)])
    assert not (tmp_path / "out").exists()


def test_a_list_that_the_program_could_not_read_is_never_signed(made: Any) -> None:
    with pytest.raises(NoFeed):
        made.listed([made.release("0.3.0rc1", [], [], "0.1.0", datetime.now(UTC).date())], 1, datetime.now(UTC))


def test_a_key_is_kept_to_its_owner_and_never_overwritten(made: Any, key: Path) -> None:
    if sys.platform != "win32":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
    before = key.read_text()
    with pytest.raises(FileExistsError):
        made.make_key(key)
    assert key.read_text() == before


def test_a_new_key_prints_what_the_program_needs(made: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert made.main(["--new-key", str(tmp_path / "mine.key")]) == 0
    said = capsys.readouterr().out
    (tmp_path / "releases.toml").write_text(said, encoding="utf-8")
    [known] = read_trust(tmp_path / "releases.toml").keys
    assert known.name == "mine" and (tmp_path / "mine.key").read_text().strip() not in said


def test_a_list_stays_small(made: Any) -> None:
    releases = [made.release(f"1.{n}", [], [], "0.1.0", datetime.now(UTC).date()) for n in range(30)]
    assert len(json.loads(made.listed(releases, 1, datetime.now(UTC)))["releases"]) == made.KEPT
