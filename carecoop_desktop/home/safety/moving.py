"""An office moves to another kind of place: backed up, restored there, and every value compared."""

from __future__ import annotations

import tempfile
from pathlib import Path

from carecoop_desktop.home.safety.permissions import BACK_UP
from carecoop_desktop.platform.database.address import parse_address
from carecoop_desktop.platform.database.backup import Manifest, make_backup, restore_backup
from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.platform.office.office import Office


def move_office(office: Office, place: str) -> Manifest:
    """Make the same office at another place; the old one stays as it is, so that nothing is ever in one place only.

    Raises Refusal where there is an office already. Work at other desks must rest: what they do meanwhile stays behind,
    and is told as a Fault where it was noticed.
    """
    office.read(lambda reader: reader.require(BACK_UP))
    try:
        with tempfile.TemporaryDirectory(prefix="carecoop-move-") as folder:
            packed = Path(folder) / "moving.carecoop-backup"
            made = make_backup(office.database, packed)
            restore_backup(packed, parse_address(place))
    except OSError as error:
        raise Fault("There is no room to pack the office.", "Free some space and try again.") from error
    if office.look_around():
        raise Fault(
            "Somebody changed the old office while it moved; that change is not in the new one.",
            "Remove the new one and move again when nobody else is at work.",
        )
    return made
