"""Encryption on the command line: new, key, recover, and backup, restore and move between plain and encrypted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from carecoop_desktop.platform.database.cipher import key_number_of
from carecoop_desktop.platform.database.keys import GIVEN, OfficeKey, new_key
from tests.home.commands.calling import Run


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARECOOP_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("CARECOOP_DATA", str(tmp_path / "data"))


@pytest.fixture
def given(no_keyring: None, monkeypatch: pytest.MonkeyPatch) -> OfficeKey:
    """A computer without a keyring whose scheduler gives the key."""
    key = new_key()
    monkeypatch.setenv(GIVEN, key.raw.hex())
    return key


def test_new_is_encrypted_where_a_keyring_works(run: Run, own_keyring: Any, tmp_path: Path) -> None:
    place = tmp_path / "x.carecoop"
    status, out, _ = run("new", place, "--name", "Dee Valley", "--owner", "Priya Shah")
    assert status == 0 and "recovery sheet" in out and len(own_keyring.kept) == 1
    assert b"Priya" not in place.read_bytes()
    assert "which this computer has" in run("--office", place, "key")[1]
    assert run("--office", place, "check")[0] == 0
    status, out, _ = run("--office", place, "key", "sheet", "--to", tmp_path / "sheet.pdf")
    assert status == 0 and "delete the file" in out and (tmp_path / "sheet.pdf").stat().st_size > 5000
    assert key_number_of(place) in out


def test_new_without_a_keyring_is_refused_unless_plain(run: Run, no_keyring: None, tmp_path: Path) -> None:
    status, _, err = run("new", tmp_path / "x.carecoop")
    assert status == 1 and "no keyring" in err and "--plain" in err and not (tmp_path / "x.carecoop").exists()
    assert run("new", tmp_path / "x.carecoop", "--plain")[0] == 0
    status, out, _ = run("--office", tmp_path / "x.carecoop", "--json", "key")
    assert status == 0 and json.loads(out) == {"key": None, "here": False}


def test_the_key_from_the_variable_and_nobody_without_it(
    run: Run, given: OfficeKey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "x.carecoop"
    assert run("new", place)[0] == 0 and key_number_of(place) == given.number
    assert run("--office", place, "backup", "--to", tmp_path / "b")[0] == 0
    monkeypatch.setenv(GIVEN, new_key().raw.hex())
    for command in (["--office", place, "check"], ["restore", tmp_path / "b", "--to", tmp_path / "c.carecoop"]):
        status, _, err = run(*command)
        assert status == 1 and f"number {given.number}" in err
    assert "does not have" in run("--office", place, "key")[1]
    monkeypatch.setenv(GIVEN, "not a key")
    status, _, err = run("--office", place, "check")
    assert status == 1 and "CARECOOP_KEY holds is not a key" in err and "not a key" not in err.replace(
        "is not a key", "")  # fmt: skip


def test_a_key_is_entered_once_on_another_computer(
    run: Run, own_keyring: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "x.carecoop"
    run("new", place)
    [(_, stored)] = own_keyring.kept.items()
    own_keyring.kept.clear()
    assert run("--office", place, "check")[0] == 1
    assert "missing" in run("--office", place, "key", "enter")[2]
    monkeypatch.setenv(GIVEN, " ".join(OfficeKey(bytes.fromhex(stored)).groups))
    assert run("--office", place, "key", "enter")[0] == 0
    monkeypatch.delenv(GIVEN)
    assert run("--office", place, "check")[0] == 0


def test_a_right_key_without_a_keyring_is_said(run: Run, given: OfficeKey, tmp_path: Path) -> None:
    run("new", tmp_path / "x.carecoop")
    status, _, err = run("--office", tmp_path / "x.carecoop", "key", "enter")
    assert status == 1 and "right key" in err and "no keyring" in err
    run("new", tmp_path / "p.carecoop", "--plain")
    assert "needs no key" in run("--office", tmp_path / "p.carecoop", "key", "enter")[2]


def test_a_plain_office_is_encrypted_in_place_and_its_key_changed(
    run: Run, own_keyring: Any, tmp_path: Path
) -> None:
    place, folder = tmp_path / "x.carecoop", tmp_path / "backups"
    run("new", place, "--plain", "--owner", "Priya Shah")
    for times in (1, 2):
        status, out, _ = run("--office", place, "--json", "key", "change", "--folder", folder / str(times))
        assert status == 0 and json.loads(out)["key"] == key_number_of(place)
        assert len(own_keyring.kept) == times
    assert all(b"Priya" not in p.read_bytes() for p in (place, *folder.rglob('*.carecoop-backup')))
    assert run("--office", place, "check")[0] == 0


@pytest.mark.parametrize(("model", "how", "encrypted"), [
    (["--plain"], [], False), (["--plain"], ["--encrypt"], True), ([], [], True), ([], ["--plain"], False),
])  # fmt: skip
def test_restore_and_move_in_every_combination(
    run: Run, own_keyring: Any, tmp_path: Path, model: list[str], how: list[str], encrypted: bool
) -> None:
    place = tmp_path / "x.carecoop"
    run("new", place, *model, "--owner", "Priya Shah")
    run("--office", place, "backup", "--to", tmp_path / "b")
    assert run("restore", tmp_path / "b", "--to", tmp_path / "r.carecoop", *how)[0] == 0
    assert run("--office", place, "move", "--to", tmp_path / "m.carecoop", *how)[0] == 0
    for made in (tmp_path / "r.carecoop", tmp_path / "m.carecoop"):
        assert (key_number_of(made) is not None) is encrypted
        assert run("--office", made, "check")[0] == 0
    assert run("--office", place, "list", "members")[0] == 0, "the old office is as it was"


def test_a_forgotten_password_is_set_by_the_sheet(
    run: Run, given: OfficeKey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "x.carecoop"
    run("new", place, "--owner", "Priya Shah")
    status, _, err = run("--office", place, "recover", "Priya Shah")
    assert status == 1 and "New password is missing" in err
    monkeypatch.setenv("CARECOOP_NEW_PASSWORD", "copper-harbour-seven")
    assert run("--office", place, "recover", "Priya Shah")[0] == 0
    assert run("--office", place, "check")[0] == 1
    monkeypatch.setenv("CARECOOP_PASSWORD", "copper-harbour-seven")
    assert run("--office", place, "--user", "Priya Shah", "check")[0] == 0
    status, _, err = run("--office", place, "recover", "Nobody")
    assert status == 1 and "not an owner" in err


def test_what_is_missing_is_said(run: Run, own_keyring: Any, tmp_path: Path) -> None:
    assert run("key", "sheet", "--office", tmp_path / "x.carecoop")[0] == 2
    assert "Which office?" in run("key")[2]
    assert "Which office?" in run("recover", "Priya Shah")[2]
    run("new", tmp_path / "x.carecoop")
    assert "Where should the sheet" in run("--office", tmp_path / "x.carecoop", "key", "sheet")[2]
