"""Brings in an office's spreadsheet of hours."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Select, select

from carecoop_desktop.platform.database.base import Record
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.importing.cells import Sheet
from carecoop_desktop.platform.office.importing.report import GoodRow, ImportReport
from carecoop_desktop.platform.office.shown import refuse_unshown
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.timesheets.actions.lines import NewLine, stored
from carecoop_desktop.work.timesheets.permissions import ENTER
from carecoop_desktop.work.timesheets.queries.importing import COLUMNS, plan_timesheets, remembered_columns
from carecoop_desktop.work.timesheets.rules.kinds import KINDS
from carecoop_desktop.work.timesheets.tables import TimesheetLineRow


@action("Import hours", ENTER)
def import_timesheets(
    work: Work,
    source: Path | str | Sheet,
    accept_good: bool = False,
    mapping: Mapping[str, str] | None = None,
    shown: ImportReport | None = None,
    leave: Collection[int] = (),
) -> ImportReport:
    """Write what a spreadsheet brings, as drafts.

    With refused rows nothing is written unless the good ones are accepted. A row of hours with miles and expenses
    becomes up to three lines. Conflict where that would write over what the preview (``shown``) did not show;
    ``leave`` takes rows out.
    """
    report = plan_timesheets(work.reader, source, mapping).without(leave)
    if report.refused and not accept_good:
        raise Refusal(
            f"{len(report.refused_rows)} rows cannot be taken: {report.refused[0]}",
            "Correct them, or take the good rows.",
        )
    refuse_unshown(work.reader, shown, report, _stored)
    fresh = [line for row in report.rows if row.status == "new" for line in lines_of(row.values)]
    work.add_many(TimesheetLineRow, [stored(line) for line in fresh])
    changed = [row for row in report.rows if row.status == "changed"]
    for row in changed:
        _change(work, row)
    _remember(work, report, mapping)
    work.say(f"Imported {report.count('new')} new rows of hours, {len(changed)} changed")
    return report


def _stored(row: GoodRow) -> list[tuple[type[Record], Select[Any]]]:
    """The lines that a row stands for."""
    ids: Any = (row.existing or {})["ids"]
    lines = TimesheetLineRow.__table__
    return [(TimesheetLineRow, select(lines.c.id).where(lines.c.id.in_(list(ids.values()))))]


def _remember(work: Work, report: ImportReport, mapping: Mapping[str, str] | None) -> None:
    """Keep which heading stood for which field; what earlier files called the fields this one lacks stays known."""
    before = remembered_columns(work.reader)
    known = {**before, **(report.columns.mapping if mapping is None else mapping)}
    if known != before:
        work.set_setting(COLUMNS, known)


def lines_of(values: Mapping[str, Any]) -> list[NewLine]:
    """The lines that one good row stands for: its work, its miles, its expenses.

    A claim made beside a shift keeps the shift's start, so that the row is known again at the next import.
    """
    who: tuple[int, int | None, date] = _who(values)
    kind, note, start = values["kind"], values.get("note", ""), values.get("start")
    lines = []
    if KINDS[kind].timed:
        times = start, values.get("finish"), values.get("break_minutes", 0)
        lines.append(NewLine(*who, kind, *times, values.get("minutes", 0), values.get("nights", 0), note=note))
        note = ""
    if values.get("miles"):
        lines.append(NewLine(*who, "mileage", start, miles=values["miles"], note=note))
    if values.get("expenses"):
        lines.append(NewLine(*who, "expenses", start, expenses=values["expenses"], note=note))
    return lines


def _who(values: Mapping[str, Any]) -> tuple[int, int | None, date]:
    return values["assistant"].id, values["member"].id if "member" in values else None, values["day"]


def _change(work: Work, row: GoodRow) -> None:
    """Make the lines of a row that stands already say what the row says now.

    Empty cells take nothing away; a nought takes the claim away that came with the row.
    """
    assert row.existing is not None
    ids: Mapping[str, int] = row.existing["ids"]  # type: ignore[assignment]
    for line in lines_of({**row.existing, **row.values}):
        measure = KINDS[line.kind].measure
        if measure in ids:
            _change_one(work, ids[measure], _said_again(line))
        else:
            work.add_many(TimesheetLineRow, [stored(line)])
    for measure in ("miles", "expenses"):
        if measure in row.changes and not row.values[measure] and measure in ids:
            work.remove(work.get(TimesheetLineRow, ids[measure]))


def _said_again(line: NewLine) -> dict[str, Any]:
    """What a row may change of a line that stands: never its note or pay period, nor the start that a claim keeps."""
    kept = {"note", "pay_period_id"} if KINDS[line.kind].timed else {"note", "pay_period_id", "start"}
    return {key: value for key, value in stored(line).items() if key not in kept}


def _change_one(work: Work, line_id: int, values: dict[str, Any]) -> None:
    row = work.get(TimesheetLineRow, line_id)
    if any(getattr(row, key) != value for key, value in values.items() if key not in ("state", "query")):
        work.change(row, **values)
