"""Backs the office up: now, when it is due, and on leaving; thins out old backups and copies to a second place."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from carecoop_desktop.app import features
from carecoop_desktop.home.safety.actions import note_backup
from carecoop_desktop.home.safety.office_key import key_of_office
from carecoop_desktop.home.safety.permissions import BACK_UP
from carecoop_desktop.home.safety.places import backups_folder
from carecoop_desktop.home.safety.queries import (
    goes_through,
    is_practice,
    last_backup,
    second_place,
    worked_since_backup,
)
from carecoop_desktop.home.safety.rules import ENDING, backup_name, is_due, kept, moment_of
from carecoop_desktop.platform.database.backup import Manifest, make_backup, read_manifest
from carecoop_desktop.platform.database.backup.making import clear_leftovers, new_file
from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.database.keys import OfficeKey
from carecoop_desktop.platform.kernel.dates import utc_now
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.office.features import load_tables
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import OFFICE_NAME
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.platform.paper.naming import file_name

_BLOCK = 1024 * 1024

NO_BACKUP = "No backup was made."
"""So begins what is said when one failed."""

Going = Callable[[], object]
"""Called all the while a backup is made; raises to stop it, and then nothing is left of it."""


def _on() -> None:
    """Nobody stops it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A proved backup: where it is, what it holds, and what else there is to say (a second place that failed)."""

    path: Path
    manifest: Manifest
    trouble: str = ""

    @property
    def sentence(self) -> str:
        """What was done, in words for the status bar."""
        return f"Backed up and proved {self.manifest.rows:,} rows as {self.path.name}. {self.trouble}".strip()


def back_up_to(office: Office, file: Path, going: Going = _on) -> Kept:
    """One backup into a file of this name. Refusal where the file exists or the person may not."""
    office.read(lambda reader: reader.require(BACK_UP))
    manifest = make_backup(office.database, file, key=key_of_office(office), going=going)
    return Kept(file, manifest, _noted(office, manifest))


def back_up_into(office: Office, folder: Path, *, key: OfficeKey | None = None, going: Going = _on) -> Kept:
    """A dated backup in a folder, and in the second place; old ones there are thinned out by day, week and month.

    It is encrypted as the office is, or with ``key``. ``going`` raises to stop.
    """
    office.read(lambda reader: reader.require(BACK_UP))
    name = _office_name(office)
    _make_folder(folder)
    path = folder / backup_name(name, utc_now())
    manifest = make_backup(office.database, path, key=key or key_of_office(office), going=going)
    _thin_out(office, path, name)
    trouble = " ".join(part for part in (_copied(office, path, name, going), _noted(office, manifest)) if part)
    return Kept(path, manifest, trouble)


def backup_if_due(office: Office, folder: Path, going: Going = _on) -> str:
    """The day's backup, unless there is one; for opening. Empty where nothing was due; troubles come as a sentence."""
    return _when(office, folder, lambda: is_due(office.read(last_backup), utc_now()), going)


def backup_on_leaving(office: Office, folder: Path, going: Going = _on) -> str:
    """A backup where anything was done since the last one; for closing. Never stops anybody from leaving."""
    return _when(office, folder, lambda: office.read(worked_since_backup), going)


def backup_before_upgrade(database: Database) -> None:
    """A proved backup of an office on a server as an older version left it, among this computer's automatic ones.

    No rotation thins it out.

    Nothing at a login that may not bring the office up to date, nor of practice. Raises Fault or KeyNeeded where none
    can be made: then nothing may be upgraded.
    """
    load_tables(features())
    old = Office(database, User("", Role.READ_ONLY))
    with database.reading() as connection:
        may = connection.execute(text("SELECT has_schema_privilege('public', 'CREATE')")).scalar()
    if not may or old.read(is_practice):
        return
    key = key_of_office(old)
    try:
        folder = backups_folder()
        _make_folder(folder)
        make_backup(database, folder / backup_name(f"{_office_name(old)} before-upgrade", utc_now()), key=key)
    except (Refusal, Fault) as trouble:
        raise Fault("No copy could be made before the upgrade, so nothing was upgraded.", str(trouble)) from trouble


def _when(office: Office, folder: Path, due: Callable[[], bool], going: Going) -> str:
    if office.database.read_only or not office.user.may(BACK_UP):
        return ""
    try:
        if office.read(is_practice) or not due():
            return ""
        return back_up_into(office, folder, going=going).sentence
    except (Refusal, Fault) as trouble:
        return f"{NO_BACKUP} {trouble}"


def _office_name(office: Office) -> str:
    return file_name(str(office.read(lambda reader: reader.setting(OFFICE_NAME, "")))) or "office"


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Fault(f"The folder {folder} cannot be made.", "Choose another place for backups.") from error


def _noted(office: Office, manifest: Manifest) -> str:
    """Write the backup into the office; a copy that is good stays good where that cannot be done."""
    try:
        office.do(note_backup, manifest.made_at, manifest.proof.chain_length, manifest.rows)
    except (Refusal, Fault) as trouble:
        return f"It could not be noted in the office: {trouble}"
    return ""


def _thin_out(office: Office, made: Path, name: str) -> None:
    """Remove this office's own backups that no day, week or month needs any more; a file in use may stay.

    What was ``made`` just now stays whatever the clock says.
    """
    folder = made.parent
    clear_leftovers(folder, f"{name} *{ENDING}")
    found = {path: moment for path in folder.iterdir() if (moment := moment_of(path.name, name)) is not None}
    if len(kept(found.values())) < len(found):  # only then is it worth a look into each
        found = {path: moment for path, moment in found.items() if not _is_anothers(office, path)}
    stay = kept(found.values())
    for path, moment in found.items():
        if moment not in stay and path != made:
            with suppress(OSError):
                path.unlink()


def _is_anothers(office: Office, backup: Path) -> bool:
    """Whether it holds what this office does not: another one of the same name, or one restored and gone on with."""
    try:
        proof = read_manifest(backup).proof
    except (Refusal, Fault):
        return False
    return not office.read(goes_through, proof.chain_length, proof.chain_head)


def _copied(office: Office, path: Path, name: str, going: Going) -> str:
    """Copy a backup to the second place and read it back; a sentence where that failed."""
    second = office.read(second_place)
    if not second:
        return ""
    try:
        copy = Path(second) / path.name
        with new_file(copy) as part:
            if _copy(path, part, going) != _figure(part):
                raise Fault("The copy does not read back as it was.")
        _thin_out(office, copy, name)
    except (Refusal, Fault, OSError) as trouble:
        return f"The second place did not get its copy: {trouble}"
    return ""


def _copy(path: Path, part: Path, going: Going) -> str:
    """Copy a file; the figure of what was read stands for it, so that it need not be read again."""
    digest = hashlib.sha256()
    with path.open("rb") as source, part.open("wb") as sink:
        while block := source.read(_BLOCK):
            going()
            digest.update(block)
            sink.write(block)
    return digest.hexdigest()


def _figure(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
