"""An office moves to another kind of place: backed up, restored there, and every value compared."""

from __future__ import annotations

from carecoop_desktop.home.safety.actions import note_key
from carecoop_desktop.home.safety.office_key import key_number, key_of_office
from carecoop_desktop.home.safety.permissions import BACK_UP, KEEP_KEY
from carecoop_desktop.platform.database.address import parse_address
from carecoop_desktop.platform.database.backup import Manifest, make_backup, restore_backup
from carecoop_desktop.platform.database.doors import open_database
from carecoop_desktop.platform.database.keys import OfficeKey
from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.platform.kernel.private_folder import passing_folder
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.reader import User


def move_office(office: Office, place: str, *, key: OfficeKey | None = None, plain: bool = False) -> Manifest:
    """Make the same office at another place; the old one stays as it is, so that nothing is ever in one place only.

    The new one is encrypted as the old one is, or with ``key``, or with ``plain`` not at all. Raises Refusal where
    there is an office already. Work at other desks must rest: what they do meanwhile stays behind, and is told as a
    Fault where it was noticed.
    """
    office.read(lambda reader: reader.require(KEEP_KEY if key is not None or plain else BACK_UP))
    wanted = None if plain else key or key_of_office(office)
    try:
        with passing_folder() as folder:
            packed = folder / "moving.carecoop-backup"
            made = make_backup(office.database, packed, key=key or key_of_office(office))
            restore_backup(packed, parse_address(place), plain=plain)
        _note(place, office.user, wanted.number if wanted is not None else "")
    except OSError as error:
        raise Fault("There is no room to pack the office.", "Free some space and try again.") from error
    if office.look_around():
        raise Fault(
            "Somebody changed the old office while it moved; that change is not in the new one.",
            "Remove the new one and move again when nobody else is at work.",
        )
    return made


def _note(place: str, user: User, number: str) -> None:
    """The new office remembers its key, or that it has none; the old one does not change."""
    database = open_database(parse_address(place))
    try:
        moved = Office(database, user)
        if moved.read(key_number) != number:
            moved.do(note_key, number)
    finally:
        database.close()
