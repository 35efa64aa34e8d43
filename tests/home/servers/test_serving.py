"""The server by the command line: set up with an office that moves in, looked at, and desks let in."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from carecoop_desktop.app import features
from carecoop_desktop.cli import main
from carecoop_desktop.home.servers import serving
from carecoop_desktop.home.servers.cluster import Cluster
from carecoop_desktop.home.servers.serving import folder_of, plan_for
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.browsing import user_list
from carecoop_desktop.platform.office.opening import change_setting, create_office, open_office
from tests.home.servers.conftest import PEOPLE, Remembering, Running, free_port


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARECOOP_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("CARECOOP_DATA", str(tmp_path / "data"))


def carecoop(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, Any]:
    """Run a command; its status and its answer as JSON."""
    status = main(["--json", *map(str, words)])
    return status, json.loads(capsys.readouterr().out)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that the server's own user may reach."""
    folder = Path(tempfile.mkdtemp(prefix="carecoop-serving-"))
    folder.chmod(0o755)
    yield folder
    with_server = Cluster(folder / "server")
    if with_server.is_there:
        with_server.stop()
    shutil.rmtree(folder)


def test_an_office_moves_in_and_a_desk_joins(
    capsys: pytest.CaptureFixture[str], open_folder: Path, tmp_path: Path, ring: Remembering, running: Running
) -> None:
    old = tmp_path / "old.carecoop"
    office = create_office(old, "Dee Valley", "Priya Shah", features())
    office.do(change_setting, "x", "moved")
    office.close()
    user = ["--as-user", "postgres"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    server = ["--folder", open_folder / "server"]
    status, said = carecoop(capsys, "serve-office", "setup", *server, "--port", free_port(), *user, "--from", old)
    assert status == 0 and said["in_keyring"] and said["tls"] and "password" not in said
    moved = open_office(said["office"], features())
    assert moved.read(lambda reader: reader.setting("x")) == "moved"
    moved.close()
    status, _told = carecoop(
        capsys, "serve-office", "desk", "Priya Shah", "--to", tmp_path / "p.carecoop-desk", *server
    )
    status, joined = carecoop(capsys, "join-office", tmp_path / "p.carecoop-desk")
    assert status == 0 and "Priya%20Shah@" in joined["office"]
    status, people = carecoop(capsys, "--office", joined["office"], "users")
    assert status == 0 and [each["name"] for each in people] == ["Priya Shah"]
    assert carecoop(capsys, "serve-office", "stop", *server)[1]["running"] is False
    status, refused = carecoop(capsys, "--office", joined["office"], "users")
    assert status == 1 and refused["refused"]
    assert carecoop(capsys, "serve-office", "start", *server)[1]["running"] is True
    assert carecoop(capsys, "--office", joined["office"], "check")[0] == 0


def test_state_and_rights_and_the_unit(capsys: pytest.CaptureFixture[str], running: Running, tmp_path: Path) -> None:
    server = ["--folder", running.cluster.folder]
    status, said = carecoop(capsys, "serve-office", "status", *server)
    assert (status, said["running"], said["tls"], said["networks"]) == (0, True, True, [])
    assert carecoop(capsys, "serve-office", "rights", *server)[0] == 0
    unit = tmp_path / "units" / "carecoop-office.service"
    assert carecoop(capsys, "serve-office", "boot", *server, "--to", unit)[0] == 0
    assert f"--folder {running.cluster.folder} start" in unit.read_text()
    assert "ExecStart" in carecoop(capsys, "serve-office", "boot", *server)[1]["unit"]


def test_what_cannot_be_done_is_a_sentence(
    capsys: pytest.CaptureFixture[str], running: Running, tmp_path: Path
) -> None:
    server = ["--folder", running.cluster.folder]
    for words in (("status",), ("setup", "--network", "0.0.0.0/0"), ("desk", *server), ("setup", *server),
                  ("setup", "--network", "192.168.253.0/24", "--as-user", "postgres"),
                  ("desk", "Zed", "--to", tmp_path / "z", *server)):  # fmt: skip
        status, said = carecoop(capsys, "serve-office", *words)
        assert status == (2 if words[0] == "desk" and "--to" not in words else 1) and said["refused"]
    assert not (tmp_path / "z").exists() and not folder_of(tmp_path / "data").exists()


def test_a_plan_names_this_computer_in_its_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "own_addresses", lambda: ["192.168.1.7", "10.1.2.3"])
    plan = plan_for(["192.168.1.0/24"], names=["office-pc"])
    assert plan.listen == ("127.0.0.1", "192.168.1.7")
    assert {"localhost", "192.168.1.7", "office-pc"} <= set(plan.names) and "10.1.2.3" not in plan.names
    with pytest.raises(Refusal, match="no address in"):
        plan_for(["192.168.2.0/24"])


def test_the_servers_people_are_the_offices(running: Running) -> None:
    office = open_office(running.address("office_owner", running.served.password), features())
    assert set(PEOPLE) <= {each.name for each in office.read(user_list)}
    office.close()
