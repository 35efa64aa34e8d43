"""What machines, disks and people do to an office: each a clear sentence, status 1, and nothing lost."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from carecoop_desktop.app import features
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import OFFICE_NAME, change_setting, open_office
from carecoop_desktop.platform.office.permissions import CHANGE_SETTINGS, Role
from carecoop_desktop.platform.office.users import add_user, set_password
from carecoop_desktop.platform.office.work import Work

NEEDS_POSTGRES = pytest.mark.skipif(not os.environ.get("CARECOOP_TEST_POSTGRES"), reason="no PostgreSQL named")
ADD = ("users", "add", "Somebody New")


@action("Write much", CHANGE_SETTINGS)
def _write_much(work: Work, megabytes: int) -> None:
    for number in range(megabytes):
        work.set_setting(f"much.{number}", "x" * 500_000)


@action("Write, then wait", CHANGE_SETTINGS)
def _write_and_wait(work: Work, reached: threading.Event, go_on: threading.Event) -> None:
    work.set_setting("half", "done")
    reached.set()
    go_on.wait(20)
    work.set_setting("other half", "done")


def refused(ran: Any, *words: str) -> None:
    """Status 1 and a sentence with these words, for people and in JSON; never a traceback."""
    assert ran.status == 1, (ran.status, ran.out, ran.err)
    assert "Traceback" not in ran.err and ran.err.strip().endswith((".", ")", "“", "”")), ran.err
    for word in words:
        assert word in ran.err, ran.err
    assert ran.data["refused"]


def holds(strike: Any, place: str | Path) -> None:
    checked = strike("check", office=str(place))
    assert checked.status == 0, checked.out + checked.err


@pytest.fixture
def place(empty_offices: dict[str, str], tmp_path: Path) -> Path:
    """An office file of one's own."""
    path = tmp_path / "office.carecoop"
    shutil.copyfile(empty_offices["sqlite"], path)
    return path


