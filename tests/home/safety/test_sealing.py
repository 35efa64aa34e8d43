"""Backups of an office on a server hold no readable name: by every way they are made, and back from the sheet."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from carecoop_desktop.app import features
from carecoop_desktop.home.safety.actions import choose_second_place
from carecoop_desktop.home.safety.encrypting import give_key, owners_of
from carecoop_desktop.home.safety.keeping import back_up_into, back_up_to
from carecoop_desktop.home.safety.moving import move_office
from carecoop_desktop.home.safety.office_key import KEY_NUMBER, key_number, key_of_office
from carecoop_desktop.home.safety.queries import today_items
from carecoop_desktop.home.safety.sealing import key_for_backup, seal, take_up_key
from carecoop_desktop.home.servers.moving_steps import Target, Way, carry
from carecoop_desktop.home.settings.founding import NewOffice, found_at_home
from carecoop_desktop.home.updates.befores import keep_before
from carecoop_desktop.platform.database.address import Address, parse_address
from carecoop_desktop.platform.database.backup import read_manifest, restore_backup
from carecoop_desktop.platform.database.cipher import KeyNeeded, key_number_of
from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.database.key_vault import lay_key
from carecoop_desktop.platform.database.keys import GIVEN, forget_known, new_key
from carecoop_desktop.platform.database.migrating import create_schema, schema_version
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import OFFICE_NAME, create_office, open_office
from tests.conftest import Copies
from tests.home.commands.calling import Run
from tests.home.commands.conftest import run

__all__ = ["run"]
pytestmark = pytest.mark.skipif(not os.environ.get("CARECOOP_TEST_POSTGRES"), reason="no PostgreSQL named")
OWNER = "Priya Shah"


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("CARECOOP_CONFIG", "CARECOOP_DATA"):
        monkeypatch.setenv(variable, str(tmp_path / variable.lower()))


@pytest.fixture
def there(copies: Copies) -> str:
    """A place for an office on a server."""
    return copies.make("postgresql")


@pytest.fixture
def real(tmp_path: Path, own_keyring: Any) -> Any:
    """A plain office in a file, not for practice."""
    office = create_office(tmp_path / "plain.carecoop", "Dee Valley", OWNER, features())
    yield office
    office.close()


def sealed(folder: Path, number: str) -> bool:
    """Whether every file in a folder is encrypted with the key and bears no name, byte by byte."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return bool(files) and all(
        key_number_of(path) == number and OWNER.encode() not in path.read_bytes() for path in files
    )


def test_the_wizards_office_seals_every_backup(there: str, own_keyring: Any, tmp_path: Path) -> None:
    wanted = NewOffice("Dee", OWNER, "", "", None, encrypted=True, target=Target(Way.SERVER, address=there))
    office = found_at_home(wanted).office
    number = office.read(key_number)
    second = tmp_path / "second"
    second.mkdir()
    office.do(choose_second_place, str(second))
    (tmp_path / "one").mkdir()
    back_up_to(office, tmp_path / "one" / "b")
    back_up_into(office, tmp_path / "daily")
    before = keep_before(office, "9.9.9").path
    assert all(sealed(folder, number) for folder in (tmp_path / "one", tmp_path / "daily", second, before.parent))
    assert [item.when for item in office.read(today_items)] == ["No sheet"]

    own_keyring.kept.clear()  # another desk, which has never met the key: the server hands it over
    forget_known()
    assert key_of_office(office).number == number and len(own_keyring.kept) == 1
    office.close()


def test_today_complains_until_an_older_office_is_sealed(there: str, own_keyring: Any, tmp_path: Path) -> None:
    office = create_office(there, "Dee", OWNER, features())
    assert "The backups of this office are readable" in [item.what for item in office.read(today_items)]
    done = give_key(office, tmp_path / "b")
    assert done.note == "" and sealed(tmp_path / "b", done.key.number)
    assert "Not encrypted" not in [item.when for item in office.read(today_items)]
    office.close()


def test_a_plain_file_that_moves_to_a_server_is_sealed_there(real: Office, there: str) -> None:
    moved = carry(real, Target(Way.SERVER, address=there))
    assert "print the recovery sheet" in moved.note
    come = open_office(there, features())
    assert come.read(key_number) == key_of_office(come).number and real.read(key_number) == ""
    come.close()


