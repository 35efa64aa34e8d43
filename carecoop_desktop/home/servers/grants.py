"""Which tables each role may change on an office server, read from the actions that the role may carry out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Table

from carecoop_desktop.home.safety.permissions import BACK_UP
from carecoop_desktop.platform.database.base import Base
from carecoop_desktop.platform.office.actions import ACTIONS
from carecoop_desktop.platform.office.features import Feature
from carecoop_desktop.platform.office.permissions import PERMISSIONS, Role

WRITING = (Role.OFFICE, Role.PAYROLL, Role.TREASURER)
_OWN = "carecoop_desktop.platform"
_EVERY_CHANGE = {"setting": "INSERT, UPDATE, DELETE", "search_entry": "INSERT, UPDATE, DELETE", "change": "INSERT",
                 "change_set": "INSERT, UPDATE (undone_by)"}  # fmt: skip
"""What each change touches besides its own records. The history can be added to, never altered."""

_EVERYBODY = {"sign_in": "INSERT, UPDATE, DELETE"}
"""Wrong passwords are counted for everybody, whatever they may change otherwise."""

_BY_OWN_TABLES = {"payroll.note_bank_file": ("bank_file",)}
"""Actions that write settings and these tables alone: they open no room's other tables to those who may do them."""

_OWN_PASSWORD = {"user_account": "UPDATE (password_hash, version)"}


def load_rooms(rooms: Iterable[Feature]) -> tuple[Feature, ...]:
    """Every room's tables and actions in their registers."""
    loaded = tuple(rooms)
    for room in loaded:
        if room.tables:
            room.tables.load()
        for module in room.actions:
            module.load()
    return loaded


def writable(role: Role, rooms: Iterable[Feature]) -> dict[str, str]:
    """By table, what a role may do to it besides reading; the owner's tables are the owner's own."""
    if role not in WRITING:
        return dict(_EVERYBODY)
    found = {**_EVERYBODY, **_EVERY_CHANGE, **_OWN_PASSWORD}
    alone = {
        table for name, own in _BY_OWN_TABLES.items() if name in ACTIONS and ACTIONS[name].permission.allows(role)
        for table in own
    }  # fmt: skip
    for name in _tables_of(_rooms_of(role, rooms)) | alone:
        found.setdefault(name, "INSERT, UPDATE, DELETE")
    return found


def _rooms_of(role: Role, rooms: Iterable[Feature]) -> set[str]:
    """The rooms in which a role does something, and those that listen to what happens there."""
    done = {
        _room(action.run.__module__)
        for name, action in ACTIONS.items()
        if action.permission.allows(role) and name not in _BY_OWN_TABLES
    }
    heard = [(_room(event.path), _room(listener.path)) for room in rooms for event, listener in room.listeners]
    while True:
        further = {listener for event, listener in heard if event in done} - done
        if not further:
            return {room for room in done if not room.startswith(_OWN)}
        done |= further


def _room(module: str) -> str:
    return ".".join(module.partition(":")[0].split(".")[:3])


def _tables_of(rooms: set[str]) -> set[str]:
    return {name for name, kind in Base.kinds.items() if _room(kind.__module__) in rooms}


def kept_back(role: Role) -> Mapping[str, tuple[str, ...]]:
    """By table, the columns that a server keeps from a role; nothing from who backs up: a backup holds everything."""
    if BACK_UP.allows(role):
        return {}
    found = {name: columns for name, columns in hidden_from(role).items() if name not in _READ_WHOLE}
    found = {name: tuple(one for one in columns if (name, one) not in _ADDED_UP) for name, columns in found.items()}
    return {**found, **_FULL_OF_ANYTHING}


def hidden_from(role: Role) -> Mapping[str, tuple[str, ...]]:
    """By table, the columns that are guarded by a permission that a role lacks."""
    guarded = {table.name: tuple(c.name for c in table.columns if _is_hidden(c.info.get("guard"), role))
               for table in Base.metadata.sorted_tables}  # fmt: skip
    return {name: columns for name, columns in guarded.items() if columns}


def _is_hidden(guard: str | None, role: Role) -> bool:
    return guard is not None and (guard not in PERMISSIONS or not PERMISSIONS[guard].allows(role))


_READ_WHOLE = ("absence", "member", "member_contact", "user_account")
"""Tables that the pages of whoever only reads need whole; of the last they are given their own row alone."""

_ADDED_UP = {("payslip", "minutes"), ("payslip_charge", "pay"), ("payslip_charge", "pence")}
"""What everybody may see is added up from these: leave from the hours, members' accounts from what they are charged."""

_FULL_OF_ANYTHING = {"change": ("before", "after"), "salvaged_row": ("why", "content"), "today_kept": ("content",)}
"""Texts that hold what other tables keep back. The history is read without it, from ``change_seen``."""


def readable_by_inspector() -> Mapping[str, tuple[str, ...]]:
    """By table, the columns that nobody needs a permission of their own to see."""
    return {table.name: _open_columns(table) for table in Base.metadata.sorted_tables if table.name not in _CLOSED}


_CLOSED = ("sign_in", "change", "setting", "search_entry", "today_kept", "salvaged_row")
"""Tables whose text may hold anything, closed to an inspector's connection as a whole."""


def _open_columns(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns if "guard" not in column.info)
