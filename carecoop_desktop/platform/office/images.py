"""A row's values as plain JSON, and back: the before and after of the history."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Date, LargeBinary, Table, Time

from carecoop_desktop.platform.database.types import UtcMoment


def plain(value: Any) -> Any:
    """A column's value as JSON holds it: dates and times as ISO text, bytes as base64."""
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value


def image(values: Mapping[str, Any]) -> dict[str, Any]:
    """Every value of a row as JSON holds it."""
    return {key: plain(value) for key, value in values.items()}


def restored(table: Table, stored: Mapping[str, Any]) -> dict[str, Any]:
    """Values as the table's columns take them, from an image."""
    return {key: _restore(table, key, value) for key, value in stored.items()}


def _restore(table: Table, key: str, value: Any) -> Any:
    if value is None:
        return None
    kind = table.c[key].type
    if isinstance(kind, UtcMoment):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, Time):
        return time.fromisoformat(value)
    if isinstance(kind, LargeBinary):
        return base64.b64decode(value)
    return value


def canonical(value: Any) -> str:
    """The one JSON text of a plain value: what is hashed."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
