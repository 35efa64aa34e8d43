"""What the settings show: the office's own settings, who may do what, the law at hand, and the history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import case, func, select

from carecoop_desktop.home.settings.words import change_words, field_words, room_words
from carecoop_desktop.platform.database.base import Base, Record
from carecoop_desktop.platform.database.lists.definition import ListColumn, ListFilter, RecordList
from carecoop_desktop.platform.database.lists.reader import ListReader
from carecoop_desktop.platform.database.lists.shape import Kind, Sort, StateWord, Tone
from carecoop_desktop.platform.kernel.dates import Span
from carecoop_desktop.platform.office.actions import ACTIONS
from carecoop_desktop.platform.office.browsing import FieldChange, set_changes
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import OFFICE_NAME
from carecoop_desktop.platform.office.permissions import PERMISSIONS, SEE_HISTORY, UNDO, Role
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.tables import ChangeRow, ChangeSetRow
from carecoop_desktop.statutory.tables import load_shelf
from carecoop_desktop.work.timesheets.actions.locking import PAY_DAY
from carecoop_desktop.work.timesheets.rules.periods import USUAL_PAY_DAY

_SETS, _CHANGES = ChangeSetRow.__table__, ChangeRow.__table__
MOST_FIELDS = 400
"""An import touches thousands of rows; the list of its fields stops here and says so."""

STATES = {
    "do": StateWord("Done", Tone.MET),
    "undo": StateWord("Undo", Tone.INFO),
    "redo": StateWord("Done again", Tone.MET),
    "undone": StateWord("Taken back", Tone.QUIET),
}


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """What the office is called and how it works, as the rooms read it after the change ``version``."""

    name: str
    pay_day: int
    version: int


def office_facts(reader: Reader) -> OfficeFacts:
    """The office's own settings."""
    mark = reader.mark
    return OfficeFacts(str(reader.setting(OFFICE_NAME, "")), int(reader.setting(PAY_DAY, USUAL_PAY_DAY)), mark)


@dataclass(frozen=True, slots=True)
class Allowance:
    """One permission: who has it, and the deeds that ask for it."""

    room: str
    title: str
    roles: frozenset[Role]
    deeds: tuple[str, ...]


def permission_matrix() -> list[Allowance]:
    """Every permission of every room, from the register itself."""
    deeds: dict[str, list[str]] = {}
    for action in ACTIONS.values():
        deeds.setdefault(action.permission.name, []).append(action.title)
    return [
        Allowance(
            room_words(each.name.partition(".")[0]),
            each.title,
            frozenset(role for role in Role if each.allows(role)),
            tuple(sorted(deeds.get(each.name, ()))),
        )
        for each in PERMISSIONS.values()
    ]


@dataclass(frozen=True, slots=True)
class LawTable:
    """One dated table of the law with where it is from."""

    year: str
    what: str
    holds: Span
    source: str
    checked_on: date
    uncertain: str


def law_tables() -> list[LawTable]:
    """Every table at hand, the latest tax year first."""
    shelf = load_shelf()
    return [
        LawTable(
            name,
            field_words(table.kind) + (f" ({table.key})" if table.key else ""),
            table.origin.span,
            table.origin.source,
            table.origin.checked_on,
            table.origin.uncertain,
        )
        for name in reversed(shelf.names)
        for table in shelf.year(name).tables()
    ]


def history_list() -> RecordList:
    """Every action ever done, the latest first."""
    return RecordList(
        name="settings.history",
        label="History",
        base=lambda: select(ChangeSetRow.id),
        id=ChangeSetRow.id,
        columns=(
            ListColumn("at", "When", ChangeSetRow.at, Kind.MOMENT, sort_expr=ChangeSetRow.id),
            ListColumn("who", "Who", ChangeSetRow.user_name, width=14, sortable=False),
            ListColumn("what", "What", ChangeSetRow.summary, width=44, sortable=False),
            ListColumn("records", "Records", ChangeSetRow.changes, Kind.NUMBER, sortable=False, width=8),
            ListColumn("state", "State", _state(), Kind.STATE, states=STATES, sortable=False, width=11),
            ListColumn("desk", "Computer", ChangeSetRow.desk, sortable=False, hidden=True),
            ListColumn("reason", "Reason", ChangeSetRow.reason, sortable=False, hidden=True),
        ),
        default_sort=(Sort("at", descending=True),),
        filters=(
            ListFilter("person", "Person", lambda name: ChangeSetRow.user_name == name, takes_value=True),
            ListFilter("open", "Can be taken back", _standing),
        ),
        search=(func.lower(ChangeSetRow.summary), func.lower(ChangeSetRow.user_name), func.lower(ChangeSetRow.reason)),
    )


