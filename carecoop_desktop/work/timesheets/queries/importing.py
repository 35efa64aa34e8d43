"""What the office holds already, as an import of hours compares it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.office.importing.cells import Sheet
from carecoop_desktop.platform.office.importing.columns import known_keys, map_columns
from carecoop_desktop.platform.office.importing.layout import find_table
from carecoop_desktop.platform.office.importing.names import Known, NameLookup
from carecoop_desktop.platform.office.importing.plan import Field, ImportSpec, plan_import
from carecoop_desktop.platform.office.importing.reading import read_sheet
from carecoop_desktop.platform.office.importing.report import GoodRow, ImportReport, RefusedCell
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.timesheets.import_claims import Claim, without_others_claims
from carecoop_desktop.work.timesheets.import_overlaps import overlap_warnings
from carecoop_desktop.work.timesheets.import_rules import line_keys, timesheet_spec
from carecoop_desktop.work.timesheets.import_shapes import (
    Typing,
    read_as_type,
    refuse_hours_alone,
    refuse_other_shapes,
    typing_column,
    without_untyped,
)
from carecoop_desktop.work.timesheets.queries import people
from carecoop_desktop.work.timesheets.rules.kinds import KINDS
from carecoop_desktop.work.timesheets.tables import TimesheetLineRow

_LINES = TimesheetLineRow.__table__

COLUMNS = "timesheets.import_columns"
"""The setting that keeps which heading stood for which field."""


def lookups(reader: Reader) -> tuple[NameLookup, NameLookup]:
    """The office's PAs and members by name and number."""
    known = _Known(reader)
    return NameLookup("PA", known.assistants.values()), NameLookup("member", known.members.values())


def standing_lines(reader: Reader, days: Iterable[date]) -> list[dict[str, object]]:
    """The lines of these days as the rows of a spreadsheet they may have come from.

    A claim that carries a shift's start belongs to that shift's row, or had a row of its own; ``ids`` name the lines by
    their measure, ``state`` is the most settled one among them.
    """
    wanted = sorted(set(days))
    if not wanted:
        return []
    rows = reader.connection.execute(
        select(_LINES).where(_LINES.c.day.between(wanted[0], wanted[-1])).order_by(_LINES.c.id)
    )
    known = _Known(reader)
    shifts: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    loose: list[Any] = []
    for row in rows:
        if row.start is not None:
            shifts[row.assistant_id, row.member_id, row.day, row.start].append(row)
        else:
            loose.append(row)
    records = [record for group in shifts.values() for record in _shift_rows(group, known)]
    claims = [row for group in shifts.values() for row in group]
    return _once([*records, *_claim_rows([*loose, *claims], known)])


class _Known:
    def __init__(self, reader: Reader) -> None:
        self.assistants = _by_id(people.assistants_by_id(reader).values())
        self.members = _by_id(people.members_by_id(reader).values())

    def who(self, row: Any) -> dict[str, object]:
        member = {} if row.member_id is None else {"member": self.members[row.member_id]}
        return {"assistant": self.assistants[row.assistant_id], **member, "day": row.day}


def _by_id(named: Iterable[people.Named]) -> dict[int, Known]:
    return {one.id: Known(one.id, one.name, (one.number, one.number.lstrip("0"))) for one in named}


def _shift_rows(group: Sequence[Any], known: _Known) -> Iterator[dict[str, object]]:
    shifts = [row for row in group if KINDS[row.kind].timed]
    claims = [row for row in group if not KINDS[row.kind].timed]
    for shift in shifts:
        own = claims if shift is shifts[0] else []
        amounts = {"miles": sum(row.miles for row in own), "expenses": sum(row.expenses for row in own)}
        times = {"start": shift.start, "finish": shift.finish, "break_minutes": shift.break_minutes}
        beside = tuple(Claim(row.id, KINDS[row.kind].measure, row.miles or row.expenses) for row in own)
        yield {
            **known.who(shift), "kind": shift.kind, **times, **amounts, **_kept([shift, *own]), "claims": beside,
        }  # fmt: skip


def _claim_rows(rows: Sequence[Any], known: _Known) -> Iterator[dict[str, object]]:
    """Claims on their own; a mileage and an expense of one day also together, as one row may have brought them."""
    groups: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in rows:
        if not KINDS[row.kind].timed:
            groups[row.assistant_id, row.member_id, row.day, row.start, row.note].append(row)
    for group in groups.values():
        for kind in ("mileage", "expenses"):
            for row in group:
                if row.kind == kind:
                    yield _claim([row], kind, known)
            if {row.kind for row in group} == {"mileage", "expenses"}:
                yield _claim(group, kind, known)


