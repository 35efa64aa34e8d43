"""The office's key: made, typed in, changed, and used by an owner who forgot the password."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from carecoop_desktop.app import features
from carecoop_desktop.home.safety.encrypting import (
    enter_key,
    give_key,
    key_for_new_office,
    number_needed,
    owners,
    set_forgotten_password,
)
from carecoop_desktop.home.safety.keeping import back_up_to
from carecoop_desktop.home.safety.moving import move_office
from carecoop_desktop.home.safety.office_key import key_number, key_of_office, number_of_office
from carecoop_desktop.platform.database.cipher import KeyNeeded, key_number_of
from carecoop_desktop.platform.database.key_vault import SCHEMA, TABLE
from carecoop_desktop.platform.database.keys import GIVEN, OfficeKey, forget_known, keep_key, new_key
from carecoop_desktop.platform.kernel.errors import Invalid, NotAllowed, Refusal
from carecoop_desktop.platform.office.browsing import history
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import open_office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.users import add_user, set_password

GOOD = "otter-lantern-violet"


def place_of(office: Office) -> str:
    address = office.database.address
    return str(address.path) if address.path else address.url.render_as_string(hide_password=False)


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def test_a_new_office_takes_the_given_key_or_makes_one(own_keyring: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    made = key_for_new_office()
    assert len(own_keyring.kept) == 1 and key_for_new_office() != made
    given = new_key()
    monkeypatch.setenv(GIVEN, given.raw.hex())
    assert key_for_new_office() == given


def test_without_a_keyring_a_new_office_needs_a_word(no_keyring: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refusal, match="no keyring") as refused:
        key_for_new_office()
    assert "--plain" in refused.value.remedy and GIVEN in refused.value.remedy
    given = new_key()
    monkeypatch.setenv(GIVEN, " ".join(given.groups))
    assert key_for_new_office() == given


def test_an_office_of_either_kind_gets_a_key_and_its_backups_too(
    office: Office, own_keyring: Any, tmp_path: Path
) -> None:
    assert key_of_office(office) is None and number_of_office(office) == ""
    done = give_key(office, tmp_path / "backups")
    assert key_of_office(office) == done.key and number_of_office(office) == office.read(key_number) == done.key.number
    assert [key_number_of(p) for p in files(tmp_path / "backups")] == [done.key.number]
    assert done.key.number in done.sentence and done.kept.path.name in done.sentence
    assert office.read(history, limit=1)[0].summary == f"Encrypted the office with key {done.key.number}"
    if office.database.address.is_file:
        assert number_needed(place_of(office)) == done.key.number
    back_up_to(office, tmp_path / "b")
    assert key_number_of(tmp_path / "b") == done.key.number


def test_the_key_is_changed_and_older_backups_keep_theirs(office: Office, own_keyring: Any, tmp_path: Path) -> None:
    first = give_key(office, tmp_path / "one").key
    second = give_key(office, tmp_path / "two").key
    assert first != second and key_of_office(office) == second
    assert [key_number_of(p) for p in files(tmp_path / "two")] == [first.number]
    assert office.read(history, limit=1)[0].summary == f"Changed the office's key to {second.number}"
    assert len(own_keyring.kept) == 2, "the older key still opens the older backups"


def test_only_an_owner_changes_the_key(office: Office, own_keyring: Any, tmp_path: Path) -> None:
    office.do(add_user, "Ben Okoro", Role.OFFICE)
    other = open_office(place_of(office), features(), user="Ben Okoro")
    with pytest.raises(NotAllowed, match="Ben Okoro"):
        give_key(other, tmp_path / "backups")
    with pytest.raises(NotAllowed):
        move_office(other, str(tmp_path / "plain.carecoop"), plain=True)
    other.close()
    assert not (tmp_path / "backups").exists() and own_keyring.kept == {}


def test_the_same_key_again_is_refused(
    office: Office, no_keyring: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(GIVEN, new_key().raw.hex())
    give_key(office, tmp_path / "backups")
    with pytest.raises(Refusal, match="this key already"):
        give_key(office, tmp_path / "backups")


def test_a_typed_key_must_be_the_one_wanted(own_keyring: Any) -> None:
    key, other = new_key(), new_key()
    with pytest.raises(Invalid, match=f"This is key {other.number}; wanted is key {key.number}"):
        enter_key(" ".join(other.groups), key.number)
    with pytest.raises(Invalid, match="Group 1"):
        enter_key(" ".join(("00000", *key.groups[1:])), key.number)
    assert own_keyring.kept == {}
    assert enter_key(" ".join(key.groups).lower(), key.number) and len(own_keyring.kept) == 1


def test_a_typed_key_without_a_keyring_holds_until_the_end(no_keyring: None) -> None:
    key = new_key()
    assert not enter_key(key.raw.hex(), key.number)


def test_a_server_whose_key_is_elsewhere_makes_no_readable_backup(
    office: Office, own_keyring: Any, tmp_path: Path
) -> None:
    if office.database.address.is_file:
        pytest.skip("this is about servers")
    give_key(office, tmp_path / "backups")
    with office.database.bare() as connection:
        connection.exec_driver_sql(f"DELETE FROM {SCHEMA}.{TABLE}")
        connection.commit()
    own_keyring.kept.clear()
    forget_known()
    with pytest.raises(KeyNeeded, match="backups of this office are encrypted"):
        back_up_to(office, tmp_path / "b")
    assert not (tmp_path / "b").exists()


@pytest.fixture
def locked(office: Office, own_keyring: Any, tmp_path: Path) -> tuple[str, OfficeKey]:
    """An encrypted office whose owner has a password and is away."""
    key = give_key(office, tmp_path / "backups").key
    office.do(add_user, "Ben Okoro", Role.OFFICE)
    office.do(set_password, "Priya Shah", GOOD)
    office.close()
    return place_of(office), key


def test_an_owner_who_forgot_the_password_is_let_in_by_the_sheet(locked: tuple[str, OfficeKey]) -> None:
    place, key = locked
    for _ in range(3):
        with pytest.raises(NotAllowed):
            open_office(place, features(), user="Priya Shah", password="wrong-wrong-wrong")
    set_forgotten_password(place, " ".join(key.groups), "Priya Shah", "copper-harbour-seven")
    again = open_office(place, features(), user="Priya Shah", password="copper-harbour-seven")
    entry = again.read(history, limit=1)[0]
    assert entry.summary == "Set a new password of Priya Shah, proved by the recovery sheet"
    assert key.number in entry.reason and again.read(owners) == ["Priya Shah"]
    again.close()


def test_the_sheet_lets_nobody_else_in(locked: tuple[str, OfficeKey]) -> None:
    place, key = locked
    right, wrong = " ".join(key.groups), " ".join(new_key().groups)
    with pytest.raises(Invalid, match="wanted is key"):
        set_forgotten_password(place, wrong, "Priya Shah", "copper-harbour-seven")
    with pytest.raises(NotAllowed, match="Ben Okoro is not an owner"):
        set_forgotten_password(place, right, "Ben Okoro", "copper-harbour-seven")
    with pytest.raises(Invalid, match="too short"):
        set_forgotten_password(place, right, "Priya Shah", "short")
    open_office(place, features(), user="Priya Shah", password=GOOD).close()


def test_an_office_without_a_key_has_no_sheet(office: Office, own_keyring: Any) -> None:
    with pytest.raises(Refusal, match="not encrypted"):
        set_forgotten_password(place_of(office), new_key().raw.hex(), "Priya Shah", GOOD)


def test_a_move_encrypts_or_stays_or_opens_up(office: Office, own_keyring: Any, tmp_path: Path) -> None:
    key = new_key()
    keep_key(key)
    one, two, three = (str(tmp_path / f"{name}.carecoop") for name in ("one", "two", "three"))
    move_office(office, one, key=key)
    moved = open_office(one, features())
    assert number_needed(one) == moved.read(key_number) == key.number
    move_office(moved, two)
    move_office(moved, three, plain=True)
    moved.close()
    assert number_needed(two) == key.number and number_needed(three) == ""
    opened = open_office(three, features())
    assert opened.read(key_number) == ""
    assert opened.read(history, limit=1)[0].summary == "The office is not encrypted any more"
    opened.close()
