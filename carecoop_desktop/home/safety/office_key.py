"""Which key an office and its backups have, and whether this computer has it."""

from __future__ import annotations

from carecoop_desktop.platform.database.cipher import KeyNeeded
from carecoop_desktop.platform.database.key_vault import find_laid
from carecoop_desktop.platform.database.keys import OfficeKey, find_key, keep_key
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.reader import Reader

KEY_NUMBER = "office.key"
"""The setting that holds the number of the office's key: what an office on a server encrypts its backups with."""

SHEET_NUMBER = "office.sheet"
"""The setting that holds the number of the key of which the last recovery sheet was made."""


def key_number(reader: Reader) -> str:
    """The number of the key that the office noted; empty where it never had one."""
    return str(reader.setting(KEY_NUMBER, ""))


def sheet_missing(reader: Reader) -> bool:
    """Whether the office has a key that stands on no sheet of paper."""
    number = key_number(reader)
    return bool(number) and number != reader.setting(SHEET_NUMBER, "")


def number_of_office(office: Office) -> str:
    """The number of the key that is in force; empty for an office that is not encrypted. A file speaks for itself."""
    if office.database.address.is_file:
        return office.database.key.number if office.database.key is not None else ""
    return office.read(key_number)


def key_of_office(office: Office) -> OfficeKey | None:
    """What the office's file and its backups are encrypted with; None where nothing is.

    A desk of an office server that has no key yet takes it from there, into its keyring. Raises KeyNeeded where the
    backups of an office on a server are encrypted and neither this computer nor the server has a key for this desk.
    """
    if office.database.address.is_file:
        return office.database.key
    number = office.read(key_number)
    if not number:
        return None
    return key_of_number(office, number)


def key_of_number(office: Office, number: str) -> OfficeKey:
    """The key of an office on a server by its number. Raises KeyNeeded where it is nowhere to be found."""
    key = find_key(number)
    if key is None:
        key = office.read(lambda reader: find_laid(reader.connection, number))
        if key is None:
            raise KeyNeeded(None, number)
        keep_key(key)
    return key
