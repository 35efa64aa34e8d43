"""What the strip under the week grid says of a cell, without Qt."""

from __future__ import annotations

from dataclasses import dataclass

from carecoop_desktop.platform.kernel.money import format_hours, format_money
from carecoop_desktop.work.timesheets.queries import Cell, GridLine, GridRow
from carecoop_desktop.work.timesheets.rules.entry import Entry
from carecoop_desktop.work.timesheets.rules.findings import Finding
from carecoop_desktop.work.timesheets.rules.kinds import KINDS, amount_text
from carecoop_desktop.work.timesheets.rules.periods import day_name
from carecoop_desktop.work.timesheets.screens.grid_form import LOCKED, plan_planned


@dataclass(frozen=True, slots=True)
class Strip:
    """Title, what was found, facts, and which deeds are open (empty) or why not."""

    title: str
    findings: tuple[Finding, ...]
    facts: tuple[tuple[str, str], ...]
    why_not_ask: str
    why_not_planned: str
    why_not_sign: str
    question: str


def strip_for(row: GridRow, place: int) -> Strip:
    """What to say of one day's cell of a row."""
    cell = row.cells[place]
    who = f"{row.assistant} with {row.member}" if row.member else f"{row.assistant}, for the co-op itself"
    amount = amount_text(row.kind, cell.amount, total=True)
    if KINDS[row.kind].measure == "minutes":
        amount += " h"
    kind = KINDS[row.kind].word
    entered = f"{amount} {kind.lower()}" if cell.lines else f"{kind}, nothing entered"
    title = f"{day_name(cell.day)} · {who} · {entered}"
    asked = tuple(dict.fromkeys(line.query for line in cell.lines if line.query))
    return Strip(
        title, (*cell.findings, *row.findings, *_remarks(cell)), _facts(row, cell),
        _why_not_ask(cell), _why_not_planned(row, place), _why_not_sign(row), " ".join(asked),
    )  # fmt: skip


def drafts_of(row: GridRow) -> tuple[int, ...]:
    """The lines of a row that the member has not signed yet."""
    return tuple(line.id for cell in row.cells for line in cell.lines if line.state == "draft")


def askable(cell: Cell) -> tuple[int, ...]:
    """The lines of a cell about which the PA can be asked."""
    return tuple(line.id for line in cell.lines if line.state != "locked")


def asked(cell: Cell) -> tuple[int, ...]:
    """The lines of a cell with an open question."""
    return tuple(line.id for line in cell.lines if line.state == "queried")


def _facts(row: GridRow, cell: Cell) -> tuple[tuple[str, str], ...]:
    """Four lines at most, so that the strip stays low."""
    unit = _unit(row.kind)
    facts = []
    if row.planned:
        facts.append(("Agreed a week", f"{format_hours(row.planned)} h"))
    facts.append(("Entered this week", f"{amount_text(row.kind, row.total, total=True)}{unit}"))
    if any(_times(line.entry) for line in cell.lines):
        facts.append(("This day", "; ".join(_line(row.kind, line) for line in cell.lines)))
    costs = [line.cost for line in cell.lines]
    if costs and None not in costs:
        facts.append(("Cost to account", f"{format_money(sum(cost or 0 for cost in costs))} before on-costs"))
    return tuple(facts)


def _remarks(cell: Cell) -> tuple[Finding, ...]:
    """What somebody noted, and what becomes of hours in a pay period that is locked already."""
    notes = dict.fromkeys(line.note for line in cell.lines if line.note)
    found = [Finding("quiet", "Note", note) for note in notes]
    if cell.locked:
        found.append(Finding("info", "Locked", LOCKED))
    elif cell.late and not cell.lines:
        found.append(
            Finding("info", "Late", "The pay period is locked: what is entered here is paid with the next one.")
        )
    return tuple(found)


def _line(kind: str, line: GridLine) -> str:
    return f"{_times(line.entry)}{amount_text(kind, line.entry.amount(kind), total=True)}{_unit(kind)}"


def _times(entry: Entry) -> str:
    if entry.start is None or entry.finish is None:
        return ""
    pause = f" less {entry.break_minutes} min" if entry.break_minutes else ""
    return f"{entry.start:%H:%M}–{entry.finish:%H:%M}{pause}, "


def _unit(kind: str) -> str:
    return " h" if KINDS[kind].measure == "minutes" else ""


def _why_not_ask(cell: Cell) -> str:
    if not cell.lines:
        return "There is nothing here to ask about yet."
    return "" if askable(cell) else "These hours are locked for pay."


def _why_not_planned(row: GridRow, place: int) -> str:
    if not row.planned:
        return "No weekly hours are agreed for this row."
    if row.cells[place].locked:
        return "These hours are locked for pay."
    return "" if plan_planned(row, place) else "The other days already come to what is agreed, or to more."


def _why_not_sign(row: GridRow) -> str:
    if not row.member:
        return "No member signs for the co-op’s own hours."
    return "" if drafts_of(row) else "Every line of this row is signed already, or there is none."
