"""Commands about the office's key: key status, enter, sheet, change; recover sets a forgotten password."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

from carecoop_desktop.home.commands.context import Context, Subparsers, WrongUsage
from carecoop_desktop.home.safety.actions import note_sheet
from carecoop_desktop.home.safety.encrypting import (
    enter_key,
    give_key,
    number_at_server,
    number_needed,
    set_forgotten_password,
)
from carecoop_desktop.home.safety.office_key import number_of_office
from carecoop_desktop.home.safety.places import backups_folder
from carecoop_desktop.platform.database.address import parse_address
from carecoop_desktop.platform.database.keys import GIVEN, find_key
from carecoop_desktop.platform.kernel.errors import Refusal

NEW_PASSWORD = "CARECOOP_NEW_PASSWORD"


def add_to(commands: Subparsers) -> None:
    """Add the sub-commands."""
    key = commands.add_parser("key", help="the office's key: is there one, enter it, print its sheet, change it")
    key.add_argument("deed", choices=("status", "enter", "sheet", "change"), nargs="?", default="status")
    key.add_argument("--to", type=Path, help="sheet: the PDF to write")
    key.add_argument("--folder", type=Path, help="change: where the proved backup made before it goes")
    key.set_defaults(run=manage_key)
    recover = commands.add_parser("recover", help="set an owner's forgotten password, proved by the recovery key")
    recover.add_argument("name", help="the owner")
    recover.set_defaults(run=recover_password)


def manage_key(context: Context) -> int:
    """Do what was asked for with the key; it is never printed on the terminal."""
    return {"status": _status, "enter": _enter, "sheet": _sheet, "change": _change}[context.deed](context)


def _place(context: Context) -> str:
    if not context.arguments.office:
        raise Refusal("Which office?", "Name it: carecoop --office FILE.carecoop key ...")
    return str(context.arguments.office)


def _status(context: Context) -> int:
    """Whether the office is encrypted and this computer has the key; needs no key itself where it is a file."""
    number = number_needed(_place(context))
    if not number:
        with context.office() as office:
            number = number_of_office(office)
    here = bool(number) and find_key(number) is not None
    words = f"encrypted with key {number}, which this computer {'has' if here else 'does not have'}"
    context.answer(f"The office is {words if number else 'not encrypted'}.", {"key": number or None, "here": here})
    return 0


def _enter(context: Context) -> int:
    number = number_needed(_place(context))
    if not number and not parse_address(_place(context)).is_file:
        number = number_at_server(_place(context))
    if not number:
        raise Refusal("This office is not encrypted; it needs no key.")
    kept = enter_key(_typed_key(), number)
    if not kept:
        raise Refusal("This is the right key, but this computer has no keyring to keep it.",
                      f"Give it in {GIVEN} each time.")  # fmt: skip
    context.answer(f"This computer has key {number} from now on.", {"key": number})
    return 0


def _sheet(context: Context) -> int:
    from carecoop_desktop.home.safety.documents import sheet_of, write_sheet

    if context.to is None:
        raise WrongUsage("Where should the sheet be written?", "carecoop key sheet --to SHEET.pdf")
    with context.office() as office:
        sheet = sheet_of(office)
        write_sheet(sheet, context.to)
        office.do(note_sheet, sheet.key.number)
    context.answer(f"The recovery sheet of key {sheet.key.number} is in {context.to}. Print it, then delete the file.",
                   {"key": sheet.key.number, "file": str(context.to)})  # fmt: skip
    return 0


def _change(context: Context) -> int:
    with context.office() as office:
        done = give_key(office, context.folder or backups_folder())
    context.answer(done.sentence, {"key": done.key.number, "backup": str(done.kept.path)})
    return 0


def recover_password(context: Context) -> int:
    """A new password for an owner who holds the recovery sheet."""
    place, typed = _place(context), _typed_key()
    password = os.environ.get(NEW_PASSWORD)
    if password is None:
        password = _ask("New password: ", NEW_PASSWORD)
    set_forgotten_password(place, typed, context.name, password)
    context.answer(f"{context.name} has a new password; the history says that the recovery key proved it.")
    return 0


def _typed_key() -> str:
    given = os.environ.get(GIVEN, "").strip()
    return given or _ask("Recovery key (13 groups): ", GIVEN)


def _ask(words: str, variable: str) -> str:
    if not sys.stdin.isatty():
        raise Refusal(
            f"{words.partition('(')[0].strip(' :')} is missing.", f"Set {variable}, or run this at a terminal."
        )
    return getpass.getpass(words)
