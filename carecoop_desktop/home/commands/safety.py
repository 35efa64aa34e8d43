"""Commands that keep an office safe: backup, restore, move, diagnose."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from carecoop_desktop.app import features
from carecoop_desktop.home.commands.context import Context, Subparsers
from carecoop_desktop.home.safety.diagnosing import machine_lines, office_lines, report_lines, trouble_lines
from carecoop_desktop.home.safety.encrypting import key_for_new_office
from carecoop_desktop.home.safety.keeping import Kept, back_up_into, back_up_to
from carecoop_desktop.home.safety.moving import move_office
from carecoop_desktop.home.safety.salvage import salvage
from carecoop_desktop.home.safety.sealing import key_for_backup, take_up_key
from carecoop_desktop.home.servers.binaries import server_line
from carecoop_desktop.home.window.places import config_folder
from carecoop_desktop.platform.database.address import parse_address
from carecoop_desktop.platform.database.backup import Manifest, read_manifest, restore_backup
from carecoop_desktop.platform.database.cipher import key_of
from carecoop_desktop.platform.kernel.dates import format_moment
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.office.features import load_tables
from carecoop_desktop.platform.paper.atomic import replacing


def add_to(commands: Subparsers) -> None:
    """Add the sub-commands."""
    backup = commands.add_parser("backup", help="copy the office into one file and prove the copy")
    where = backup.add_mutually_exclusive_group(required=True)
    where.add_argument("--to", type=Path, help="the file to make")
    where.add_argument("--folder", type=Path, help="a folder of dated backups, thinned out by day, week and month")
    backup.set_defaults(run=back_up)
    restore = commands.add_parser("restore", help="make a new office from a backup, of either kind")
    restore.add_argument("file", type=Path)
    restore.add_argument("--to", required=True, help="the new office: a .carecoop file or a postgresql:// address")
    _how(restore, "the backup")
    restore.set_defaults(run=bring_back)
    move = commands.add_parser("move", help="make the same office at another kind of place")
    move.add_argument("--to", required=True, help="the new place: a .carecoop file or a postgresql:// address")
    _how(move, "the old office")
    move.set_defaults(run=move_house)
    rescue = commands.add_parser("salvage", help="make a new office from what still reads in a damaged file")
    rescue.add_argument("file", type=Path)
    rescue.add_argument("--to", type=Path, required=True, help="the new office's file")
    rescue.add_argument("--plain", action="store_true", help="do not encrypt it, even where the damaged one is")
    rescue.set_defaults(run=salvage_office)
    diagnose = commands.add_parser("diagnose", help="write a report for support, without personal data")
    diagnose.add_argument("--to", type=Path, help="the text file to write; without it, it is printed")
    diagnose.set_defaults(run=diagnose_office)


def _how(command: Any, model: str) -> None:
    """Without either, the new office is encrypted as its model is."""
    how = command.add_mutually_exclusive_group()
    how.add_argument("--encrypt", action="store_true", help=f"encrypt with a new key, whether {model} is or not")
    how.add_argument(
        "--plain",
        action="store_true",
        help=f"do not encrypt the new file, or the backups of a server, even where {model} is",
    )


def back_up(context: Context) -> int:
    """Make a proved backup."""
    with context.office() as office:
        kept: Kept = back_up_to(office, context.to) if context.to else back_up_into(office, context.folder)
    context.answer(kept.sentence, {**_told(kept.manifest), "file": str(kept.path), "trouble": kept.trouble})
    return 0


def bring_back(context: Context) -> int:
    """Restore a backup into a new place."""
    address = parse_address(context.to)
    load_tables(features())  # no office is open here that would have brought them
    key = key_for_new_office() if context.encrypt else None
    if key is None and not context.plain:
        read_manifest(context.file)
        key = key_for_backup(context.file, address)
    manifest = restore_backup(context.file, replace(address, key=key), plain=context.plain)
    words = "" if address.is_file else take_up_key(address, None if context.plain else key or key_of(context.file))
    said = (
        f"The office as of {format_moment(manifest.made_at)} stands at {address}: {manifest.rows:,} rows, all proved."
    )
    context.answer(
        f"{said} {words}".strip(),
        {**_told(manifest), "office": str(address)},
    )
    return 0


def move_house(context: Context) -> int:
    """Move the office; the old one stays."""
    address = parse_address(context.to)
    with context.office() as office:
        old = str(office.database.address)
        key = key_for_new_office() if context.encrypt else None
        manifest = move_office(office, context.to, key=key, plain=context.plain)
    rights = rights_in_words(context.to)
    context.answer(
        f"The office stands at {address}: {manifest.rows:,} rows, all proved. Work there from now on; "
        f"the old one at {old} is unchanged and can be put away. {rights}".strip(),
        {**_told(manifest), "office": str(address), "old": old, "rights": rights},
    )
    return 0


def salvage_office(context: Context) -> int:
    """Rescue what reads; status 1 where something was lost, so that a script notices."""
    done = salvage(context.file, context.to, plain=context.plain)
    lost = [table.words for table in done.harmed]
    read = {table.table: table.read for table in done.tables}
    context.answer("\n".join([done.sentence, *lost]), {"office": str(done.place), "lost": lost, "read": read})
    return 1 if lost else 0


def _told(manifest: Manifest) -> dict[str, object]:
    proof = manifest.proof
    return {
        "made_at": manifest.made_at.isoformat(), "program": manifest.program, "schema": proof.schema,
        "rows": manifest.rows, "counts": dict(proof.counts), "history": proof.chain_length, "head": proof.chain_head,
    }  # fmt: skip


def diagnose_office(context: Context) -> int:
    """Write the report; an office that cannot be opened is part of it, not an end to it."""
    lines = [*machine_lines(), server_line()]
    if context.arguments.office:
        lines += ["", *_office_part(context)]
    text = "\n".join([*lines, "", *report_lines(config_folder() / "crashes")]) + "\n"
    if context.to is None:
        context.answer(text.rstrip(), {"report": text})
        return 0
    with replacing(context.to) as part:
        part.write_text(text, encoding="utf-8")
    context.answer(f"The report for support is in {context.to}. Read it before you send it: it names nobody.",
                   {"to": str(context.to)})  # fmt: skip
    return 0


def _office_part(context: Context) -> list[str]:
    """What can be said of the office, up to where it cannot be read any further."""
    found: list[str] = []
    try:
        with context.office() as office:
            found.extend(office_lines(office, features()))
    except (Refusal, Fault) as trouble:
        found += trouble_lines(trouble)
    return found


def rights_in_words(place: object) -> str:
    """Roles for an office on a server; what could not be made, in words."""
    from carecoop_desktop.home.servers.elsewhere import rights_at

    return rights_at(str(place))
