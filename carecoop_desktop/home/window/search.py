"""What Ctrl+K finds: people and papers from the search index, pages, and the commands of every room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from carecoop_desktop.platform.database.lists.folding import fold
from carecoop_desktop.platform.database.lists.search_index import find
from carecoop_desktop.platform.desktop.command_box import Entry
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.office.features import Command, Feature

KINDS = {
    "members": "Member",
    "assistants": "Personal assistant",
    "circles": "Circle",
    "funding": "Agreement",
    "payroll": "Payslip",
    "accounts": "Account",
    "statements": "Statement",
    "evidence": "Document",
}
MOST = 14


class HouseSearch:
    """The provider of the search box: asks the index, then the rooms' commands and pages."""

    def __init__(self, desk: Desk, rooms: Sequence[Feature], open_page: Callable[..., object]) -> None:
        self._desk = desk
        self._open = open_page
        self._pages = [(entry.label, entry.key) for room in rooms for entry in room.rail]
        self._commands = [command for room in rooms for command in room.commands]

    def __call__(self, typed: str) -> list[Entry]:
        """The best matches for what was typed; with nothing typed, pages and commands."""
        wanted = fold(typed)
        records = self._records(typed) if wanted else []
        commands = [self._command(c) for c in self._commands if _fits(wanted, f"{c.title} {c.keywords}")]
        pages = [
            Entry("Page", label, "", partial(self._open, key)) for label, key in self._pages if _fits(wanted, label)
        ]
        return [*records, *commands, *pages][:MOST]

    def _records(self, typed: str) -> list[Entry]:
        found = self._desk.read_now(lambda reader: find(reader.connection, typed, limit=8))
        return [
            Entry(KINDS.get(e.kind, "Record"), e.title, e.detail, partial(self._open, e.kind, e.record_id))
            for e in found
        ]

    def _command(self, command: Command) -> Entry:
        reason = why_not(self._desk, command)
        return Entry("Command", command.title, command.shortcut, lambda: command.run.load()(self._desk), reason)


def why_not(desk: Desk, command: Command) -> str:
    """Why the person at this desk cannot run a command; empty where they can."""
    needed = command.permission.load() if command.permission is not None else None
    if needed is None or desk.may(needed):
        return ""
    if desk.office.user.may(needed):
        return desk.standing
    return f"Your role may not {needed.title[0].lower()}{needed.title[1:]}."


def _fits(wanted: str, words: str) -> bool:
    folded = fold(words)
    return all(part in folded for part in wanted.split())