def _claim(rows: Sequence[Any], kind: str, known: _Known) -> dict[str, object]:
    amounts = {"miles": sum(row.miles for row in rows), "expenses": sum(row.expenses for row in rows)}
    start = {} if rows[0].start is None else {"start": rows[0].start}
    return {**known.who(rows[0]), "kind": kind, **start, **amounts, "note": rows[0].note, **_kept(rows)}


def _kept(rows: Sequence[Any]) -> dict[str, object]:
    state = "locked" if any(row.state == "locked" for row in rows) else rows[0].state
    return {"ids": {KINDS[row.kind].measure: row.id for row in reversed(rows)}, "state": state}


def _once(records: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    """One record for each key: the same hours entered twice by hand must not make an import refuse its row."""
    found: dict[object, dict[str, object]] = {}
    for record in records:
        found.setdefault(line_keys(record), record)
    return list(found.values())


def import_fields(reader: Reader) -> tuple[Field, ...]:
    """The columns that a spreadsheet of hours may have."""
    return spec_of(reader).fields


def remembered_columns(reader: Reader) -> dict[str, str]:
    """Which heading stood for which field in the files read so far."""
    return dict(reader.setting(COLUMNS, {}))


def spec_of(reader: Reader) -> ImportSpec:
    """How a spreadsheet of hours is read in this office."""
    return timesheet_spec(*lookups(reader), reader.today)


def plan_timesheets(
    reader: Reader, source: Path | str | Sheet, mapping: Mapping[str, str] | None = None
) -> ImportReport:
    """Read a spreadsheet of hours against what the office holds; nothing is written. For preview and dry run."""
    sheet = source if isinstance(source, Sheet) else read_sheet(Path(source))
    mapping = remembered_columns(reader) if mapping is None else mapping
    spec, mark = spec_of(reader), reader.mark
    refuse_other_shapes(sheet, spec.fields, mapping)
    mapping, typing, told = _typed(sheet, spec, mapping)
    first = plan_import(sheet, spec, (), mapping)
    refuse_hours_alone(first)
    days = [row.values["day"] for row in first.rows]
    standing = standing_lines(reader, days)  # type: ignore[arg-type]
    report = first
    if standing:
        report = _without_locked(without_others_claims(plan_import(sheet, spec, standing, mapping)))
    if typing is not None:
        report = without_untyped(report, typing)
    return replace(report, warnings=(*told, *report.warnings, *overlap_warnings(report, standing)), mark=mark)


def _typed(
    sheet: Sheet, spec: ImportSpec, mapping: Mapping[str, str]
) -> tuple[Mapping[str, str], Typing | None, tuple[str, ...]]:
    """The columns with that of the type found by its cells; where it may not be, the column that its rows refuse."""
    table = find_table(sheet, known_keys(spec.fields, mapping))
    typing = typing_column(table, map_columns(table.headings, spec.fields, mapping))
    if typing is None or not typing.whole or mapping.get("kind") == "":
        return mapping, typing, ()
    return {**mapping, "kind": typing.heading}, None, (read_as_type(typing),)


def _without_locked(report: ImportReport) -> ImportReport:
    """Rows that would alter hours which are locked for pay are refused; the rest stands."""
    locked = {row.number for row in report.rows if row.status == "changed" and _is_locked(row)}
    if not locked:
        return report
    refused = tuple(_refusal(report, row) for row in report.rows if row.number in locked)
    kept = tuple(row for row in report.rows if row.number not in locked)
    everything = sorted((*report.refused, *refused), key=lambda cell: cell.row)
    return replace(report, rows=kept, refused=tuple(everything))


def _is_locked(row: GoodRow) -> bool:
    return row.existing is not None and row.existing["state"] == "locked"


def _refusal(report: ImportReport, row: GoodRow) -> RefusedCell:
    heading = report.columns.mapping.get("day", "Date")
    told = format_date(row.values["day"])  # type: ignore[arg-type]
    changed = _listed(row.changes)
    return RefusedCell(row.number, heading, told, f"these hours are locked for pay, and the row changes {changed}",
                       "a line of its own for what is missing, paid in the next pay period")  # fmt: skip


def _listed(names: Iterable[str]) -> str:
    return ", ".join(name.replace("_", " ") for name in names)