@pytest.fixture
def living_file(living_offices: dict[str, str], tmp_path: Path) -> Path:
    """A copy of the small demo office."""
    path = tmp_path / "living.carecoop"
    shutil.copyfile(living_offices["sqlite"], path)
    return path


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB; only an administrator of Linux may make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only an administrator may mount a small disk")
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], capture_output=True)
    if made.returncode:
        pytest.skip("no small disk can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def _many_people(path: Path) -> None:
    lines = (f"{n},Person Number{n},{1930 + n % 70}-03-{n % 28 + 1:02d},{n} Mill Lane\n" for n in range(1500))
    path.write_text("Member No,Name,D.O.B.,Address\n" + "".join(lines))


def fill(folder: Path, leave: int) -> Path:
    """Fill a disk up to a few bytes."""
    filler = folder / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        while shutil.disk_usage(folder).free > leave:
            file.write(b"x" * min(4096, shutil.disk_usage(folder).free - leave))
    return filler


# -- the disk ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("room", [0, 40_000, 150_000, 400_000])
def test_a_full_disk_is_told_and_nothing_is_lost(strike: Any, place: Path, tiny_disk: Path, room: int) -> None:
    moved = tiny_disk / "office.carecoop"
    shutil.copyfile(place, moved)
    filler = fill(tiny_disk, room)
    sheet = place.with_name("people.csv")
    _many_people(sheet)
    refused(strike("import", "members", sheet, "--accept-good", office=str(moved)), "full")
    filler.unlink()
    holds(strike, moved)
    assert strike("list", "members", office=str(moved)).data == []
    assert strike("import", "members", sheet.with_name("none.csv"), office=str(moved)).status == 1
    again = strike(*ADD, office=str(moved))
    assert again.status == 0, again.err
    holds(strike, moved)


def test_a_file_that_may_not_grow_is_told_and_nothing_is_lost(strike: Any, place: Path) -> None:
    sheet = place.with_name("people.csv")
    _many_people(sheet)
    refused(strike("import", "members", sheet, "--accept-good", office=str(place), size=200_000))
    holds(strike, place)
    assert strike("list", "members", office=str(place)).data == []
    done = strike("import", "members", sheet, "--accept-good", office=str(place))
    assert done.status == 0 and done.data["new"] == 1500


def test_papers_and_backups_on_a_full_disk_are_told(strike: Any, living_file: Path, tiny_disk: Path) -> None:
    fill(tiny_disk, 1000)
    office = str(living_file)
    for command in (
        ("payslip", "--payslip", 1, "--to", tiny_disk / "slip.pdf"),
        ("payslip", "--pay-run", 1, "--to", tiny_disk / "slips"),
        ("statement", "--to", tiny_disk / "statements"),
        ("evidence-pack", "--to", tiny_disk / "pack.pdf"),
        ("backup", "--to", tiny_disk / "b.carecoop-backup"),
        ("backup", "--folder", tiny_disk / "backups"),
        ("diagnose", "--to", tiny_disk / "report.txt"),
    ):
        refused(strike(*command, office=office))
    refused(strike("new", "--plain", tiny_disk / "new.carecoop"))
    refused(strike("demo", "--size", "small", "--to", tiny_disk / "demo"))
    left = [p.name for p in tiny_disk.rglob("*") if p.is_file() and p.suffix in (".pdf", ".part", ".carecoop-backup")]
    assert left == []
    holds(strike, living_file)


def test_a_folder_that_is_read_only_is_told(strike: Any, empty_offices: dict[str, str], nobody: Any) -> None:
    uid, home = nobody
    folder = home / "read-only"
    folder.mkdir()
    moved = folder / "office.carecoop"
    shutil.copyfile(empty_offices["sqlite"], moved)
    moved.chmod(0o644)
    folder.chmod(0o555)
    before = moved.read_bytes()
    try:
        for command in (ADD, ("undo",), ("import", "members", folder / "none.csv")):
            refused(strike(*command, office=str(moved), uid=uid))
        refused(strike("new", "--plain", folder / "new.carecoop", uid=uid))
        refused(strike("backup", "--to", folder / "b", office=str(moved), uid=uid))
    finally:
        folder.chmod(0o755)
    assert moved.read_bytes() == before and [p.name for p in folder.iterdir()] == ["office.carecoop"]
    holds(strike, moved)


def test_a_file_that_is_read_only_is_told(strike: Any, empty_offices: dict[str, str], nobody: Any) -> None:
    uid, home = nobody
    folder = home / "open"
    folder.mkdir()
    folder.chmod(0o777)
    moved = folder / "office.carecoop"
    shutil.copyfile(empty_offices["sqlite"], moved)
    moved.chmod(0o444)
    refused(strike(*ADD, office=str(moved), uid=uid), "cannot be written")
    moved.chmod(0o000)
    refused(strike("check", office=str(moved), uid=uid))
    moved.chmod(0o644)
    holds(strike, moved)


def test_papers_into_a_folder_that_is_read_only_are_told(strike: Any, living_file: Path, nobody: Any) -> None:
    uid, home = nobody
    moved = home / "papers.carecoop"
    shutil.copyfile(living_file, moved)
    moved.chmod(0o666)
    home.chmod(0o777)
    shut = home / "shut"
    shut.mkdir(mode=0o555)
    for command in (
        ("payslip", "--payslip", 1, "--to", shut / "slip.pdf"),
        ("payslip", "--pay-run", 1, "--to", shut / "slips"),
        ("evidence-pack", "--to", shut / "pack.pdf"),
        ("statement", "--to", shut / "statements"),
        ("backup", "--to", shut / "b"),
        ("diagnose", "--to", shut / "report.txt"),
    ):
        refused(strike(*command, office=str(moved), uid=uid))
    assert list(shut.iterdir()) == []


def test_a_file_held_by_another_program_is_told(strike: Any, place: Path) -> None:
    script = (f"import sqlite3,sys; c=sqlite3.connect({str(place)!r}); c.execute('PRAGMA locking_mode=EXCLUSIVE'); "
              "c.execute('BEGIN EXCLUSIVE'); print('held', flush=True); sys.stdin.read()")  # fmt: skip
    holder = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout is not None and holder.stdout.readline() == b"held\n"
    try:
        refused(strike(*ADD, office=str(place), patience=0.5), "Another program holds")
    finally:
        holder.communicate(b"")
    assert strike(*ADD, office=str(place)).status == 0
    holds(strike, place)


def test_reading_goes_on_while_another_desk_writes(strike: Any, place: Path) -> None:
    with contextlib.closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE office_schema SET version = version")
        begun = time.monotonic()
        assert strike("list", "members", office=str(place)).status == 0
        assert time.monotonic() - begun < 14, "it did not wait for the writer's place"


def test_an_office_file_that_vanished_is_not_made_anew(place: Path) -> None:
    office = open_office(place, features())
    office.database.close()
    for path in place.parent.glob("office.carecoop*"):
        path.unlink()
    with pytest.raises(Fault, match="cannot be opened"):
        office.do(change_setting, "colour", "green")
    assert not place.exists()
    office.close()


# -- the file ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 16, 99, 100, 4096, 8192, 0.25, 0.5, 0.9])
def test_a_truncated_file_is_told(strike: Any, living_file: Path, size: float) -> None:
    whole = living_file.read_bytes()
    cut = whole[: int(size if size >= 1 else size * len(whole))]
    living_file.write_bytes(cut)
    for command in (("check",), ("list", "members"), ("list", "pay-runs"), ADD):
        ran = strike(*command, office=str(living_file))
        if ran.status != 0 or command == ("check",):
            assert ran.status == 1 and "Traceback" not in ran.err, ran.err
    refused(strike("backup", "--to", living_file.with_name("b"), office=str(living_file)))
    assert not living_file.with_name("b").exists()


def test_bit_flips_never_end_in_a_traceback(strike: Any, living_file: Path) -> None:
    whole = living_file.read_bytes()
    dice = random.Random(11)
    found = 0
    for _ in range(int(os.environ.get("CARECOOP_FLIPS", "8"))):
        size = dice.choice((1, 1, 8, 512, 4096))
        at = dice.randrange(100, len(whole) - size)
        living_file.write_bytes(whole[:at] + dice.randbytes(size) + whole[at + size :])
        for path in living_file.parent.glob("living.carecoop-*"):
            path.unlink()
        for command in (("check",), ("list", "members"), ("pay-run", "show", "--pay-run", 7)):
            ran = strike(*command, office=str(living_file))
            assert ran.status in (0, 1) and "Traceback" not in ran.err, (at, size, ran.err)
            found += command == ("check",) and ran.status == 1
    assert found >= 3


@pytest.mark.parametrize(("content", "words"), [
    (b"", "no office in this place"), (b"Dear member, " * 500, "not an office file"), (bytes(5000), ""),
    (b"PK\x03\x04" + bytes(range(256)) * 20, "not an office file"),
])  # fmt: skip
def test_something_else_is_told(strike: Any, tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "x.carecoop"
    path.write_bytes(content)
    refused(strike("check", office=str(path)), words)
    assert path.read_bytes() == content


def test_foreign_newer_missing_and_backup_files_are_told(strike: Any, place: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.carecoop"
    with contextlib.closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE things (x)")
    refused(strike("check", office=str(foreign)), "another program")
    refused(strike("new", "--plain", foreign), "already")
    backup = tmp_path / "b.carecoop-backup"
    assert strike("backup", "--to", backup, office=str(place)).status == 0
    refused(strike("list", "members", office=str(backup)), "a backup, not an office")
    with contextlib.closing(sqlite3.connect(place)) as connection:
        connection.execute("UPDATE office_schema SET version = 99")
        connection.commit()
    refused(strike(*ADD, office=str(place)), "newer version")
    refused(strike("check", office=str(tmp_path)), "no office at")
    refused(strike("check", office=str(tmp_path / "none.carecoop")), "no office at")
    refused(strike("check", office="mysql://here/office"), "not a kind of office")
    refused(strike("check", office="postgresql://app@127.0.0.1:port/x"), "cannot be read")


# -- people ------------------------------------------------------------------------------------------------------------


def test_wrong_passwords_and_missing_permissions_are_told(strike: Any, place: Path) -> None:
    office = open_office(place, features())
    office.do(set_password, "Priya Shah", "otter-lantern-violet")
    office.do(add_user, "Reader", Role.READ_ONLY)
    office.close()
    refused(strike("check", office=str(place), environment={"CARECOOP_PASSWORD": ""}), "asks who you are")
    owner = ("--user", "Priya Shah")
    wrong = {"CARECOOP_PASSWORD": "wrong"}
    refused(strike(*owner, "check", office=str(place), environment=wrong), "not right")
    refused(strike("--user", "Nobody Here", "check", office=str(place), environment=wrong), "not right")
    reader = ("--user", "Reader")
    for command in (ADD, ("backup", "--to", place.with_name("b")), ("undo",), ("pay-run", "start", "--period", 1)):
        refused(strike(*reader, *command, office=str(place)), "may not")
    right = {"CARECOOP_PASSWORD": "otter-lantern-violet"}
    assert strike(*owner, "check", office=str(place), environment=right).status == 0


def test_guessing_is_slowed_down(strike: Any, place: Path) -> None:
    office = open_office(place, features())
    office.do(set_password, "Priya Shah", "otter-lantern-violet")
    office.close()
    said = [strike("--user", "Priya Shah", "check", office=str(place), environment={"CARECOOP_PASSWORD": f"guess {n}"})
            for n in range(6)]  # fmt: skip
    assert all(ran.status == 1 for ran in said)
    assert "several wrong passwords" in said[-1].err


# -- the server --------------------------------------------------------------------------------------------------------


def _url(office: Office) -> str:
    return office.database.address.url.render_as_string(hide_password=False)  # type: ignore[union-attr]


@contextlib.contextmanager
def _other_way_in(place: str) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(os.environ["CARECOOP_TEST_POSTGRES"].replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("SELECT 1")
        yield connection


def _terminate(place: str) -> int:
    with _other_way_in(place) as connection:
        ended = connection.execute("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                                   "WHERE datname = %s", (place.rsplit("/", 1)[1],)).fetchone()  # fmt: skip
    return int(ended[0]) if ended else 0


@NEEDS_POSTGRES
@pytest.mark.parametrize("office", ["postgresql"], indirect=True)
def test_a_server_gone_in_the_middle_of_an_action_is_told_and_nothing_half_done(office: Office, strike: Any) -> None:
    reached, go_on = threading.Event(), threading.Event()
    troubles: list[Exception] = []

    def work() -> None:
        try:
            office.do(_write_and_wait, reached, go_on)
        except (Refusal, Fault) as trouble:
            troubles.append(trouble)

    thread = threading.Thread(target=work)
    thread.start()
    assert reached.wait(20) and _terminate(_url(office)) >= 1
    go_on.set()
    thread.join(30)
    assert len(troubles) == 1 and isinstance(troubles[0], Fault) and "server" in str(troubles[0])
    assert office.read(lambda reader: (reader.setting("half"), reader.setting("other half"))) == (None, None)
    office.do(change_setting, "half", "tried again")
    holds(strike, _url(office))


@NEEDS_POSTGRES
@pytest.mark.parametrize("office", ["postgresql"], indirect=True)
def test_after_a_restart_of_the_server_the_next_deed_works(office: Office) -> None:
    office.do(change_setting, "colour", "green")
    assert _terminate(_url(office)) >= 1
    assert office.read(lambda reader: reader.setting("colour")) == "green"
    assert _terminate(_url(office)) >= 1
    office.do(change_setting, "colour", "blue")
    assert office.read(lambda reader: reader.setting(OFFICE_NAME))


@NEEDS_POSTGRES
@pytest.mark.parametrize("office", ["postgresql"], indirect=True)
def test_addresses_that_lead_nowhere_are_told_apart(office: Office, strike: Any) -> None:
    host = _url(office).rsplit("/", 1)[0]
    refused(strike("check", office=f"{host}/carecoop_there_is_none"), "no such office on this server")
    refused(strike("check", office="postgresql://app@127.0.0.1:1/office"), "does not answer")
    refused(strike("check", office="postgresql://app@no-such-host.invalid/office"), "no server of this name")


@NEEDS_POSTGRES
@pytest.mark.parametrize("office", ["postgresql"], indirect=True)
def test_words_longer_than_the_server_keeps_are_refused(office: Office) -> None:
    with pytest.raises(Refusal, match="longer than"):
        office.do(add_user, "N" * 500, Role.OFFICE)


# -- the file given ----------------------------------------------------------------------------------------------------


def test_an_import_that_cannot_be_read_is_told(strike: Any, place: Path, tmp_path: Path) -> None:
    office, bad = str(place), tmp_path / "bad.csv"
    refused(strike("import", "members", tmp_path / "none.csv", office=office), "no file")
    refused(strike("import", "members", tmp_path, office=office))
    for content in (b"", b"\x00" * 500, b"PK\x03\x04" + b"junk" * 50, b"%PDF-1.4", bytes(range(256)) * 30):
        bad.write_bytes(content)
        refused(strike("import", "members", bad, office=office))
    bad.write_text("Member No,Name,D.O.B.\n1,Somebody New,1960-03-04\n")
    mapping = tmp_path / "mapping.json"
    for text in ("{bad", "[1]", '"x"', '{"name": 7}'):
        mapping.write_text(text)
        refused(strike("import", "members", bad, "--mapping", mapping, office=office))
    refused(strike("import", "members", bad, "--mapping", tmp_path / "none.json", office=office))
    assert strike("list", "members", office=office).data == []
