"""Backups of encrypted offices: unreadable without the key, proved with it, and restored into every kind of place."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from carecoop_desktop.app import features
from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.database import migrating
from carecoop_desktop.platform.database.address import Address, parse_address
from carecoop_desktop.platform.database.backup import make_backup, read_manifest, restore_backup
from carecoop_desktop.platform.database.backup.proof import damage, take_proof
from carecoop_desktop.platform.database.cipher import Damaged, KeyNeeded, key_number_of
from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.database.keys import OfficeKey, forget_known, keep_key, new_key
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.history import broken_links
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import create_office, open_office
from carecoop_desktop.platform.office.permissions import CHANGE_SETTINGS
from carecoop_desktop.platform.office.work import Work

KINDS = ["sqlite", *(["postgresql"] if os.environ.get("CARECOOP_TEST_POSTGRES") else [])]
NAME = "Lucja Wisniewska-Zamoyska"


@action("Add somebody for an encrypted backup", CHANGE_SETTINGS)
def _member(work: Work) -> int:
    return work.add(MemberRow(number="E1", name=NAME, name_key=NAME.casefold(), status="active")).id


@pytest.fixture
def key(own_keyring: Any) -> OfficeKey:
    made = new_key()
    keep_key(made)
    return made


@pytest.fixture
def secret(key: OfficeKey, tmp_path: Path) -> Iterator[Office]:
    """An encrypted office with one member."""
    place = tmp_path / "secret.carecoop"
    made = create_office(place, "Dee Valley Care Co-operative", "Priya Shah", features(), key=key)
    made.do(_member)
    yield made
    made.close()


def readable(folder: Path) -> list[str]:
    """Every file in which a name can be read byte by byte."""
    traces = [NAME.encode(), NAME.casefold().encode(), b"Wisniewska", b"Priya", b"Dee Valley", NAME.encode("utf-16-le")]
    return [p.name for p in folder.rglob("*") if p.is_file() and any(t in p.read_bytes() for t in traces)]


def names(place: str | Path) -> list[str]:
    office = open_office(place, features())
    with office.database.reading() as connection:
        found = list(connection.execute(select(MemberRow.name)).scalars())
        assert list(broken_links(connection)) == []
    office.close()
    return found


def test_no_name_stands_readable_in_any_file(secret: Office, tmp_path: Path) -> None:
    assert (tmp_path / "secret.carecoop-wal").stat().st_size > 0
    make_backup(secret.database, tmp_path / "one.carecoop-backup")
    assert readable(tmp_path) == []
    secret.close()
    assert readable(tmp_path) == []
    restore_backup(tmp_path / "one.carecoop-backup", Address(path=tmp_path / "plain.carecoop"), plain=True)
    assert readable(tmp_path) == ["plain.carecoop"], "the search does find what is readable"


@pytest.mark.parametrize("into", KINDS)
def test_an_encrypted_backup_comes_back_in_either_kind(
    secret: Office, key: OfficeKey, copies: Any, into: str, tmp_path: Path
) -> None:
    file = tmp_path / "one.carecoop-backup"
    made = make_backup(secret.database, file)
    assert key_number_of(file) == key.number and read_manifest(file) == made and list(damage(file)) == []
    place = copies.make(into)
    assert restore_backup(file, parse_address(place)) == made
    assert names(place) == [NAME]
    assert key_number_of(Path(place)) == (key.number if into == "sqlite" else None)


def test_a_backup_can_have_another_key_and_a_restored_office_too(secret: Office, tmp_path: Path) -> None:
    other, third = new_key(), new_key()
    keep_key(other)
    keep_key(third)
    make_backup(secret.database, tmp_path / "b", key=other)
    assert key_number_of(tmp_path / "b") == other.number
    restore_backup(tmp_path / "b", Address(path=tmp_path / "c.carecoop", key=third))
    assert key_number_of(tmp_path / "c.carecoop") == third.number and names(tmp_path / "c.carecoop") == [NAME]


def test_without_the_key_a_backup_asks_for_it(secret: Office, key: OfficeKey, own_keyring: Any, tmp_path: Path) -> None:
    make_backup(secret.database, tmp_path / "b")
    own_keyring.kept.clear()
    forget_known()
    for attempt in (read_manifest, lambda b: restore_backup(b, Address(path=tmp_path / "c"))):
        with pytest.raises(KeyNeeded, match=key.number):
            attempt(tmp_path / "b")
    keep_key(key)
    restore_backup(tmp_path / "b", Address(path=tmp_path / "c"))
    assert names(tmp_path / "c") == [NAME]


@pytest.mark.parametrize("with_key", [True, False])
def test_an_office_of_either_kind_becomes_a_file_of_either_kind(
    office: Office, key: OfficeKey, with_key: bool, tmp_path: Path
) -> None:
    office.do(_member)
    made = make_backup(office.database, tmp_path / "b", key=key if with_key else None)
    assert key_number_of(tmp_path / "b") == (key.number if with_key else None)
    address = Address(path=tmp_path / "c", key=None if with_key else key)
    restore_backup(tmp_path / "b", address, plain=with_key)
    assert key_number_of(tmp_path / "c") == (None if with_key else key.number)
    assert names(tmp_path / "c") == [NAME]
    again = Database(Address(path=tmp_path / "c"))
    with again.reading() as connection:
        assert take_proof(connection) == made.proof
        indexed = connection.execute(text("SELECT count(*) FROM search_trigram")).scalar()
        assert indexed == connection.execute(text("SELECT count(*) FROM search_entry")).scalar()
    again.close()
    assert not [p.name for p in tmp_path.iterdir() if p.name.startswith(".")], "no half-way copy is left"


def test_a_changed_byte_in_an_encrypted_backup_is_found(secret: Office, tmp_path: Path) -> None:
    file = tmp_path / "b"
    make_backup(secret.database, file)
    whole = file.read_bytes()
    for at in (20, 4096 * 3 + 5, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises((Damaged, Refusal), match="damaged"):
            restore_backup(file, Address(path=tmp_path / "c"))
        assert not (tmp_path / "c").exists()
    file.write_bytes(whole[: len(whole) - 100])
    with pytest.raises(Refusal, match=r"cut short|damaged"):
        restore_backup(file, Address(path=tmp_path / "c"))


def test_an_encrypted_office_opens_signs_in_and_is_refused_when_newer(secret: Office, tmp_path: Path) -> None:
    place = tmp_path / "secret.carecoop"
    assert names(place) == [NAME]
    with secret.database.writing() as connection:
        connection.execute(text("UPDATE office_schema SET version = 99"))
    with pytest.raises(Refusal, match="newer version"):
        open_office(place, features())


def test_the_copy_before_an_upgrade_is_encrypted_too(secret: Office, key: OfficeKey, tmp_path: Path) -> None:
    copy = migrating._copy(tmp_path / "secret.carecoop", 1)
    assert key_number_of(copy) == key.number and readable(tmp_path) == []
    assert names(copy) == [NAME]
