"""An office moves to another kind of place: backed up, restored there, and every value compared."""

from __future__ import annotations

from carecoop_desktop.home.safety.encrypting import key_for_new_office
from carecoop_desktop.home.safety.office_key import key_of_office
from carecoop_desktop.home.safety.permissions import BACK_UP, KEEP_KEY
from carecoop_desktop.home.safety.queries import is_practice
from carecoop_desktop.home.safety.sealing import take_up_key
from carecoop_desktop.platform.database.address import parse_address
from carecoop_desktop.platform.database.backup import Manifest, make_backup, restore_backup
from carecoop_desktop.platform.database.keys import OfficeKey
from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.platform.kernel.private_folder import passing_folder
from carecoop_desktop.platform.office.office import Office


def move_office(
    office: Office, place: str, *, key: OfficeKey | None = None, plain: bool = False, keyless: bool = False
) -> Manifest:
    """Make the same office at another place; the old one stays as it is, so that nothing is ever in one place only.

    The new one is encrypted as the old one is, or with ``key``, or with ``plain`` not at all; one that comes onto a
    server without a key gets one for its backups, unless it is to stay ``keyless``. Raises Refusal where there is an
    office already. Work at other desks must rest: what they do meanwhile stays behind, and is told as a Fault where it
    was noticed.
    """
    office.read(lambda reader: reader.require(KEEP_KEY if key is not None or plain else BACK_UP))
    own, address = key_of_office(office), parse_address(place)
    wanted = None if plain else key or own
    if wanted is None and not (plain or keyless or address.is_file or office.read(is_practice)):
        wanted = key_for_new_office()
    try:
        with passing_folder() as folder:
            packed = folder / "moving.carecoop-backup"
            made = make_backup(office.database, packed, key=wanted or own)
            restore_backup(packed, address, plain=plain)
        take_up_key(address, wanted, office.user)
    except OSError as error:
        raise Fault("There is no room to pack the office.", "Free some space and try again.") from error
    if office.look_around():
        raise Fault(
            "Somebody changed the old office while it moved; that change is not in the new one.",
            "Remove the new one and move again when nobody else is at work.",
        )
    return made
