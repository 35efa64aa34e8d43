"""A backup comes back as a new office beside the old one."""

from __future__ import annotations

from pathlib import Path

from carecoop_desktop.app import features
from carecoop_desktop.home.window.places import data_folder, remember_office
from carecoop_desktop.platform.database.address import SUFFIX, Address
from carecoop_desktop.platform.database.backup import Manifest, restore_backup
from carecoop_desktop.platform.kernel.dates import format_moment
from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.platform.office.features import load_tables


def restore_beside(backup: Path, old: Path | None) -> str:
    """Restore into a new file in the old office's folder (or the data folder) and put it on the list of offices.

    Gives a sentence that says where it is. The old office is not touched.
    """
    target, manifest = _brought_back(backup, old)
    remember_office(str(target))
    if old is not None:
        remember_office(str(old))  # the next start still opens the office that people work in
    return f"The office as of {format_moment(manifest.made_at)} is restored and proved: open {target.name} to see it"


def restore_here(backup: Path) -> Path:
    """Restore on a computer that has no office yet, into its data folder; the office's file is given."""
    load_tables(features())  # no office is open here that would have brought them
    return _brought_back(backup, None)[0]


def _brought_back(backup: Path, old: Path | None) -> tuple[Path, Manifest]:
    folder = old.parent if old is not None else data_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Fault(f"The folder {folder} cannot be made.", "Restore it to another place.") from error
    target = free_name(folder, old.stem if old is not None else "office")
    return target, restore_backup(backup, Address(path=target))


def free_name(folder: Path, stem: str, word: str = "restored") -> Path:
    """A file that is not there yet: ``dee-valley restored.carecoop``, then ``dee-valley restored 2.carecoop``."""
    number = 1
    while (found := folder / f"{stem} {word}{f' {number}' if number > 1 else ''}{SUFFIX}").exists():
        number += 1
    return found
