"""The build scripts agree with each other and with the project."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from fnmatch import fnmatch
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _needed() -> set[str]:
    """The names of the libraries that the project asks for on Windows with Python 3.13."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    here = [each for each in asked if "python_version < '3.12'" not in each and "sys_platform == 'linux'" not in each]
    return {_plain(re.match(r"[\w.-]+", each)[0]) for each in here}  # type: ignore[index]


def test_every_library_is_locked_with_its_hash(installer: Path) -> None:
    lock = (installer / "windows.lock").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([a-z0-9-]+)==\S+ \\\n    --hash=sha256:[0-9a-f]{64}", lock, re.MULTILINE))
    assert _needed() - locked == set(), "run installer/lock.sh"
    assert {"pyinstaller", "pywin32-ctypes", "tzdata"} <= locked


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_the_shell_scripts_can_be_read(installer: Path) -> None:
    scripts = [*sorted(installer.rglob("*.sh")), ROOT / ".ci" / "run"]
    assert len(scripts) > 5
    for script in scripts:
        done = subprocess.run(["bash", "-n", str(script)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_the_two_programs_are_named_alike_everywhere(installer: Path) -> None:
    spec = (installer / "carecoop.spec").read_text(encoding="utf-8")
    setup = (installer / "carecoop.nsi").read_text(encoding="utf-8")
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for name in (*scripts["scripts"], *scripts["gui-scripts"]):
        assert f'"{name}"' in spec
        assert f'"{name}.exe"' in setup


def test_the_starts_lead_to_the_same_functions_as_pips(installer: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for script, entry in (("start_console.py", project["scripts"]["carecoop"]),
                          ("start_window.py", project["gui-scripts"]["carecoop-desktop"])):  # fmt: skip
        module, function = entry.split(":")
        source = (installer / script).read_text(encoding="utf-8")
        assert f"from {module} import {function}" in source
        assert "freeze_support()" in source


def test_the_setups_exit_statuses_are_those_that_are_tried(
    installer: Path, script: Callable[[str], ModuleType]
) -> None:
    setup = (installer / "carecoop.nsi").read_text(encoding="utf-8")
    smoke = script("smoke")
    set_here = {int(each) for each in re.findall(r"SetErrorLevel (\d)", setup)}
    assert set_here == {2, smoke.RUNNING, smoke.OLDER}
    for key in smoke.KEYS:
        assert key.startswith("HKCU\\Software\\")


def test_the_setup_removes_only_its_own(installer: Path) -> None:
    setup = (installer / "carecoop.nsi").read_text(encoding="utf-8")
    removed = re.findall(r"RMDir /r \"(.+?)\"", setup)
    assert removed and set(removed) <= {r"$INSTDIR\_internal", r"$INSTDIR\_internal.before"}
    assert "RequestExecutionLevel user" in setup
    assert "HKLM" not in setup


def test_the_setups_can_be_packed_by_the_nsis_of_windows(installer: Path) -> None:
    """It has no stub of 64 bits, and knows a folder's files by a backslash only."""
    build = (installer / "build_on_windows.ps1").read_text(encoding="ascii")
    assert build.count(" + $kind + ") == 2 and "x86-unicode" in build
    for name in ("carecoop.nsi", "server_part.nsi"):
        setup = (installer / name).read_text(encoding="utf-8")
        assert "\nTarget ${TARGET}\n" in setup and "!define TARGET amd64-unicode" in setup
        assert re.findall(r"^ *File .*", setup, re.MULTILINE) == ['  File /r "${PAYLOAD}\\*"']


def test_a_release_lists_its_own_setup_and_not_the_server_parts(
    script: Callable[[str], ModuleType],
) -> None:
    steps = (ROOT / ".github" / "workflows" / "windows.yml").read_text(encoding="utf-8")
    [listing] = [line.split()[-1] for line in steps.splitlines() if "make_feed.py" in line]
    named = script("make_feed").version_and_system
    assert fnmatch("CareCoop-0.3.0-setup.exe", listing) and named(Path("CareCoop-0.3.0-setup.exe"))[0] == "0.3.0"
    assert not fnmatch("CareCoop-server-0.3.0-setup.exe", listing)
    with pytest.raises(ValueError, match="named as no file of a release"):
        named(Path("CareCoop-server-0.3.0-setup.exe"))


def test_the_tests_for_windows_are_there(installer: Path) -> None:
    listed = [
        line for line in (installer / "windows_tests.txt").read_text(encoding="utf-8").splitlines() if line[:1] != "#"
    ]
    assert len(listed) > 5
    for line in listed:
        assert (ROOT / line.split("::")[0]).exists(), line
