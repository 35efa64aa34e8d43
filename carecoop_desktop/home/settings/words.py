"""How the settings and the history say things: fields, values and roles as staff read them. No Qt, no database."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from carecoop_desktop.platform.kernel.dates import format_date, format_moment
from carecoop_desktop.platform.kernel.money import format_hours, format_money
from carecoop_desktop.platform.office.permissions import Role

ROLES: tuple[tuple[Role, str], ...] = (
    (Role.OWNER, "Owner"),
    (Role.OFFICE, "Office"),
    (Role.PAYROLL, "Payroll"),
    (Role.TREASURER, "Treasurer"),
    (Role.READ_ONLY, "Read only"),
)
ROOMS = {"office": "The office", "assistants": "Personal assistants", "ledger": "Accounts"}
_CAPITALS = {"dbs": "DBS", "ni": "NI", "paye": "PAYE", "p45": "P45", "nhs": "NHS"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d$")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
MOST = 160


def role_words(role: str) -> str:
    """A role as staff say it."""
    return dict(ROLES).get(Role(role), role)


def field_words(name: str) -> str:
    """``ni_number`` as ``NI number``, ``member_id`` as ``Member``."""
    parts = name.removesuffix("_id").replace("-", "_").split("_")
    words = " ".join(_CAPITALS.get(part, part) for part in parts if part)
    return words[:1].upper() + words[1:]


def room_words(room: str) -> str:
    """A room by its name on the rail."""
    return ROOMS.get(room, field_words(room))


def change_words(value: object, kind: str = "") -> str:
    """A stored value in words: money and hours by the column's kind, dates and moments by their shape."""
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int):
        return _figure(value, kind)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return _short(", ".join(f"{field_words(str(key))}: {change_words(each)}" for key, each in value.items()))
    if isinstance(value, Sequence):
        return _short(", ".join(change_words(each) for each in value))
    return _short(str(value))


def _figure(value: int, kind: str) -> str:
    if kind == "pence":
        return format_money(value)
    return format_hours(value) if kind == "minutes" else str(value)


def _text(value: str) -> str:
    try:
        if _DAY.match(value):
            return format_date(date.fromisoformat(value))
        if _MOMENT.match(value):
            return format_moment(datetime.fromisoformat(value))
    except ValueError:
        pass
    return _short(value)


def _short(text: str) -> str:
    return text if len(text) <= MOST else f"{text[: MOST - 1]}…"