def test_without_a_keyring_it_moves_only_as_somebody_says(
    real: Office, no_keyring: None, copies: Copies, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = (copies.make("postgresql") for _ in range(3))
    with pytest.raises(Refusal, match="no keyring"):
        move_office(real, first)
    assert "can be read by whoever has them" in carry(real, Target(Way.SERVER, address=first)).note
    move_office(real, second, plain=True)
    given = new_key()
    monkeypatch.setenv(GIVEN, given.raw.hex())
    move_office(real, third)
    for place, number in ((first, ""), (second, ""), (third, given.number)):
        come = open_office(place, features())
        assert come.read(key_number) == number
        come.close()


def test_the_command_line_seals_or_is_told_not_to(
    run: Run, no_keyring: None, copies: Copies, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, three = (copies.make("postgresql") for _ in range(3))
    status, _, err = run("new", one, "--owner", OWNER)
    assert status == 1 and "--plain" in err
    assert run("new", one, "--owner", OWNER, "--plain")[0] == 0
    assert run("--office", one, "backup", "--to", tmp_path / "plain")[0] == 0
    assert key_number_of(tmp_path / "plain") is None
    status, _, err = run("restore", tmp_path / "plain", "--to", two)
    assert status == 1 and "--plain" in err
    key = new_key()
    monkeypatch.setenv(GIVEN, key.raw.hex())
    assert run("restore", tmp_path / "plain", "--to", two)[0] == 0, "it is sealed from then on"
    status, out, _ = run("new", three, "--owner", OWNER)
    assert status == 0 and key.number in out
    for place in (two, three):
        file = tmp_path / f"b{place[-5:]}"
        assert run("--office", place, "backup", "--to", file)[0] == 0
        assert key_number_of(file) == key.number and OWNER.encode() not in file.read_bytes()
        assert run("--office", place, "check")[0] == 0


def test_from_the_sheet_it_comes_back_on_a_fresh_computer_as_file_and_server(
    run: Run, no_keyring: None, copies: Copies, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, again = copies.make("postgresql"), copies.make("postgresql")
    key, file = new_key(), tmp_path / "b"
    office = create_office(place, "Dee", OWNER, features())
    assert seal(office, key) == ""
    back_up_to(office, file)
    office.close()
    forget_known()
    status, _, err = run("restore", file, "--to", tmp_path / "x.carecoop")
    assert status == 1 and key.number in err
    monkeypatch.setenv(GIVEN, " ".join(key.groups))
    assert run("restore", file, "--to", tmp_path / "x.carecoop")[0] == 0
    assert key_number_of(tmp_path / "x.carecoop") == key.number
    assert run("restore", file, "--to", again)[0] == 0
    monkeypatch.delenv(GIVEN)
    forget_known()
    back = open_office(again, features())
    assert key_of_office(back) == key, "the restored server hands it to its desks"
    back.close()


@pytest.mark.parametrize("practice", [True, False])
def test_a_practice_office_comes_onto_a_server_as_it_is(
    office: Office, real: Office, tmp_path: Path, there: str, practice: bool
) -> None:
    back_up_to(office if practice else real, tmp_path / "b")
    made = key_for_backup(tmp_path / "b", parse_address(there))
    assert (made is None) is practice
    assert key_for_backup(tmp_path / "b", Address(path=tmp_path / "c")) is None
    restore_backup(tmp_path / "b", replace(parse_address(there), key=made))
    assert take_up_key(there, made) == ""
    come = open_office(there, features())
    assert come.read(key_number) == (made.number if made else "")
    come.close()


def test_a_login_that_may_not_look_is_asked_for_the_sheet(there: str, no_keyring: None) -> None:
    office = create_office(there, "Dee", OWNER, features())
    seal(office, new_key())
    forget_known()
    with office.database.bare() as connection:
        connection.exec_driver_sql("DROP SCHEMA office_keys CASCADE")
        connection.commit()
    with pytest.raises(KeyNeeded):
        key_of_office(office)
    office.close()


@pytest.fixture
def older(there: str) -> str:
    """An office on a server as the first version left it, with a key for its backups."""
    database = Database(parse_address(there))
    key = new_key()
    create_schema(database, 1)
    with database.bare() as connection:
        run_sql = connection.exec_driver_sql
        run_sql("INSERT INTO user_account (name, role, active, version) VALUES (%s, 'owner', true, 1)", (OWNER,))
        for name, value in ((OFFICE_NAME, "Dee"), (KEY_NUMBER, key.number)):
            run_sql("INSERT INTO setting (key, value, version) VALUES (%s, %s, 1)", (name, json.dumps(value)))
        connection.commit()
    lay_key(database, key)
    database.close()
    return there


def test_a_server_is_backed_up_as_it_was_before_a_newer_version_changes_it(
    older: str, run: Run, own_keyring: Any, tmp_path: Path
) -> None:
    forget_known()
    assert run("--office", older, "history")[0] == 0
    [backup] = (tmp_path / "carecoop_data" / "Backups").iterdir()
    made = read_manifest(backup)
    assert "before-upgrade" in backup.name and made.proof.schema == 1 and made.proof.counts["user_account"] == 1
    office = open_office(older, features())
    assert sealed(backup.parent, office.read(key_number))
    back_up_into(office, backup.parent)
    assert backup.is_file(), "no rotation takes it"
    office.close()
    restore_backup(backup, Address(path=tmp_path / "back.carecoop"))
    back = open_office(tmp_path / "back.carecoop", features())
    assert back.user.name == OWNER and back.read(key_number) == key_number_of(tmp_path / "back.carecoop")
    back.close()


def test_who_recovers_an_older_office_finds_a_copy_made_first(older: str, tmp_path: Path) -> None:
    assert owners_of(older) == [OWNER]
    [backup] = (tmp_path / "carecoop_data" / "Backups").iterdir()
    assert "before-upgrade" in backup.name and read_manifest(backup).proof.schema == 1


def test_without_the_key_nothing_is_upgraded_until_it_is_typed(
    older: str, run: Run, own_keyring: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(parse_address(older))
    with database.bare() as connection:
        laid = connection.exec_driver_sql("DELETE FROM office_keys.backup_key RETURNING key").scalar()
        connection.commit()
    status, _, err = run("--office", older, "history")
    assert status == 1 and "encrypted" in err
    with database.reading() as connection:
        assert schema_version(connection) == 1
    database.close()
    monkeypatch.setenv(GIVEN, str(laid))
    assert run("--office", older, "key", "enter")[0] == 0
    monkeypatch.delenv(GIVEN)
    assert run("--office", older, "history")[0] == 0
