"""Reads absences: one, those of a PA, those that touch a run of days, and the office's list."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, case, or_, select

from carecoop_desktop.people.assistants.queries import assistant_names
from carecoop_desktop.people.assistants.tables import AssistantRow
from carecoop_desktop.platform.database.lists.definition import ListColumn, ListFilter, RecordList
from carecoop_desktop.platform.database.lists.reader import ListReader
from carecoop_desktop.platform.database.lists.shape import Kind, Sort, StateWord, Tone
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import SEE_RECORDS
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.absence.permissions import SEE_REASONS
from carecoop_desktop.work.payroll.absence.rules.kinds import AWAY_SICK_OR_FAMILY, KINDS, word
from carecoop_desktop.work.payroll.absence.rules.record import Record
from carecoop_desktop.work.payroll.absence.tables import AbsenceRow

_ABSENCES: Any = AbsenceRow.__table__
_NAMES = tuple(Record.__slots__)


@dataclass(frozen=True, slots=True)
class AbsenceLine:
    """An absence as staff see it; ``record`` is None for those who may not see why somebody is away."""

    id: int
    version: int
    assistant_id: int
    name: str
    what: str
    first: date
    last: date | None
    record: Record | None

    @property
    def open(self) -> bool:
        """Whether its end is not known yet."""
        return self.last is None


def _all() -> Select[Any]:
    return select(*(_ABSENCES.c[name] for name in _NAMES))


def absences_of(reader: Reader, assistant_id: int) -> list[AbsenceLine]:
    """A PA's absences, the newest first."""
    return _lines(reader, _ABSENCES.c.assistant_id == assistant_id)


def absence(reader: Reader, absence_id: int) -> AbsenceLine:
    """One absence; Refusal when it is gone."""
    found = _lines(reader, _ABSENCES.c.id == absence_id)
    if not found:
        raise Refusal("This absence is no longer there.", "Look in the history.")
    return found[0]


def away_on(reader: Reader, day: date) -> list[AbsenceLine]:
    """Who is away on a day."""
    return _lines(reader, _ABSENCES.c.first <= day, or_(_ABSENCES.c.last.is_(None), _ABSENCES.c.last >= day))


def _lines(reader: Reader, *criteria: Any) -> list[AbsenceLine]:
    reader.require(SEE_RECORDS)
    names, may = assistant_names(reader), reader.may(SEE_REASONS)
    rows = reader.connection.execute(_all().where(*criteria).order_by(_ABSENCES.c.first.desc(), _ABSENCES.c.id.desc()))
    return [
        AbsenceLine(
            row.id, row.version, row.assistant_id, names.get(row.assistant_id, ""), word(row.kind if may else ""),
            row.first, row.last, Record(*row) if may else None)
        for row in rows
    ]  # fmt: skip


def records_touching(reader: Reader, first: date, last: date) -> list[Record]:
    """Absences that share a day with a run of days, by PA and day: for working pay out, whoever prepares it."""
    wanted = _all().where(_ABSENCES.c.first <= last, or_(_ABSENCES.c.last.is_(None), _ABSENCES.c.last >= first))
    rows = reader.connection.execute(wanted.order_by(_ABSENCES.c.assistant_id, _ABSENCES.c.first, _ABSENCES.c.id))
    return [Record(*row) for row in rows]


def away_before(reader: Reader, people: Collection[int], day: date) -> list[Record]:
    """Sickness and family leave of those PAs that was over before a day, by PA and day."""
    wanted = _all().where(
        _ABSENCES.c.assistant_id.in_(sorted(people)),
        _ABSENCES.c.kind.in_(sorted(AWAY_SICK_OR_FAMILY)),
        _ABSENCES.c.last < day,
    )
    rows = reader.connection.execute(wanted.order_by(_ABSENCES.c.assistant_id, _ABSENCES.c.first, _ABSENCES.c.id))
    return [Record(*row) for row in rows]


def records_of(reader: Reader, assistant_id: int) -> list[Record]:
    """A PA's absences by day, for working pay out."""
    wanted = _all().where(_ABSENCES.c.assistant_id == assistant_id).order_by(_ABSENCES.c.first, _ABSENCES.c.id)
    return [Record(*row) for row in reader.connection.execute(wanted)]


_STATES = {
    "away": StateWord("Away now", Tone.WARN),
    "ahead": StateWord("To come", Tone.INFO),
    "over": StateWord("Over", Tone.QUIET),
}


def absence_list(today: date, with_reasons: bool) -> RecordList:
    """The office's absences; the kind is a column only for those who may see why somebody is away."""
    state = case(
        (AbsenceRow.first > today, "ahead"),
        (or_(AbsenceRow.last.is_(None), AbsenceRow.last >= today), "away"),
        else_="over",
    )
    kinds = {code: StateWord(kind.word, Tone.QUIET) for code, kind in KINDS.items()}
    why = (ListColumn("kind", "Absence", AbsenceRow.kind, Kind.STATE, states=kinds, width=12),) if with_reasons else ()
    return RecordList(
        name="payroll.absences",
        label="Absences",
        base=lambda: select(AbsenceRow.id).join(AssistantRow, AssistantRow.id == AbsenceRow.assistant_id),
        id=AbsenceRow.id,
        columns=(
            ListColumn("pa", "PA", AssistantRow.name, sort_expr=AssistantRow.name_key, width=16, nullable=False),
            *why,
            ListColumn("first", "From", AbsenceRow.first, Kind.DATE, width=11, nullable=False),
            ListColumn("last", "Until", AbsenceRow.last, Kind.DATE, width=11),
            ListColumn("state", "State", state, Kind.STATE, states=_STATES, width=9, nullable=False),
        ),
        default_sort=(Sort("first", descending=True),),
        filters=(ListFilter("away", "Away now", lambda: state == "away", group="state"),
                 ListFilter("ahead", "To come", lambda: state == "ahead", group="state")),
        search=(AssistantRow.name_key,),
    )  # fmt: skip


def absence_reader(office: Office) -> ListReader:
    """The list bound to an office and to what its user may see."""

    def reading(job: Any) -> Any:
        return office.read(lambda reader: job(reader.connection))

    return ListReader(absence_list(office.today, office.user.may(SEE_REASONS)), reading)
