"""Commands that look after an office: new, history, undo, check, users."""

from __future__ import annotations

import getpass
import os
import sys
from dataclasses import asdict
from typing import Any

from carecoop_desktop.app import features
from carecoop_desktop.home.commands.context import Context, Subparsers, WrongUsage
from carecoop_desktop.home.commands.safety import rights_in_words
from carecoop_desktop.home.safety.actions import note_key
from carecoop_desktop.home.safety.encrypting import key_for_new_office
from carecoop_desktop.home.safety.sealing import seal
from carecoop_desktop.home.settings.checking import check_office
from carecoop_desktop.platform.database.address import parse_address
from carecoop_desktop.platform.kernel.dates import format_moment
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office import users
from carecoop_desktop.platform.office.browsing import history, user_list
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import create_office, refuse_taken
from carecoop_desktop.platform.office.permissions import Role


def add_to(commands: Subparsers) -> None:
    """Add the sub-commands."""
    new = commands.add_parser("new", help="make a new office")
    new.add_argument("place", nargs="?", help="where (a .carecoop file or postgresql://...); or --office")
    new.add_argument("--name", default="Our care co-operative", help="the co-operative's name")
    new.add_argument("--owner", default="Owner", help="the name of its first owner")
    new.add_argument(
        "--plain",
        action="store_true",
        help="do not encrypt the file, of a server its backups; whoever has them can read them",
    )
    new.set_defaults(run=make_new)
    past = commands.add_parser("history", help="who changed what, newest first")
    past.add_argument("--limit", type=int, default=50)
    past.set_defaults(run=show_history)
    back = commands.add_parser("undo", help="take back your last action (or one by its number)")
    back.add_argument("--number", type=int, help="the action's number in the history")
    back.add_argument("--yes", action="store_true", help="take back an earlier action although it touched many records")
    back.set_defaults(run=undo)
    commands.add_parser("check", help="prove the office: database, ledger, history").set_defaults(run=check)
    people = commands.add_parser("users", help="who may sign in")
    people.add_argument("deed", choices=("list", "add", "role", "password", "close"), nargs="?", default="list")
    people.add_argument("name", nargs="?")
    people.add_argument("--role", choices=[role.value for role in Role], default=Role.OFFICE.value)
    people.set_defaults(run=manage_users)


def make_new(context: Context) -> int:
    """Make an office with one owner, who has no password yet."""
    place = context.place or context.arguments.office
    if not place:
        raise WrongUsage("Where should the new office be?", "carecoop new FILE.carecoop")
    file = parse_address(place).is_file
    if not context.plain:
        refuse_taken(place)
    key = None if context.plain else key_for_new_office()
    office = create_office(place, context.name, context.owner, features(), key=key)
    try:
        if key is not None and file:
            office.do(note_key, key.number)
        sealed = seal(office, key) if key is not None and not file else ""
    finally:
        office.close()
    made = f"Made the office of {context.name} at {place}. {context.owner} has no password yet."
    sheet = (
        f" {'It is' if file else 'Its backups are'} encrypted with key {key.number}; print its recovery "
        f"sheet now: carecoop --office {place} key sheet --to SHEET.pdf"
        if key is not None
        else ""
    )
    rights = rights_in_words(str(place))
    context.answer(
        " ".join(part for part in (f"{made}{sheet}", sealed, rights) if part),
        {
            "office": str(place),
            "name": context.name,
            "owner": context.owner,
            "key": key.number if key else None,
            "rights": rights,
        },
    )
    return 0


def show_history(context: Context) -> int:
    """The newest change sets."""
    with context.office() as office:
        entries = office.read(history, limit=context.limit)
    lines = [f"{entry.number:>6}  {format_moment(entry.at)}  {entry.user}: {entry.summary}" for entry in entries]
    context.answer("\n".join(lines) or "Nothing has happened here yet.", [asdict(entry) for entry in entries])
    return 0


def undo(context: Context) -> int:
    """Take back an action."""
    with context.office() as office:
        if context.number is not None and not context.yes:
            _look_first(office, context.number)
        done = office.undo() if context.number is None else office.undo_set(context.number)
    context.answer(done.sentence, {"said": done.sentence, "change_set": done.change_set})
    return 0


def _look_first(office: Office, number: int) -> None:
    """A mistyped number must not take a year's records away: what touched several is named before it is taken back."""
    entry = next(iter(office.read(history, limit=1, before=number + 1)), None)
    if entry is not None and entry.number == number and entry.changes > 1:
        who = f"{entry.user}, {format_moment(entry.at)}"
        raise Refusal(
            f"Number {number}, “{entry.summary}” ({who}), touched {entry.changes} records.",
            "Add --yes to take it back all the same.",
        )


def check(context: Context) -> int:
    """Prove the office; status 1 and a sentence for each thing that is wrong."""
    with context.office() as office:
        report = check_office(office, features())
    lines = [f"{'holds' if not part.faults else 'FAILS'}  {part.title}" for part in report]
    faults = [fault for part in report for fault in part.faults]
    context.answer("\n".join([*lines, *faults]), {part.title: list(part.faults) for part in report})
    return 1 if faults else 0


def manage_users(context: Context) -> int:
    """List, add, close, or change people who may sign in."""
    with context.office() as office:
        if context.deed == "list":
            people = office.read(user_list)
            context.answer(
                "\n".join(f"{p.name}  {p.role}{'' if p.active else '  (closed)'}" for p in people),
                [asdict(p) for p in people],
            )
            return 0
        if not context.name:
            raise WrongUsage("Whom?", "carecoop users add NAME --role office")
        done = _user_deed(context, office)
    context.answer(done.sentence)
    return 0


def _user_deed(context: Context, office: Any) -> Any:
    role = Role(context.role)
    if context.deed == "add":
        return office.do(users.add_user, context.name, role, _new_password(required=False))
    if context.deed == "password":
        return office.do(users.set_password, context.name, _new_password(required=True))
    return office.do(users.set_role, context.name, role, active=context.deed != "close")


def _new_password(*, required: bool) -> Any:
    given = os.environ.get("CARECOOP_NEW_PASSWORD")
    if given is not None or not required:
        return given
    if not sys.stdin.isatty():
        raise Refusal("No new password was given.", "Set CARECOOP_NEW_PASSWORD, or run this at a terminal.")
    return getpass.getpass("New password: ")
