"""A row's values as plain JSON, and back: the before and after of the history."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime, time
from json.encoder import encode_basestring
from operator import itemgetter
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


_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def canonical(value: Any) -> str:
    """The one JSON text of a plain value: what is hashed."""
    return _ENCODER.encode(value)


def _quoted(value: date | time) -> str:
    return f'"{value.isoformat()}"'


_WRITERS: dict[type, Callable[[Any], str]] = {
    str: encode_basestring,
    int: int.__repr__,
    bool: lambda value: "true" if value else "false",
    type(None): lambda _: "null",
    date: _quoted,
    time: _quoted,
    datetime: _quoted,
}
"""How the values that rows are full of are written; the rare others go the long way with the same outcome."""


def _written(value: Any) -> str:
    return canonical(plain(value))


def image_text(values: Mapping[str, Any]) -> str:
    """The canonical text of an image: ``canonical(image(values))``, several times as quickly."""
    return (
        "{"
        + ",".join(
            f"{encode_basestring(key)}:{_WRITERS.get(type(value), _written)(value)}"
            for key, value in sorted(values.items())
        )
        + "}"
    )


def image_writer(names: Sequence[str], packed: Collection[str] = ()) -> Callable[[Sequence[Any]], str]:
    """A function from a row's values, in the order of ``names``, to the text of its image; for two names or more.

    The columns ``packed`` come as canonical text already.
    """
    places = sorted(range(len(names)), key=names.__getitem__)
    heads = [encode_basestring(names[place]).replace("%", "%%") for place in places]
    template, ordered = "{" + ",".join(f"{head}:%s" for head in heads) + "}", itemgetter(*places)
    ready = [place for place, name in enumerate(names) if name in packed]

    def write(row: Sequence[Any]) -> str:
        texts = [_WRITERS.get(type(value), _written)(value) for value in row]
        for place in ready:
            texts[place] = "null" if row[place] is None else row[place]
        text: str = template % ordered(texts)
        return text

    return write
