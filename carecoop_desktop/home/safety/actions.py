"""What the office remembers of its safety: backups, its key, a rescue, and when the window locks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from carecoop_desktop.assurance.evidence.rules import LAST_BACKUP
from carecoop_desktop.home.safety.office_key import KEY_NUMBER, SHEET_NUMBER
from carecoop_desktop.home.safety.permissions import BACK_UP, KEEP_KEY
from carecoop_desktop.platform.kernel.errors import Invalid, Issue
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.permissions import CHANGE_SETTINGS, MANAGE_USERS, Role
from carecoop_desktop.platform.office.tables import UserRow
from carecoop_desktop.platform.office.users import set_password
from carecoop_desktop.platform.office.work import Work

CHAIN_AT_BACKUP = "backup.history"
"""The setting that holds how long the history was when it was backed up."""

LOCK_AFTER, MOST_MINUTES = "desk.lock_after", 240
"""The setting that says after how many idle minutes the window locks."""

SALVAGED = "office.salvaged"
"""The setting that says, table by table, what was lost when the office was rescued from a damaged file."""

SECOND_PLACE = "backup.second"
"""The setting that names the folder into which every backup is copied as well."""


@action("Note a proved backup", BACK_UP, undoable=False)
def note_backup(work: Work, moment: datetime, history: int, rows: int) -> None:
    """Remember when the office was last backed up and how far its history went then; only for one that was proved."""
    work.set_setting(LAST_BACKUP, moment.isoformat())
    work.set_setting(CHAIN_AT_BACKUP, history)
    work.say(f"Backed up the office and proved it: {rows:,} rows")


@action("Note the office's key", BACK_UP, undoable=False)
def note_key(work: Work, number: str, first: bool = True) -> None:
    """Remember the number of the key that the office is encrypted with; never the key itself. Empty: none any more.

    It notes what is so already: whether a key may be given or changed is asked before, in ``encrypting``.
    """
    work.set_setting(KEY_NUMBER, number)
    if not number:
        work.say("The office is not encrypted any more")
    else:
        work.say(f"Encrypted the office with key {number}" if first else f"Changed the office's key to {number}")


@action("Note that the recovery sheet was made", KEEP_KEY, undoable=False)
def note_sheet(work: Work, number: str) -> None:
    """Remember of which key there is a sheet on paper."""
    work.set_setting(SHEET_NUMBER, number)
    work.say(f"Made the recovery sheet of key {number}")


@action("Set a forgotten password", MANAGE_USERS, undoable=False)
def set_password_by_key(work: Work, name: str, password: str, number: str) -> None:
    """Set an owner's new password; the caller has proved that the owner holds the office's key."""
    set_password(work, name, password)
    work.reason = f"Forgotten; proved by the recovery sheet of key {number}"
    work.say(f"Set a new password of {name}, proved by the recovery sheet")


@action("Rescue a damaged office", KEEP_KEY, undoable=False)
def note_salvage(work: Work, file: str, sentence: str, account: Sequence[str]) -> None:
    """Write into the rescued office what became of the damaged one; where no owner was rescued, add one."""
    work.set_setting(SALVAGED, {"file": file, "account": list(account)})
    if work.one(UserRow, UserRow.role == Role.OWNER.value, UserRow.active) is None:
        work.add(UserRow(name="Owner", role=Role.OWNER.value, password_hash=None, active=True))
    work.reason = f"{file} was damaged"
    work.say(sentence)


@action("Set when the window locks", CHANGE_SETTINGS)
def lock_after(work: Work, minutes: int, seen: int | None = None) -> None:
    """Lock every window of the office after so many minutes without a key or the mouse; 0 never does."""
    if not 0 <= minutes <= MOST_MINUTES:
        raise Invalid([Issue("minutes", "This cannot be.", f"0 for never, or 1 to {MOST_MINUTES} minutes.")])
    work.set_setting(LOCK_AFTER, minutes, seen=seen)
    work.say(f"The window locks after {minutes} minutes" if minutes else "The window never locks by itself")


@action("Choose the second place for backups", CHANGE_SETTINGS)
def choose_second_place(work: Work, folder: str, seen: int | None = None) -> None:
    """Copy every backup into another folder as well (a stick, a share); empty stops that."""
    wanted = folder.strip()
    if wanted and not Path(wanted).is_dir():
        raise Invalid([Issue("folder", "There is no such folder.", "A folder that is there, such as that of a stick.")])
    work.set_setting(SECOND_PLACE, wanted, seen=seen)
    work.say(f"Backups are copied to {wanted} as well" if wanted else "Backups are kept in one place")
