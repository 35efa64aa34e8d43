"""Which PostgreSQL is found."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from carecoop_desktop.home.servers import binaries
from carecoop_desktop.home.servers.binaries import find_binaries, server_line
from carecoop_desktop.platform.kernel.errors import Refusal

posix = pytest.mark.skipif(Path("/").drive != "", reason="made of shell scripts")


def _install(folder: Path, version: str, built: str) -> Path:
    """Programs that say what real ones say."""
    inside = folder / "bin"
    inside.mkdir(parents=True)
    for name, said in (("initdb", ""), ("postgres", f"postgres (PostgreSQL) {version}"), ("pg_config", built)):
        (inside / name).write_text(f'#!/bin/sh\necho "{said}"\n')
        (inside / name).chmod(0o755 | stat.S_IXUSR)
    return inside


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Only these folders are looked into."""
    folders: list[Path] = []
    monkeypatch.setattr(binaries, "_folders", lambda: iter(folders))
    return folders


@posix
def test_one_with_tls_goes_before_one_without(tmp_path: Path, alone: list[Path]) -> None:
    alone += [
        _install(tmp_path / "a", "18.4", "'--without-icu'"),
        _install(tmp_path / "b", "15.18", "'--with-openssl'"),
    ]
    found = find_binaries()
    assert (found.folder, found.version, found.tls) == (alone[1], 15, True)
    assert found.program("initdb").startswith(str(alone[1] / "initdb"))
    alone.pop()
    assert not find_binaries().tls


@posix
def test_a_folder_without_its_programs_is_passed_over(tmp_path: Path, alone: list[Path]) -> None:
    alone += [tmp_path / "none", _install(tmp_path / "c", "not a version", "")]
    with pytest.raises(Refusal, match="no PostgreSQL on this computer"):
        find_binaries()


def test_what_this_computer_has_is_found() -> None:
    try:
        found = find_binaries()
    except Refusal:
        pytest.skip("no PostgreSQL programs on this computer")
    assert found.version >= 13
    assert Path(found.program("pg_ctl")).is_file()


@posix
def test_support_is_told_what_could_serve_an_office(tmp_path: Path, alone: list[Path]) -> None:
    assert server_line().endswith("no PostgreSQL")
    alone.append(_install(tmp_path / "a", "17.10", "'--with-openssl'"))
    assert "PostgreSQL 17 with TLS, certificates can" in server_line()
    assert str(tmp_path) not in server_line()


@posix
def test_one_with_the_library_of_tls_beside_it_has_tls(tmp_path: Path, alone: list[Path]) -> None:
    alone.append(_install(tmp_path / "a", "17.10", ""))
    assert not find_binaries().tls
    (alone[0] / "libssl-3-x64.dll").touch()
    assert find_binaries().tls
