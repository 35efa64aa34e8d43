"""Brings a backup back as a new office beside the old one, of either kind, and proves it before it is there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from carecoop_desktop.platform.database.address import Address
from carecoop_desktop.platform.database.backup.copying import copy_rows
from carecoop_desktop.platform.database.backup.making import new_file, proof_of, prove
from carecoop_desktop.platform.database.backup.manifest import Manifest, read_manifest
from carecoop_desktop.platform.database.backup.pages import copy_pages, still_file
from carecoop_desktop.platform.database.backup.proof import MANIFEST, STRANGERS, damage, flaws, take_proof
from carecoop_desktop.platform.database.cipher import connect, key_of
from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.database.faults import told
from carecoop_desktop.platform.database.homes import refuse_synchronised
from carecoop_desktop.platform.database.keys import OfficeKey
from carecoop_desktop.platform.database.migrating import (
    LATEST,
    check_version,
    lay_schema,
    schema_version,
    take_missing_steps,
)
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.kernel.private_folder import passing_folder


def restore_backup(backup: Path, target: Address, *, plain: bool = False, as_it_was: bool = False) -> Manifest:
    """Make a new office from a backup; rows, history and values are proved before it is there at all.

    A file is encrypted as the backup is, or with the key in ``target``, or with ``plain`` not at all. With
    ``as_it_was`` a file keeps the tables of the version that made the backup, for that version to open. Raises Refusal
    where there is an office or a file already, and for a backup that is damaged or newer than we are.
    """
    manifest = read_manifest(backup)
    check_version(manifest.proof.schema)
    wrong = next(iter(flaws(backup) or manifest.proof.differences(proof_of(backup))), None)
    if wrong is not None:
        raise Refusal(f"The backup {backup.name} is damaged: {_in_words(wrong)}.", "Choose an older one.")
    _refuse_strangers(backup)
    if target.path is not None:
        refuse_synchronised(target.path)
        key = None if plain else target.key or key_of(backup)
        with new_file(target.path) as part:
            _unpack(backup, part, manifest, key, as_it_was=as_it_was)
    elif as_it_was:
        raise Refusal("An office goes onto a server with today's tables only.", "Bring it back as a file.")
    else:
        _onto_server(backup, target, manifest)
    return manifest


def _refuse_strangers(backup: Path) -> None:
    with told(str(backup)), closing(connect(backup, "ro")) as connection:
        found = connection.execute(STRANGERS).fetchone()
    if found is not None:
        raise Refusal(f"The backup {backup.name} holds statements of a stranger's ({found[0]}), as no office does.",
                      "Choose an older one, and ask who could write to it.")  # fmt: skip


def _in_words(wrong: str) -> str:
    """What is wrong, without the numbers of trees and pages that SQLite names it by."""
    return "parts of it do not fit together any more" if wrong.startswith("***") else wrong.rstrip(".")


def _unpack(backup: Path, part: Path, manifest: Manifest, key: OfficeKey | None, *, as_it_was: bool = False) -> None:
    """An SQLite office from a backup, of today's version unless it is to stay as it was."""
    with told(str(part)):
        with _opened(backup) as packed, packed.reading() as source:
            copy_pages(source, part, packed.key, key, still_file(packed, source))
        with closing(connect(part)) as connection:
            connection.execute(f"DROP TABLE {MANIFEST}")
            if next(damage(part), None) is not None:
                connection.execute("REINDEX")  # the rows are proved already; from them every index can be made
        prove(part, manifest.proof)
    if manifest.proof.schema < LATEST and not as_it_was:
        copy = Database(Address(path=part))
        try:
            take_missing_steps(copy)
        finally:
            copy.close()


def _onto_server(backup: Path, target: Address, manifest: Manifest) -> None:
    """Everything in one transaction of the server's: tables, rows, proof."""
    server = Database(target)
    try:
        with server.bare() as connection:
            if schema_version(connection):
                raise Refusal("There is an office in this place already.", "Choose an empty database.")
            lay_schema(connection)
            with _at_todays_version(backup, manifest) as packed, packed.reading() as source:
                copy_rows(source, connection)
                different = take_proof(source).differences(take_proof(connection))
            if different:
                raise Fault(f"The restored office is not whole ({different[0]}), so it was not kept.", "Try again.")
            connection.commit()
    finally:
        server.close()


@contextmanager
def _at_todays_version(backup: Path, manifest: Manifest) -> Iterator[Database]:
    """The backup itself, or where it is older a passing copy that has taken the missing steps."""
    if manifest.proof.schema == LATEST:
        with _opened(backup) as packed:
            yield packed
        return
    with passing_folder() as folder:
        part = folder / "upgraded.carecoop"
        _unpack(backup, part, manifest, key_of(backup))
        with _opened(part) as packed:
            yield packed


@contextmanager
def _opened(path: Path) -> Iterator[Database]:
    opened = Database(Address(path=path), read_only=True)
    try:
        yield opened
    finally:
        opened.close()
