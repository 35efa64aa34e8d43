"""A server that starts with its computer: the unit that is written, what is asked of the system, what is told."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from carecoop_desktop.home.servers import booting
from carecoop_desktop.home.servers.booting import RUN_KEY, RUN_NAME, program, start_command, start_with_computer
from carecoop_desktop.home.servers.cluster import Cluster

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no units")


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An ordinary person's system whose two commands write down what they were asked; ``refuse`` makes one fail."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("systemctl", "loginctl"):
        script = f'#!/bin/sh\necho "{name} $*" >> "{tools}/asked"\n'
        script += f'if [ -e "{tools}/refuse-{name}" ]; then echo "Access denied." >&2; exit 1; fi\n'
        (tools / name).write_text(script, encoding="utf-8")
        (tools / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:/usr/bin:/bin")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    return tools


@posix
def test_a_unit_is_written_and_switched_on(system: Path, tmp_path: Path) -> None:
    cluster = Cluster(tmp_path / "my server")
    assert start_with_computer(cluster) == ""
    unit = (tmp_path / "config" / "systemd" / "user" / booting.UNIT).read_text(encoding="utf-8")
    assert f'serve-office --folder "{cluster.folder}" start' in unit
    assert f"ExecStop={program()[0]}" in unit and "WantedBy=default.target" in unit
    asked = (system / "asked").read_text(encoding="utf-8").splitlines()
    assert asked == ["systemctl --user daemon-reload", f"systemctl --user enable {booting.UNIT}",
                     "loginctl enable-linger"]  # fmt: skip


@posix
def test_a_system_that_refuses_is_told_with_what_to_do_instead(system: Path, tmp_path: Path) -> None:
    (system / "refuse-loginctl").touch()
    assert start_with_computer(Cluster(tmp_path)).startswith("The server starts when you sign in")
    (system / "refuse-systemctl").touch()
    words = start_with_computer(Cluster(tmp_path))
    assert words.startswith("The server does not start by itself: Access denied.") and words.endswith("starts it.")
    (system / "systemctl").unlink()
    (tmp_path / "empty").mkdir()
    os.environ["PATH"] = str(tmp_path / "empty")
    assert start_with_computer(Cluster(tmp_path)).startswith("This computer has no service manager")


@posix
def test_a_folder_that_cannot_be_written_is_told(system: Path, tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where a folder should be", encoding="utf-8")
    assert "cannot be written" in start_with_computer(Cluster(tmp_path))


@posix
def test_the_administrator_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert start_with_computer(Cluster(tmp_path)).startswith("The administrator")


def test_the_installed_window_names_the_command_line_beside_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert program() == [sys.executable, "-m", "carecoop_desktop.cli"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "carecoop-desktop.exe"))
    assert start_command(Cluster(tmp_path / "s"))[:2] == [str(tmp_path / "carecoop.exe"), "serve-office"]


def test_windows_is_not_given_a_command_that_it_would_cut(tmp_path: Path) -> None:
    assert "too long" in booting._at_sign_in(["carecoop.exe", "--folder", "x" * 300])


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows has a registry")
def test_windows_starts_it_at_sign_in(tmp_path: Path) -> None:
    import winreg

    assert start_with_computer(Cluster(tmp_path)) == ""
    with winreg.OpenKey(winreg.HKEY_CURRENT_USER, RUN_KEY, 0, winreg.KEY_ALL_ACCESS) as key:
        assert "serve-office" in winreg.QueryValueEx(key, RUN_NAME)[0]
        winreg.DeleteValue(key, RUN_NAME)