def _state() -> Any:
    return case((ChangeSetRow.undone_by.is_not(None), "undone"), else_=ChangeSetRow.kind)


def _standing() -> Any:
    return ChangeSetRow.undoable & ChangeSetRow.undone_by.is_(None) & (ChangeSetRow.kind != "undo")


def history_reader(office: Office) -> ListReader:
    """The history bound to an office, as a table asks for it; those who may not see it are refused."""

    def reading(job: Any) -> Any:
        def allowed(reader: Reader) -> Any:
            reader.require(SEE_HISTORY)
            return job(reader.connection)

        return office.read(allowed)

    return ListReader(history_list(), reading)


def people_of_history(reader: Reader) -> list[str]:
    """Everybody who ever did something here, by name."""
    reader.require(SEE_HISTORY)
    return list(reader.connection.execute(select(_SETS.c.user_name).distinct().order_by(_SETS.c.user_name)).scalars())


@dataclass(frozen=True, slots=True)
class Touched:
    """One field of one record in words: what it was and what it became."""

    record: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class DeedView:
    """One action with its fields, and why it cannot be taken back (empty when it can)."""

    number: int
    at: datetime
    who: str
    desk: str
    summary: str
    reason: str
    fields: tuple[Touched, ...]
    more: int
    why_not: str


def deed_view(reader: Reader, number: int) -> DeedView:
    """One action of the history, its fields in words."""
    row = reader.connection.execute(select(_SETS).where(_SETS.c.id == number)).one()
    found, left = set_changes(reader, number, MOST_FIELDS)
    names = _Names(reader)
    fields = tuple(
        Touched(names.record(each), field_words(each.field), *(names.value(each, v) for v in (each.before, each.after)))
        for each in found
        if each.before != each.after
    )
    return DeedView(
        row.id, row.at, row.user_name, row.desk, row.summary, row.reason, fields, left, _why_not(reader, row)
    )


def _why_not(reader: Reader, row: Any) -> str:
    if not reader.may(UNDO):
        return "Your role may not undo changes."
    if row.undone_by is not None:
        return "It has been taken back already."
    if not row.undoable:
        return "It issued something, or set who may come in; make a correction instead."
    return ""


class _Names:
    """Names of records and of what their fields point at, each looked up once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[tuple[str, int], str] = {}

    def record(self, change: FieldChange) -> str:
        """``Member Ann Hay``: the kind of record and its name, its number where it has none."""
        kind = Base.kinds.get(change.table)
        word = kind.label if kind is not None and issubclass(kind, Record) else field_words(change.table)
        return f"{word[:1].upper()}{word[1:]} {self._name(change.table, change.row_id) or f'{change.row_id}'}"

    def value(self, change: FieldChange, value: Any) -> str:
        """A value in words; a number that points at a record becomes that record's name."""
        table = Base.metadata.tables.get(change.table)
        column = table.c.get(change.field) if table is not None else None
        if column is None or isinstance(value, str):
            return change_words(value)
        target = next(iter(column.foreign_keys), None)
        if target is not None and isinstance(value, int):
            return self._name(target.column.table.name, value) or str(value)
        return change_words(value, str(column.info.get("kind", "")))

    def _name(self, table_name: str, row_id: int) -> str:
        key = (table_name, row_id)
        if key not in self._known:
            self._known[key] = self._look_up(table_name, row_id)
        return self._known[key]

    def _look_up(self, table_name: str, row_id: int) -> str:
        table = Base.metadata.tables.get(table_name)
        named = (
            next((table.c[c] for c in ("name", "title", "key") if c in table.c), None) if table is not None else None
        )
        if table is None or named is None or named.info.get("guard"):
            return ""
        return str(self._reader.connection.execute(select(named).where(table.c.id == row_id)).scalar() or "")
