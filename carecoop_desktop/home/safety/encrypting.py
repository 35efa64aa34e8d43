"""The office's key: made, typed in from the recovery sheet, changed, and used to set a forgotten password."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from carecoop_desktop.home.safety.actions import note_key, set_password_by_key
from carecoop_desktop.home.safety.keeping import Kept, back_up_into, backup_before_upgrade
from carecoop_desktop.home.safety.office_key import key_number, key_of_office
from carecoop_desktop.home.safety.permissions import KEEP_KEY
from carecoop_desktop.platform.database.address import parse_address
from carecoop_desktop.platform.database.cipher import key_number_of
from carecoop_desktop.platform.database.doors import open_database
from carecoop_desktop.platform.database.key_vault import lay_key
from carecoop_desktop.platform.database.keys import (
    GIVEN,
    OfficeKey,
    given_key,
    keep_key,
    keyring_works,
    new_key,
    read_key,
)
from carecoop_desktop.platform.database.rekeying import rewrite
from carecoop_desktop.platform.kernel.errors import Invalid, Issue, NotAllowed, Refusal
from carecoop_desktop.platform.office import users
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import open_unsigned
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import Reader, User
from carecoop_desktop.platform.office.tables import UserRow

_USERS = UserRow.__table__


def key_for_new_office() -> OfficeKey:
    """The key in ``CARECOOP_KEY``, or a new one that the keyring keeps. Refusal where there is neither."""
    key = given_key()
    if key is not None:
        keep_key(key)
        return key
    key = new_key()
    if not keep_key(key):
        raise Refusal(
            "This computer has no keyring that could keep the key of an encrypted office.",
            f"Give a key of your own in {GIVEN} (64 hexadecimal figures), or do without encryption: --plain.",
        )
    return key


def can_keep_key() -> bool:
    """Whether a new office would get a key here."""
    return given_key() is not None or keyring_works()


def number_needed(place: str | Path) -> str:
    """The number of the key that a file asks for; empty for a plain file or a server."""
    address = parse_address(place)
    return (key_number_of(address.path) or "") if address.path is not None else ""


def number_at_server(place: str | Path) -> str:
    """The number of the key that an office on a server noted, also one of an older version that is not opened yet."""
    database = open_database(parse_address(place), read_only=True)
    try:
        return Office(database, User("", Role.READ_ONLY)).read(key_number)
    finally:
        database.close()


def enter_key(text: str, number: str) -> bool:
    """Take a key typed from the recovery sheet, if it is the one wanted. False where no keyring keeps it.

    Raises Invalid for a slip of the pen, and for the key of something else.
    """
    key = read_key(text)
    if key.number != number:
        raise Invalid([Issue(
            "key", f"This is key {key.number}; wanted is key {number}.",
            "The sheet with that number on it: after a change of key, older backups need the older sheet.",
        )])  # fmt: skip
    return keep_key(key)


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """A new key in force, and the backup that was proved before it."""

    key: OfficeKey
    kept: Kept
    note: str = ""

    @property
    def sentence(self) -> str:
        """What was done, and what has to be done now."""
        return (
            f"The office has the key {self.key.number} from now on. Before that it was backed up and proved as "
            f"{self.kept.path.name}. Print the recovery sheet now. {self.note}"
        ).strip()


def give_key(office: Office, folder: Path) -> Rekeyed:
    """Encrypt the office with a new key, its first or another, after a proved backup into ``folder``.

    An office on a server gets a key for its backups. Owners only; refused while the file is open elsewhere.
    """
    office.read(lambda reader: reader.require(KEEP_KEY))
    old = key_of_office(office)
    key = key_for_new_office()
    if old == key:
        raise Refusal(f"The office has this key already ({key.number}).", f"Take {GIVEN} away to make a new one.")
    kept = back_up_into(office, folder, key=old or key)  # never a readable copy of what is just being encrypted
    note = ""
    if office.database.address.is_file:
        rewrite(office.database, key)
    else:
        note = lay_key(office.database, key)
    office.do(note_key, key.number, old is None)
    return Rekeyed(key, kept, note)


def set_forgotten_password(place: str | Path, typed: str, name: str, password: str) -> None:
    """An owner who holds the recovery sheet sets a new password; the history says that the key proved it.

    Raises Invalid for a wrong key or a weak password, NotAllowed for somebody who is no owner.
    """
    number = number_needed(place)
    if number:
        enter_key(typed, number)
    database = open_unsigned(place, backup_before_upgrade)
    try:
        office = Office(database, User(name, Role.OWNER))
        number = number or office.read(key_number)
        if not number:
            raise Refusal(
                "This office is not encrypted, so no recovery sheet belongs to it.",
                "Another owner can set a new password under Settings, People.",
            )
        enter_key(typed, number)
        if name not in office.read(owners):
            raise NotAllowed(f"{name} is not an owner of this office.", "An owner can set everybody else’s password.")
        office.do(set_password_by_key, name, password, number)
        with database.writing() as connection:
            users.clear_failures(connection, name)
    finally:
        database.close()


def owners(reader: Reader) -> list[str]:
    """Who owns the office, and so may be let in again by the recovery sheet."""
    found = select(_USERS.c.name).where(_USERS.c.active, _USERS.c.role == Role.OWNER.value).order_by(_USERS.c.id)
    return list(reader.connection.execute(found).scalars())


def owners_of(place: str | Path) -> list[str]:
    """The owners of an office in which nobody has signed in yet."""
    database = open_unsigned(place, backup_before_upgrade)
    try:
        return Office(database, User("", Role.READ_ONLY)).read(owners)
    finally:
        database.close()
