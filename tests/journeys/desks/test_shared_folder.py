"""The command line and the window's way in at one office in a shared folder, the holder killed and waited for."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from carecoop_desktop.app import features
from carecoop_desktop.cli import main
from carecoop_desktop.home.commands.context import Context
from carecoop_desktop.platform.database.pen.database import SharedDatabase
from carecoop_desktop.platform.kernel.errors import NotAllowed, Refusal
from carecoop_desktop.platform.office.opening import change_setting, open_office, who_may_sign_in
from carecoop_desktop.platform.office.users import set_password

PASSWORD = "three random words"


@pytest.fixture
def place(empty_offices: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office in a folder that is named as shared."""
    for variable, folder in (("SHARED_FOLDERS", "share"), ("COPIES", "copies"), ("CONFIG", "config"), ("DATA", "data")):
        monkeypatch.setenv(f"CARECOOP_{variable}", str(tmp_path / folder))
    (tmp_path / "share").mkdir()
    return Path(shutil.copyfile(empty_offices["sqlite"], tmp_path / "share" / "office.carecoop"))


@pytest.fixture
def holder(place: Path) -> Iterator[Any]:
    """Another process that holds the pen until it is killed."""
    code = ("import sys; from carecoop_desktop.platform.office.opening import open_office, change_setting;"
            "from carecoop_desktop.app import features; office = open_office(sys.argv[1], features());"
            "office.do(change_setting, 'x', 'held'); print('held', flush=True); sys.stdin.readline()")  # fmt: skip
    process = subprocess.Popen([sys.executable, "-c", code, str(place)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               text=True, cwd=Path(__file__).parents[3])  # fmt: skip
    assert process.stdout is not None and process.stdout.readline().strip() == "held"
    yield process
    process.kill()
    process.communicate()


def test_while_one_desk_holds_the_pen_commands_read_and_do_not_write(
    place: Path, holder: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--office", str(place), "check"]) == 0
    assert main(["--office", str(place), "history"]) == 0
    assert "Changed the setting x" in capsys.readouterr().out
    assert main(["--office", str(place), "undo"]) == 1
    assert "holds the pen since" in capsys.readouterr().err
    assert main(["--office", str(place), "backup", "--to", str(place.with_name("b"))]) == 0
    assert "Backed up and proved" in (said := capsys.readouterr().out) and "could not be noted" in said


def test_a_command_is_patient_with_a_holder_that_may_be_dead(
    place: Path, holder: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = argparse.Namespace(office=str(place), user=None)
    with Context(arguments).office() as office:
        assert isinstance(office.database, SharedDatabase) and office.database.patient is not None
        office.database.patient("Waiting")
    assert capsys.readouterr().err == "Waiting\n"


def test_when_the_holder_is_killed_the_next_command_writes(place: Path, holder: Any) -> None:
    os.kill(holder.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    holder.wait()
    assert main(["--office", str(place), "undo"]) == 0
    assert main(["--office", str(place), "check"]) == 0
    assert not place.with_name("office.carecoop-wal").exists()


def test_a_reader_signs_in_by_the_copy(place: Path, holder: Any) -> None:
    holder.kill()
    holder.wait()
    with_pen = open_office(place, features())
    with_pen.do(set_password, with_pen.user.name, PASSWORD)
    with pytest.raises(NotAllowed):
        open_office(place, features(), user=with_pen.user.name, password="wrong")
    assert who_may_sign_in(place) == [with_pen.user.name]
    reader = open_office(place, features(), user=with_pen.user.name, password=PASSWORD)
    assert reader.database.read_only
    with_pen.do(change_setting, "y", 2)
    with pytest.raises(Refusal, match=f"{with_pen.user.name} at .* holds the pen"):
        reader.do(change_setting, "y", 3)
    reader.close()
    with_pen.close()


def test_an_office_in_a_synchronised_folder_is_refused_with_the_reason(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place.parent / ".stfolder").mkdir()
    for words in (["--office", str(place), "check"], ["new", str(place.with_name("new.carecoop")), "--plain"]):
        assert main(words) == 1
        assert "synchronised by Syncthing" in capsys.readouterr().err
    assert not place.with_name("new.carecoop").exists()


def test_nothing_moves_or_is_restored_into_a_synchronised_folder(
    empty_offices: dict[str, str], place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "cloud").mkdir()
    (tmp_path / "cloud" / ".dropbox.cache").mkdir()
    target, backup = tmp_path / "cloud" / "office.carecoop", tmp_path / "one.carecoop-backup"
    assert main(["--office", str(place), "backup", "--to", str(backup)]) == 0
    for words in (["--office", str(place), "move", "--to", str(target)], ["restore", str(backup), "--to", str(target)]):
        assert main(words) == 1
        assert "synchronised by Dropbox" in capsys.readouterr().err
    assert not target.exists()
