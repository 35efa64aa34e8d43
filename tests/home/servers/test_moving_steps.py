"""Where an office may go: checked before anything is made, carried row by row, and the old one untouched."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from sqlalchemy import make_url

from carecoop_desktop.app import features
from carecoop_desktop.home.servers import moving_steps
from carecoop_desktop.home.servers.moving_steps import Moved, Target, Way, carry, place_words
from carecoop_desktop.home.window.places import known_offices
from carecoop_desktop.platform.database.homes import Facts
from carecoop_desktop.platform.kernel.errors import Invalid, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import change_setting, open_office
from tests.conftest import Copies
from tests.home.servers.conftest import Remembering


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("CARECOOP_CONFIG", "CARECOOP_DATA", "CARECOOP_COPIES"):
        monkeypatch.setenv(variable, str(tmp_path / variable.lower()))


def issues(target: Target, facts: Facts | None = None) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as told:
        target.check(facts)
    return [(issue.field, issue.message) for issue in told.value.issues]


def test_a_folder_is_checked_before_anything_is_made(tmp_path: Path) -> None:
    assert issues(Target(Way.FOLDER))[0][1] == "No folder was chosen."
    assert "does not exist" in issues(Target(Way.FOLDER, tmp_path / "none"))[0][1]
    (tmp_path / "office.carecoop").touch()
    assert "already" in issues(Target(Way.FOLDER, tmp_path))[0][1]
    Target(Way.FOLDER, tmp_path, "other").check()
    (tmp_path / ".stfolder").mkdir()
    assert "Syncthing" in issues(Target(Way.FOLDER, tmp_path, "other"))[0][1]


@pytest.mark.parametrize(
    "address", ["", "office", "/a/b.carecoop", "mysql://a/b", "postgresql://server", "postgresql:///x"]
)
def test_an_address_of_no_server_is_told(address: str) -> None:
    assert issues(Target(Way.SERVER, address=address))[0][0] == "address"


@pytest.mark.parametrize(
    ("networks", "port", "field"),
    [(("8.8.8.0/24",), 5444, "networks"), (("ours",), 5444, "networks"), ((), 80, "port"), ((), 70_000, "port")],
)
def test_networks_and_port_are_checked(networks: tuple[str, ...], port: int, field: str) -> None:
    assert issues(Target(Way.OWN_SERVER, networks=networks, port=port))[0][0] == field


def test_a_forms_values_become_a_target(tmp_path: Path) -> None:
    values = {"networks": "192.168.1.0/24, 10.0.0.0/8", "port": 5555, "address": "a", "server_password": "secret"}
    target = Target.read(Way.OWN_SERVER, values, tmp_path, "dee")
    assert not target.boot and Target.read(Way.OWN_SERVER, {**values, "boot": True}, tmp_path, "dee").boot
    assert (target.networks, target.port) == (("192.168.1.0/24", "10.0.0.0/8"), 5555)
    assert target.file == tmp_path / "dee.carecoop"
    assert "secret" not in repr(target)
    assert Target.read(Way.FOLDER, {}, None, "x").networks == ()


def test_the_kind_of_a_folder_is_said(tmp_path: Path) -> None:
    mounts = f"//nas/x {tmp_path} cifs rw 0 0\n"
    assert "is on this computer" in place_words(tmp_path, Facts("linux"))
    assert "is shared over the network (cifs)" in place_words(tmp_path, Facts("linux", mounts))
    synchronised = place_words(tmp_path, Facts("linux", f"x {tmp_path} fuse.rclone rw 0 0\n"))
    assert "cannot hold an office" in synchronised


def test_an_office_moves_into_a_folder_and_stays_where_it_was(office: Office, tmp_path: Path) -> None:
    office.do(change_setting, "x", "here")
    moved = carry(office, Target(Way.FOLDER, tmp_path, "new"))
    assert moved.rows > 0 and moved.place == str(tmp_path / "new.carecoop") == known_offices()[0]
    assert moved.sentence.startswith(f"The office stands at {moved.place} too")
    with_setting = open_office(moved.place, features())
    assert with_setting.read(lambda reader: reader.setting("x")) == "here"
    with_setting.close()
    assert office.read(lambda reader: reader.setting("x")) == "here"
    with pytest.raises(Invalid):
        carry(office, Target(Way.FOLDER, tmp_path, "new"))


def test_an_office_moves_into_a_shared_folder_and_back(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    monkeypatch.setenv("CARECOOP_SHARED_FOLDERS", str(share))
    shared = open_office(carry(office, Target(Way.FOLDER, share)).place, features())
    shared.do(change_setting, "x", "shared")
    back = carry(shared, Target(Way.FOLDER, tmp_path, "back"))
    shared.close()
    home = open_office(back.place, features())
    assert home.read(lambda reader: reader.setting("x")) == "shared"
    home.close()


@pytest.mark.skipif(not os.environ.get("CARECOOP_TEST_POSTGRES"), reason="no PostgreSQL named")
def test_an_office_moves_to_a_server_that_is_there(office: Office, copies: Copies, ring: Remembering) -> None:
    place = copies.make("postgresql")
    typed = make_url(place).set(password="typed")
    given = Target(Way.SERVER, address=typed.render_as_string(hide_password=False))
    moved = carry(office, given)
    assert "typed" not in moved.place and moved.place.startswith(f"postgresql://{typed.username}@")
    assert list(ring.kept.values()) == ["typed"]
    there = open_office(moved.place, features())
    assert there.database.dialect == "postgresql"
    there.close()
    with pytest.raises(Refusal):
        carry(office, given)


def test_a_server_that_cannot_be_set_up_leaves_nothing(office: Office, tmp_path: Path, ring: Remembering) -> None:
    said: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Invalid, match=f"Another program uses port {port} already"):
            carry(office, Target(Way.OWN_SERVER, port=port, as_user="postgres"), said.append)
    assert said == [] and known_offices() == []
    assert not (tmp_path / "carecoop_data" / "server").exists() and ring.kept == {}


def test_the_sentence_tells_what_comes_next() -> None:
    assert Moved("/x", 1234, "Note.").sentence == (
        "The office stands at /x too: 1,234 rows, all proved. Open it by File, Another office, and work only there "
        "from now on. Note."
    )
    assert moving_steps.WAYS[Way.FOLDER]
