"""The note beside a shared office that says who holds the pen, and the one that asks for it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Any, TypeVar

_N = TypeVar("_N", "Lease", "Request")
_SIZE = 1024
"""Every note has this length, so that one written over another leaves no end of the old one behind."""


@dataclass(frozen=True, slots=True)
class Lease:
    """Who holds the pen. ``beat`` rises while the holder lives; ``revision`` rises with every saved change.

    ``since`` is told by the holder's own clock and is only shown, never reckoned with. ``clean`` is false where the
    holder had not yet made sure that the file is whole, so that whoever comes next has to.
    """

    generation: int
    token: str
    who: str
    pc: str
    since: str
    machine: str
    process: int
    started: int
    beat: int = 0
    revision: int = 0
    free: bool = False
    clean: bool = False
    offered: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks for the pen; ``beat`` rises while they still do."""

    token: str
    who: str
    pc: str
    beat: int = 0


def packed(note: Lease | Request) -> bytes:
    """A note as it is written; long names give way, so that it always fits."""
    values = asdict(note)
    for key in ("who", "pc"):
        values[key] = values[key][:80]
    return json.dumps(values, ensure_ascii=True).encode().ljust(_SIZE)


def unpacked(raw: bytes, kind: type[_N]) -> _N | None:
    """The note in these bytes; None while it is being written, or is none."""
    try:
        found: Any = json.loads(raw)
        values = {each.name: found[each.name] for each in fields(kind)}
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    fits = all(type(values[each.name]).__name__ == each.type for each in fields(kind))
    return kind(**values) if fits else None
