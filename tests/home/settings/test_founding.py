"""Making a new office from the first-run page."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from carecoop_desktop.app import features
from carecoop_desktop.home.servers.binaries import find_binaries
from carecoop_desktop.home.servers.cluster import Cluster
from carecoop_desktop.home.servers.moving_steps import Target, Way
from carecoop_desktop.home.servers.serving import folder_of, plan_for, serve, wake
from carecoop_desktop.home.settings.founding import (
    NewOffice,
    file_name,
    found,
    found_at_home,
    practice_place,
    practise,
)
from carecoop_desktop.home.today.queries import nobody_yet
from carecoop_desktop.platform.database import server_keys
from carecoop_desktop.platform.kernel.errors import Fault, Invalid, NotAllowed, Refusal
from carecoop_desktop.platform.office.opening import open_office
from tests.conftest import Copies
from tests.home.servers.conftest import Remembering, free_port, ring

__all__ = ["ring"]
GOOD = "three random words"


@pytest.mark.parametrize(("name", "file"), [
    ("Dee Valley Care Co-operative", "Dee-Valley-Care-Co-operative"), ("  A/B: c ", "A-B-c"), ("???", "office"),
    ("x" * 200, "x" * 80),
])  # fmt: skip
def test_names_become_file_names(name: str, file: str) -> None:
    assert file_name(name) == file


def test_every_issue_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "Dee.carecoop").write_text("there", encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        NewOffice("Dee", "Priya Shah", "short", "shirt", tmp_path).check()
    assert [issue.field for issue in caught.value.issues] == ["password", "again", "name"]


def test_an_office_without_a_password_opens_for_its_owner(tmp_path: Path) -> None:
    office = found(NewOffice("Dee", "Priya Shah", "", "", tmp_path / "new" / "folder"))
    assert office.read(nobody_yet)
    office.close()
    open_office(tmp_path / "new" / "folder" / "Dee.carecoop", features()).close()


def test_a_password_is_asked_for_from_then_on(tmp_path: Path) -> None:
    found(NewOffice("Dee", "Priya Shah", GOOD, GOOD, tmp_path)).close()
    with pytest.raises(NotAllowed):
        open_office(tmp_path / "Dee.carecoop", features())
    open_office(tmp_path / "Dee.carecoop", features(), user="Priya Shah", password=GOOD).close()


def test_a_folder_that_cannot_be_made_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(Fault):
        found(NewOffice("Dee", "Priya Shah", "", "", tmp_path / "file" / "under"))


def test_the_practice_office_is_made_afresh(own_folders: Path) -> None:
    rooms: list[str] = []
    practise(rooms.append).close()
    assert practice_place().is_file()
    assert "members" in rooms
    office = practise(rooms.append)
    assert not office.read(nobody_yet)
    office.close()


def test_a_folder_that_may_not_be_written_is_told_before_anything_is_made(tmp_path: Path) -> None:
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    tmp_path.chmod(0o500)
    with pytest.raises(Invalid, match="may not write"):
        NewOffice("Dee", "Priya Shah", "", "", tmp_path).check()


def test_a_shared_folder_has_to_be_chosen(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="No folder is chosen"):
        NewOffice("Dee", "Priya Shah", "", "", None).check()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that the server's own user may reach, where PostgreSQL is installed."""
    try:
        find_binaries()
    except Refusal:
        pytest.skip("no PostgreSQL programs on this computer")
    folder = Path(tempfile.mkdtemp(prefix="carecoop-founding-"))
    folder.chmod(0o755)
    yield folder
    served = Cluster(folder / "server")
    if served.is_there:
        served.stop()
    shutil.rmtree(folder)


def own_server(port: int) -> Target:
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return Target(Way.OWN_SERVER, port=port, as_user="postgres" if root else "")


def test_a_server_is_set_up_with_the_office_in_it_and_woken_again(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch, no_keyring: None
) -> None:
    monkeypatch.setenv("CARECOOP_DATA", str(open_folder))
    monkeypatch.setattr(server_keys, "_known", {})
    steps: list[str] = []
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)  # nothing may start with the computer of these tests
    boot = sys.platform != "win32"
    wanted = NewOffice("Dee", "Priya Shah", GOOD, GOOD, None, target=replace(own_server(free_port()), boot=boot))
    made = found_at_home(wanted, steps.append)
    assert made.note.endswith("that starts it.") is boot
    assert (
        "no keyring" in made.note
        and len(made.note.rpartition("Password: ")[2].split()[0]) > 20
        and len(steps) == 2
        and made.office.database.dialect == "postgresql"
    )
    place = made.office.database.address.remembered
    assert made.office.read(nobody_yet)
    made.office.close()
    with pytest.raises(NotAllowed):
        open_office(place, features())
    with pytest.raises(Refusal, match="serves an office already"):
        found_at_home(replace(wanted, target=own_server(free_port())))
    cluster = Cluster(folder_of(open_folder))
    cluster.stop()
    assert wake(place) and cluster.running
    assert not wake(place) and not wake("postgresql://ann@elsewhere/office") and not wake(str(open_folder / "x"))


def test_a_server_whose_office_could_not_be_made_leaves_nothing(open_folder: Path) -> None:
    cluster, target = Cluster(open_folder / "server"), own_server(free_port())
    plan = plan_for((), target.port, target.as_user)

    def fails(_address: str) -> None:
        raise Fault("The disk is full.")

    cluster.make(plan)  # as far as a power cut left one: it is made anew
    with pytest.raises(Fault, match="full"):
        serve(cluster, plan, fails)
    assert not cluster.is_there and list(cluster.folder.iterdir()) == []


@pytest.mark.skipif(not os.environ.get("CARECOOP_TEST_POSTGRES"), reason="no PostgreSQL named")
def test_an_office_is_made_on_a_server_that_is_there(copies: Copies, ring: Remembering) -> None:
    wanted = NewOffice("Dee", "Priya Shah", "", "", None, target=Target(Way.SERVER, address=copies.make("postgresql")))
    made = found_at_home(wanted)
    assert made.note == "" and made.office.read(nobody_yet)
    made.office.close()
    with pytest.raises(Refusal, match="an office in this place already"):
        found_at_home(wanted)
