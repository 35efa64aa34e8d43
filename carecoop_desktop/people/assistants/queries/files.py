"""Staff files: what is held for each item of Schedule 3, training and supervision, for one PA or for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select, true

from carecoop_desktop.people.assistants.queries.people import assistant_record
from carecoop_desktop.people.assistants.reference import courses, staff_file_rules
from carecoop_desktop.people.assistants.rules.courses_due import CourseDone, CourseState, course_states
from carecoop_desktop.people.assistants.rules.schedule3 import (
    Cell,
    Evidence,
    HeldDbs,
    HeldItem,
    HeldReference,
    is_complete,
    schedule3_cells,
)
from carecoop_desktop.people.assistants.rules.terms import Tone, due_state
from carecoop_desktop.people.assistants.tables import (
    AssistantRow,
    DbsCheckRow,
    ReferenceRow,
    RightToWorkRow,
    SupportLinkRow,
    TrainingRow,
    VettingItemRow,
)
from carecoop_desktop.platform.office.reader import Reader

_PEOPLE: Any = AssistantRow.__table__
_ITEMS: Any = VettingItemRow.__table__
_DBS: Any = DbsCheckRow.__table__
_RIGHTS: Any = RightToWorkRow.__table__
_REFERENCES: Any = ReferenceRow.__table__
_TRAINING: Any = TrainingRow.__table__
_LINKS: Any = SupportLinkRow.__table__


@dataclass(frozen=True, slots=True)
class FileOwner:
    """Whose file it is."""

    id: int
    name: str
    number: str
    status: str
    started: date | None


@dataclass(frozen=True, slots=True)
class RightToWorkLine:
    """A right-to-work check."""

    method: str
    checked: date
    checked_by: str
    follow_up: date | None


@dataclass(frozen=True, slots=True)
class ReferenceLine:
    """A reference as it stands."""

    id: int
    referee: str
    relation: str
    asked: date | None
    received: date | None
    verified: bool


@dataclass(frozen=True, slots=True)
class DbsLine:
    """A certificate as it stands."""

    id: int
    certificate: str
    level: str
    barred_lists: str
    issued_on: date
    seen: date | None
    seen_by: str
    update_service: bool
    status_checked: date | None
    renew_by: date
    decision: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One PA's row of the Schedule 3 matrix."""

    owner: FileOwner
    cells: tuple[Cell, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class StaffFile:
    """What an inspector may see of a PA: no address, no bank details, no pay."""

    assistant_id: int
    name: str
    number: str
    status: str
    started: date | None
    supports: int
    complete: bool
    items: tuple[Cell, ...]
    training: tuple[CourseState, ...]


def file_owners(reader: Reader, *statuses: str) -> list[FileOwner]:
    """The PAs whose files are looked at, by name: those who are active unless other statuses are named."""
    columns = [_PEOPLE.c[name] for name in FileOwner.__dataclass_fields__]
    wanted = _PEOPLE.c.status.in_(statuses or ("active",))
    rows = reader.connection.execute(select(*columns).where(wanted).order_by(_PEOPLE.c.name_key, _PEOPLE.c.id))
    return [FileOwner(*row) for row in rows]


def vetting_matrix(reader: Reader) -> list[MatrixRow]:
    """Every active PA against every item of Schedule 3, in three statements."""
    evidence = evidence_of(reader)
    nothing = Evidence({}, None, ())
    rows = []
    for owner in file_owners(reader):
        cells = schedule3_cells(staff_file_rules(), evidence.get(owner.id, nothing), reader.today)
        rows.append(MatrixRow(owner, cells, is_complete(cells)))
    return rows


def staff_file(reader: Reader, assistant_id: int) -> StaffFile:
    """One PA's file: Schedule 3 with the right to work, and training. Refusal when there is no such PA."""
    person = assistant_record(reader, assistant_id)
    evidence = evidence_of(reader, assistant_id).get(assistant_id, Evidence({}, None, ()))
    cells = schedule3_cells(staff_file_rules(), evidence, reader.today)
    rights = right_to_work_of(reader, assistant_id)
    done = training_done(reader, assistant_id).get(assistant_id, {})
    right = _right_to_work_cell(rights, reader.today)
    return StaffFile(
        person.id,
        person.name,
        person.number,
        person.status,
        person.started,
        _supported_now(reader, assistant_id),
        is_complete(cells) and right.complete,
        (*cells, right),
        course_states(courses(), done, person.started, reader.today),
    )


def evidence_of(reader: Reader, assistant_id: int | None = None) -> dict[int, Evidence]:
    """What the files hold, by PA: items by hand, the newest certificate, and references."""
    items: dict[int, dict[str, HeldItem]] = {}
    for row in _rows(reader, _ITEMS, assistant_id):
        held = HeldItem(row.held, row.checked, row.checked_by, row.complete)
        items.setdefault(row.assistant_id, {})[row.item] = held
    certificates: dict[int, HeldDbs] = {}
    for row in _rows(reader, _DBS, assistant_id, _DBS.c.issued_on):
        certificates[row.assistant_id] = HeldDbs(*(getattr(row, name) for name in HeldDbs.__dataclass_fields__))
    references: dict[int, list[HeldReference]] = {}
    for row in _rows(reader, _REFERENCES, assistant_id):
        held_reference = HeldReference(row.referee, row.asked, row.received, row.verified)
        references.setdefault(row.assistant_id, []).append(held_reference)
    people = items.keys() | certificates.keys() | references.keys()
    return {one: Evidence(items.get(one, {}), certificates.get(one), references.get(one, ())) for one in people}


def item_held(reader: Reader, assistant_id: int, item: str) -> HeldItem | None:
    """What is held by hand for one item of a PA's file; None where nothing is."""
    found = evidence_of(reader, assistant_id).get(assistant_id)
    return None if found is None else found.items.get(item)


def training_done(reader: Reader, assistant_id: int | None = None) -> dict[int, dict[str, CourseDone]]:
    """The newest time each course was done, by PA and course."""
    found: dict[int, dict[str, CourseDone]] = {}
    for row in _rows(reader, _TRAINING, assistant_id, _TRAINING.c.done):
        found.setdefault(row.assistant_id, {})[row.course] = CourseDone(row.done, row.renew_by, row.given_by)
    return found


def right_to_work_of(reader: Reader, assistant_id: int) -> list[RightToWorkLine]:
    """Right-to-work checks, the newest first."""
    return _lines(reader, _RIGHTS, RightToWorkLine, assistant_id, _RIGHTS.c.checked)


def references_of(reader: Reader, assistant_id: int) -> list[ReferenceLine]:
    """References, in the order they were asked for."""
    return _lines(reader, _REFERENCES, ReferenceLine, assistant_id)[::-1]


def dbs_checks_of(reader: Reader, assistant_id: int) -> list[DbsLine]:
    """DBS certificates, the newest first."""
    return _lines(reader, _DBS, DbsLine, assistant_id, _DBS.c.issued_on)


def training_of(reader: Reader, assistant_id: int) -> tuple[CourseState, ...]:
    """A PA's courses and how each stands today."""
    started = assistant_record(reader, assistant_id).started
    done = training_done(reader, assistant_id).get(assistant_id, {})
    return course_states(courses(), done, started, reader.today)


def _right_to_work_cell(checks: Sequence[RightToWorkLine], today: date) -> Cell:
    if not checks:
        return Cell("right-to-work", "Right to work", Tone.BAD, "Nothing held", None, "", False)
    newest = checks[0]
    state = due_state(newest.follow_up, today, staff_file_rules().policy.right_to_work_soon_days)
    said = newest.method if state.tone is Tone.MET else f"{newest.method} · {state.words}"
    complete = state.tone is not Tone.BAD
    return Cell("right-to-work", "Right to work", state.tone, said, newest.checked, newest.checked_by, complete)


def _supported_now(reader: Reader, assistant_id: int) -> int:
    day = reader.today
    running = (_LINKS.c.since <= day) & (_LINKS.c.until.is_(None) | (_LINKS.c.until >= day))
    counted = select(func.count(_LINKS.c.member_id.distinct())).where(_LINKS.c.assistant_id == assistant_id, running)
    return int(reader.connection.execute(counted).scalar_one())


def _rows(reader: Reader, table: Any, assistant_id: int | None, *order: Any) -> Any:
    """The rows of one PA or of all, oldest first, so that the last one read is the newest."""
    wanted: ColumnElement[bool] = true() if assistant_id is None else table.c.assistant_id == assistant_id
    return reader.connection.execute(select(table).where(wanted).order_by(*order, table.c.id))


def _lines(reader: Reader, table: Any, line: Any, assistant_id: int, *order: Any) -> list[Any]:
    rows = _rows(reader, table, assistant_id, *order)
    return [line(*(getattr(row, name) for name in line.__dataclass_fields__)) for row in rows][::-1]
