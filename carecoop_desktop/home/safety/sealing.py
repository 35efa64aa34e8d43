"""Seals the backups of an office on a server: its key is made with the office, laid where the desks find it, noted."""

from __future__ import annotations

from pathlib import Path

from carecoop_desktop.home.safety.actions import note_key
from carecoop_desktop.home.safety.encrypting import key_for_new_office, owners
from carecoop_desktop.home.safety.office_key import key_number
from carecoop_desktop.home.safety.queries import is_practice
from carecoop_desktop.platform.database.address import Address, parse_address
from carecoop_desktop.platform.database.cipher import key_number_of
from carecoop_desktop.platform.database.doors import open_database
from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.database.key_vault import lay_key
from carecoop_desktop.platform.database.keys import OfficeKey
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User


def seal(office: Office, key: OfficeKey) -> str:
    """Let every backup of a new office on a server be encrypted with ``key``; words for what the server refused."""
    words = lay_key(office.database, key)
    office.do(note_key, key.number)
    return words


def key_for_backup(backup: Path, target: Address) -> OfficeKey | None:
    """What an office on a server gets that is restored from a readable backup; practice needs none.

    Refusal where no keyring would keep it. None where the backup has a key of its own, or becomes a file.
    """
    if target.is_file or key_number_of(backup) is not None:
        return None
    packed = Database(Address(path=backup), read_only=True)
    try:
        practice = Office(packed, User("", Role.READ_ONLY)).read(is_practice)
    finally:
        packed.close()
    return None if practice else key_for_new_office()


def take_up_key(place: str | Path | Address, key: OfficeKey | None, user: User | None = None) -> str:
    """An office that has come to a place notes its key there, or that it has none; words for what a server refused.

    Without a ``user`` an owner of the office is named in its history.
    """
    address = place if isinstance(place, Address) else parse_address(place)
    number = key.number if key is not None else ""
    database = open_database(address)
    try:
        come = Office(database, user or _an_owner(database))
        words = lay_key(database, key) if key is not None and not address.is_file else ""
        if come.read(key_number) != number:
            come.do(note_key, number)
        return words
    finally:
        database.close()


def _an_owner(database: Database) -> User:
    named = Office(database, User("", Role.READ_ONLY)).read(owners)
    return User(named[0] if named else "Owner", Role.OWNER)
