"""Makes a new office, or opens one: database, migrations, sign-in, and what the rooms bring."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import select

from carecoop_desktop.platform.database.address import Address, parse_address
from carecoop_desktop.platform.database.doors import open_database
from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.database.keys import OfficeKey
from carecoop_desktop.platform.database.migrating import (
    LATEST,
    check_version,
    create_schema,
    schema_version,
    take_missing_steps,
    upgrade,
)
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.checks import register_checks
from carecoop_desktop.platform.office.features import Feature
from carecoop_desktop.platform.office.office import PRACTICE_DAY, Furniture, Office, sign_in
from carecoop_desktop.platform.office.permissions import CHANGE_SETTINGS, Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.platform.office.tables import UserRow
from carecoop_desktop.platform.office.work import Work

OFFICE_NAME = "office.name"
"""The setting that holds the co-operative's name."""

_USERS = UserRow.__table__


@action("Found the office", CHANGE_SETTINGS, undoable=False)
def found_office(work: Work, name: str, owner: str, practice_day: date | None = None) -> None:
    """Name the office and add its first owner, who has no password until one is set."""
    work.add(UserRow(name=owner, role=Role.OWNER.value, password_hash=None, active=True))
    work.set_setting(OFFICE_NAME, name)
    if practice_day is not None:
        work.set_setting(PRACTICE_DAY, practice_day.isoformat())
    work.say(f"Founded the office of {name}")


@action("Change a setting", CHANGE_SETTINGS)
def change_setting(work: Work, key: str, value: Any, seen: int | None = None) -> None:
    """Set one of the office's settings."""
    work.set_setting(key, value, seen=seen)
    work.say(f"Changed the setting {key}")


def create_office(
    place: str | Path,
    name: str,
    owner: str,
    features: Iterable[Feature] = (),
    *,
    practice_day: date | None = None,
    key: OfficeKey | None = None,
) -> Office:
    """Make a new office with one owner and open it; its file is encrypted with ``key``, or plain without one.

    Refusal where there is an office already.
    """
    address = replace(parse_address(place), key=key)
    begun = _check_free(address)
    database = open_database(address)
    try:
        (take_missing_steps if begun else create_schema)(database)
        office = _furnished(database, User(owner, Role.OWNER), features)
        office.do(found_office, name, owner, practice_day)
    except (Refusal, Fault):
        database.close()
        raise
    return office


def open_office(
    place: str | Path,
    features: Iterable[Feature] = (),
    *,
    user: str | None = None,
    password: str | None = None,
    read_only: bool = False,
    at_once: bool = True,
    before_upgrade: Callable[[Database], object] = lambda _database: None,
) -> Office:
    """Open an office and sign in; an older one is upgraded first (after a copy), a newer one refused.

    A server has no copy beside it: ``before_upgrade`` makes one, and raises to leave the office as it is.
    Without ``at_once`` the rooms' actions are imported when the first is done, or when ``office.furnish`` is called.
    """
    address = parse_address(place)
    _check_there(address)
    database = open_database(address, read_only=read_only)
    try:
        with database.reading() as connection:
            version = schema_version(connection)
        check_version(version)
        if not database.read_only:
            if version < LATEST and address.path is None:
                before_upgrade(database)
            upgrade(database, version)
        elif version < LATEST:
            raise Refusal(
                "This office is of an older version of CareCoop and cannot be shown before it is brought up to date.",
                f"{held} Let that desk close it, then open it here; a copy is made first."
                if (held := database.held_elsewhere)
                else "Open it once for work; a copy is made first.",
            )
        signed_in = sign_in(database, user, password)
        database.introduce(signed_in.name)
        return _furnished(database, signed_in, features, at_once)
    except (Refusal, Fault):
        database.close()
        raise


def _furnished(database: Database, user: User, features: Iterable[Feature], at_once: bool = True) -> Office:
    rooms = tuple(features)
    register_checks(rooms)
    for room in rooms:
        if room.tables:
            room.tables.load()
        _declare_permissions(room)
    office = Office(database, user, furnishing=partial(_furniture, rooms))
    if at_once:
        office.furnish()
    return office


def _declare_permissions(room: Feature) -> None:
    """What may be read has to be known before anything is, even where the room's actions come later."""
    for actions in room.actions:
        _import_permissions(".".join([*actions.path.split(".")[:3], "permissions"]))


@cache
def _import_permissions(name: str) -> None:
    if find_spec(name) is not None:
        import_module(name)


def _furniture(rooms: Iterable[Feature]) -> Furniture:
    listeners: dict[type, list[Any]] = {}
    searches: dict[str, tuple[str, Any]] = {}
    for room in rooms:
        for module in room.actions:
            module.load()
        for event_type, listener in room.listeners:
            listeners.setdefault(event_type.load(), []).append(listener.load())
        searches.update({table: (kind, query.load()) for table, (kind, query) in room.searches.items()})
    return listeners, searches


def refuse_taken(place: str | Path) -> None:
    """Refuse a place that is taken, before anything is asked for or kept that a new office needs."""
    _check_free(parse_address(place))


def _check_free(address: Address) -> bool:
    """Refuse a place that is taken. True where a new office was begun and never founded, because the power went."""
    path = address.path
    if path is None or (path.exists() and path.stat().st_size):
        return _is_begun(address)
    if not path.parent.is_dir():
        raise Refusal(f"The folder {path.parent} does not exist.", "Make it first, or choose another.")
    return False


def _is_begun(address: Address) -> bool:
    database = open_database(address, read_only=True)
    taken = "There is an office in this place already."
    if address.path is not None:
        taken = f"There is a file called {address.path.name} already."
    try:
        with database.reading() as connection:
            version = schema_version(connection)
            users = select(_USERS.c.id).limit(1)
            if version > LATEST or (version and connection.execute(users).first() is not None):
                raise Refusal(taken)
    except Refusal as refusal:
        raise Refusal(taken, "Open it, or choose another name.") from refusal
    finally:
        database.close()
    return version > 0


def _check_there(address: Address) -> None:
    try:
        there = address.path is None or address.path.is_file()
    except OSError as error:
        reason = error.strerror or str(error)
        raise Fault(f"{address.path} cannot be reached: {reason}.", "Ask who looks after this computer.") from error
    if not there:
        raise Refusal(f"There is no office at {address.path}.", "Check the name, or make a new office.")


def open_unsigned(place: str | Path, before_upgrade: Callable[[Database], object] = lambda _database: None) -> Database:
    """An office's database with nobody signed in, for what is proved otherwise: by its recovery sheet.

    An older one is upgraded first, after ``before_upgrade`` where no copy lies beside it.
    """
    address = parse_address(place)
    _check_there(address)
    database = open_database(address)
    try:
        with database.reading() as connection:
            version = schema_version(connection)
        check_version(version)
        if version < LATEST and address.path is None:
            before_upgrade(database)
        upgrade(database, version)
    except (Refusal, Fault):
        database.close()
        raise
    return database


def who_may_sign_in(place: str | Path) -> list[str]:
    """The names that an office knows, oldest first; for the page that asks who somebody is."""
    address = parse_address(place)
    _check_there(address)
    database = open_database(address, read_only=True)
    try:
        with database.reading() as connection:
            check_version(schema_version(connection))
            names = connection.execute(select(_USERS.c.name).where(_USERS.c.active).order_by(_USERS.c.id))
            return list(names.scalars())
    finally:
        database.close()
