"""The passport of a room: what it brings to the rest of the house, all by reference so that start-up stays quick.

Named tuples, not dataclasses: these are made before the window is painted, and a dataclass takes seven times as long.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from importlib import import_module
from types import MappingProxyType
from typing import Any, NamedTuple


class Ref(NamedTuple):
    """Something in a module, imported only when it is needed: ``Ref("package.module:name")``."""

    path: str

    def load(self) -> Any:
        """Import and return it."""
        module, _, name = self.path.partition(":")
        return getattr(import_module(module), name) if name else import_module(module)


class RailEntry(NamedTuple):
    """A line in the left rail. ``page`` is a factory taking a ``Desk``; ``badge`` a query giving a count, or none."""

    key: str
    label: str
    page: Ref
    badge: Ref | None = None
    watches: tuple[str, ...] = ()


class Panel(NamedTuple):
    """A tab or card that a higher room shows on a lower room's page (``place``, such as ``member``)."""

    place: str
    title: str
    widget: Ref
    order: int = 50


class Command(NamedTuple):
    """Something Ctrl+K and the menus offer: a deed that opens a page or asks for inputs."""

    title: str
    run: Ref
    permission: Ref | None = None
    shortcut: str = ""
    keywords: str = ""


class LiveCheck(NamedTuple):
    """A check that counts real records: ``query(reader) -> CheckResult`` under the id used by the frameworks."""

    id: str
    title: str
    query: Ref


class Feature(NamedTuple):
    """One room's passport, collected by the composition root.

    ``actions`` are modules whose import fills the register; ``listeners`` map an event type's reference to functions
    ``(work, event)``; ``searches`` map a table name to (entry kind, query ``(reader, ids) -> list[SearchEntry]``);
    ``today`` are queries ``(reader) -> list[TodayItem]``; ``demo`` and ``demo_month`` functions ``(office, plan)`` that
    fill a demo office and do its latest month through actions; ``columns`` bring list columns to a lower room's list;
    ``office_checks`` are queries ``(reader) -> list[str]``: a sentence for each thing that is wrong.
    """

    room: str
    wing: str
    tables: Ref | None = None
    actions: tuple[Ref, ...] = ()
    rail: tuple[RailEntry, ...] = ()
    panels: tuple[Panel, ...] = ()
    commands: tuple[Command, ...] = ()
    checks: tuple[LiveCheck, ...] = ()
    today: tuple[Ref, ...] = ()
    searches: Mapping[str, tuple[str, Ref]] = MappingProxyType({})
    listeners: tuple[tuple[Ref, Ref], ...] = ()
    columns: Mapping[str, Ref] = MappingProxyType({})
    demo: Ref | None = None
    demo_month: Ref | None = None
    office_checks: tuple[Ref, ...] = ()


class TodayItem(NamedTuple):
    """One line of Today: how urgent (tone met|warn|bad|info|quiet and a word), what, why, and the button that does it.

    ``page`` is the rail key to open and ``record_id`` the record on it. Of items as urgent and of one ``rank`` those
    that are ``due`` first come first.
    """

    tone: str
    when: str
    what: str
    why: str
    button: str
    page: str
    record_id: int | None = None
    rank: int = 50
    due: date | None = None


class CheckResult(NamedTuple):
    """What a live check counted: ``met`` of ``total`` against an aim in percent, and the records behind the gap.

    ``gaps`` are (record kind, record id, name, why) so that the screen can open each.
    """

    met: int
    total: int
    aim: int
    gaps: tuple[tuple[str, int, str, str], ...] = ()
    shown: str = ""

    @property
    def ok(self) -> bool:
        """Whether the aim is reached; nothing to count is not a gap."""
        return self.total == 0 or self.met * 100 >= self.aim * self.total


class SearchEntry(NamedTuple):
    """What Ctrl+K shows for a record: its kind (rail key), number, title and a grey second line."""

    kind: str
    record_id: int
    title: str
    detail: str = ""


def load_tables(rooms: Iterable[Feature]) -> None:
    """Declare what every room stores: whatever handles a whole office must know all of it."""
    for room in rooms:
        if room.tables:
            room.tables.load()
