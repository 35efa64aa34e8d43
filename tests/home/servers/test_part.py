"""Where the server part is looked for, and what is said where it is missing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from carecoop_desktop.home.servers import part
from carecoop_desktop.home.servers.part import how_to_install, is_installed_program, reach_server_part


@pytest.fixture(autouse=True)
def same_path(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What a test adds to the path of imports goes with it."""
    monkeypatch.delenv(part.NAMED, raising=False)
    monkeypatch.setattr(sys, "path", list(sys.path))
    return sys.path  # type: ignore[return-value]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """As the built program: its folder, still without a server part."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "carecoop"))
    return tmp_path


def test_a_named_folder_is_reached_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "only_in_the_part.py").write_text("HERE = 3\n")
    monkeypatch.setenv(part.NAMED, str(tmp_path))
    reach_server_part()
    reach_server_part()
    assert sys.path.count(str(tmp_path)) == 1
    assert import_module("only_in_the_part").HERE == 3


def test_a_folder_that_is_not_there_is_no_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(part.NAMED, str(tmp_path / "none"))
    before = list(sys.path)
    reach_server_part()
    assert sys.path == before


def test_an_environment_of_python_needs_none() -> None:
    before = list(sys.path)
    reach_server_part()
    assert sys.path == before and not is_installed_program()
    assert "pip install" in how_to_install()


@pytest.mark.skipif(sys.platform == "win32", reason="there the registry says where")
def test_the_program_looks_beside_itself(installed: Path) -> None:
    (installed / "server").mkdir()
    reach_server_part()
    assert str(installed / "server") in sys.path
    assert "server part" in how_to_install() and "pip" not in how_to_install()
