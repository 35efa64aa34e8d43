"""The week grid: rows of PA, member and kind with seven cells, what was found, and what the week comes to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from carecoop_desktop.platform.kernel.dates import week_ending
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.permissions import PERMISSIONS, SEE_RECORDS
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.statutory.tables.employment import MinimumWage
from carecoop_desktop.statutory.tables.shelf import load_shelf
from carecoop_desktop.work.timesheets.queries import people
from carecoop_desktop.work.timesheets.queries.periods import PayPeriod, closed_spans, frequencies
from carecoop_desktop.work.timesheets.rules.entry import Entry
from carecoop_desktop.work.timesheets.rules.findings import Finding, Piece
from carecoop_desktop.work.timesheets.rules.judging import NOBODY, Judgement, Person, Week, judge, line_cost
from carecoop_desktop.work.timesheets.rules.kinds import KINDS, least_done
from carecoop_desktop.work.timesheets.rules.rest import AVERAGE_WEEK
from carecoop_desktop.work.timesheets.tables import TimesheetLineRow

_LINES = TimesheetLineRow.__table__
_KIND_ORDER = {code: place for place, code in enumerate(KINDS)}
_SEE_PAY = "assistants.tax"
RowKey = tuple[int, int | None, str]


@dataclass(frozen=True, slots=True)
class GridLine:
    """One stored line of a cell, with the version that was read."""

    id: int
    version: int
    entry: Entry
    state: str
    note: str
    query: str
    period_id: int | None
    findings: tuple[Finding, ...] = ()
    cost: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of a row. ``late`` tells that new hours here belong to a pay period that is closed already."""

    day: date
    amount: int = 0
    lines: tuple[GridLine, ...] = ()
    late: bool = False

    @property
    def ids(self) -> tuple[int, ...]:
        """The numbers of its lines."""
        return tuple(line.id for line in self.lines)

    @property
    def state(self) -> str:
        """The state of its least finished line; empty where there is none."""
        return least_done([line.state for line in self.lines])

    @property
    def locked(self) -> bool:
        """Whether it may not be typed in: one of its lines is locked. Other cells of the row may well be open."""
        return any(line.state == "locked" for line in self.lines)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found on its lines, each sentence once."""
        return tuple(dict.fromkeys(found for line in self.lines for found in line.findings))

    @property
    def worst(self) -> Finding | None:
        """The finding that colours the cell."""
        order = {"bad": 0, "warn": 1, "info": 2}
        found = sorted(self.findings, key=lambda one: order.get(one.tone, 3))
        return found[0] if found else None


@dataclass(frozen=True, slots=True)
class GridRow:
    """A PA's week with one member in one kind of work. ``planned`` are the weekly minutes agreed, on standard rows."""

    assistant_id: int
    member_id: int | None
    kind: str
    assistant: str
    member: str
    cells: tuple[Cell, ...]
    planned: int = 0
    frequency: str = "monthly"
    findings: tuple[Finding, ...] = ()

    @property
    def key(self) -> RowKey:
        """What makes it one row."""
        return self.assistant_id, self.member_id, self.kind

    @property
    def total(self) -> int:
        """The week's amount in the kind's own measure."""
        return sum(cell.amount for cell in self.cells)

    @property
    def state(self) -> str:
        """The state of its least finished line."""
        return least_done([line.state for cell in self.cells for line in cell.lines])

    @property
    def blocked(self) -> bool:
        """Whether something found on it keeps it from being simply ready."""
        return any(found.blocks for found in self.findings) or any(f.blocks for c in self.cells for f in c.findings)

    @property
    def ready_ids(self) -> tuple[int, ...]:
        """The lines that can be approved as they are: signed by the member, or the co-op's own, with nothing bad."""
        if self.blocked:
            return ()
        return tuple(line.id for cell in self.cells for line in cell.lines if approvable(line.state, self.member_id))


def approvable(state: str, member_id: int | None) -> bool:
    """Whether a line may be approved: the member has signed it, or there is no member who could."""
    return state == "signed" or (state == "draft" and member_id is None)


@dataclass(frozen=True, slots=True)
class WeekGrid:
    """A whole week, Monday to Sunday."""

    sunday: date
    rows: tuple[GridRow, ...]
    planned: int
    periods: Mapping[str, tuple[PayPeriod, ...]]

    @property
    def days(self) -> tuple[date, ...]:
        """Its seven days."""
        return tuple(self.sunday - timedelta(days=6 - place) for place in range(7))

    def versions(self, ids: Iterable[int]) -> dict[int, int]:
        """These lines with their versions as they were read."""
        wanted = set(ids)
        lines = (line for row in self.rows for cell in row.cells for line in cell.lines)
        return {line.id: line.version for line in lines if line.id in wanted}

    @property
    def filled(self) -> frozenset[tuple[int, int | None, str, date]]:
        """The cells that hold something: PA, member, kind and day."""
        return frozenset((*row.key, cell.day) for row in self.rows for cell in row.cells if cell.lines)

    @property
    def summary(self) -> WeekSummary:
        """The live figures of the week."""
        entered = [row for row in self.rows if row.total]
        return WeekSummary(
            self.sunday,
            len({row.assistant_id for row in entered}),
            sum(row.total for row in entered if KINDS[row.kind].measure == "minutes" and KINDS[row.kind].with_member),
            self.planned,
            sum(bool(row.ready_ids) for row in entered),
            sum(row.state == "queried" for row in entered),
            tuple(line for row in entered for line in row.ready_ids),
        )


@dataclass(frozen=True, slots=True)
class WeekSummary:
    """What stands above the grid; ``ready`` and ``queries`` count rows, ``ready_ids`` the lines of the ready ones."""

    sunday: date
    assistants: int
    entered: int
    planned: int
    ready: int
    queries: int
    ready_ids: tuple[int, ...]


def week_grid(
    reader: Reader, sunday: date, *, assistant_id: int | None = None, extra: Iterable[RowKey] = ()
) -> WeekGrid:
    """The week that ends on a Sunday: of every PA, or of one.

    Pairs that have agreed on weekly hours have a row before anything is entered, so that it can be typed into;
    ``extra`` are further rows that the screen has opened.
    """
    reader.require(SEE_RECORDS)
    if week_ending(sunday) != sunday:
        raise Refusal("A week of timesheets ends on a Sunday.", "Choose its Sunday.")
    return _Builder(reader, sunday, assistant_id).build(extra)


def problems_of(reader: Reader, sunday: date, assistant_id: int | None = None) -> list[tuple[GridRow, Finding]]:
    """Everything found in a week, with the row that it was found on."""
    rows = week_grid(reader, sunday, assistant_id=assistant_id).rows
    return [(row, found) for row in rows for found in (*row.findings, *(f for c in row.cells for f in c.findings))]


class _Builder:
    def __init__(self, reader: Reader, sunday: date, assistant_id: int | None) -> None:
        self.reader = reader
        self.sunday = sunday
        self.monday = sunday - timedelta(days=6)
        self.only = assistant_id
        self.names = people.assistants_by_id(reader)
        self.members = people.members_by_id(reader)
        self.links = people.links_in(reader, self.monday, sunday)
        self.frequency = frequencies(reader, sunday)
        self.closed = closed_spans(reader, self.monday, sunday)
        self.may_see_cost = _SEE_PAY not in PERMISSIONS or reader.may(PERMISSIONS[_SEE_PAY])

    def build(self, extra: Iterable[RowKey]) -> WeekGrid:
        stored = self._stored()
        self.known: dict[int, Person] = {}
        judged = self._judged(stored)
        groups: dict[RowKey, dict[date, list[GridLine]]] = defaultdict(lambda: defaultdict(list))
        for row in stored:
            if self.monday <= row.day <= self.sunday:
                groups[row.assistant_id, row.member_id, row.kind][row.day].append(self._line(row, judged))
        for key in (*self._planned_rows(), *extra):
            if key[0] in self.names and (key[1] is None or key[1] in self.members):
                groups.setdefault(key, defaultdict(list))
        rows = [self._row(key, days, judged) for key, days in groups.items()]
        rows.sort(key=self._order)
        planned = sum(self.links[pair] for pair in self.links if self.only in (None, pair[0]))
        return WeekGrid(self.sunday, tuple(rows), planned, {key: tuple(found) for key, found in self.closed.items()})

    def _stored(self) -> list[Any]:
        around = _LINES.c.day.between(self.monday - timedelta(days=1), self.sunday + timedelta(days=1))
        names = ("id", "version", "assistant_id", "member_id", "day", "kind", "start", "finish", "break_minutes")
        more = ("minutes", "nights", "miles", "expenses", "state", "note", "query", "pay_period_id")
        wanted = select(*(_LINES.c[name] for name in (*names, *more))).where(around)
        if self.only is not None:
            wanted = wanted.where(_LINES.c.assistant_id == self.only)
        return list(self.reader.connection.execute(wanted.order_by(_LINES.c.start, _LINES.c.id)))

    def _worked(self, row: Any) -> Piece:
        member = self.members[row.member_id].name if row.member_id else ""
        start, finish = (row.start, row.finish) if KINDS[row.kind].timed else (None, None)
        who = row.id, row.assistant_id, row.member_id, member
        amounts = row.minutes, row.nights, row.miles, row.expenses
        return Piece(*who, row.day, row.kind, start, finish, *amounts)

    def _judged(self, stored: list[Any]) -> Judgement:
        self.worked = {row.id: self._worked(row) for row in stored}
        minutes: dict[int, int] = defaultdict(int)
        for row in stored:
            if self.monday <= row.day <= self.sunday:
                minutes[row.assistant_id] += row.minutes
        busy = [key for key, total in minutes.items() if total > AVERAGE_WEEK]
        self.known = people.people_for_checks(self.reader, minutes.keys(), self.sunday, busy)
        late = frozenset(
            row.id for row in stored if row.state != "locked" and self._is_closed(row.assistant_id, row.day)
        )
        wage = _wage(self.sunday)
        budgets = people.budgets_on(self.reader, self.sunday) if self.only is None else {}
        week = Week(self.sunday, self.reader.today, self.known, budgets, late, wage)
        return judge(list(self.worked.values()), week)

    def _is_closed(self, assistant_id: int, day: date) -> bool:
        if not self.closed:
            return False
        closed = self.closed.get(self.frequency.get(assistant_id, "monthly"), ())
        return any(period.first <= day <= period.last for period in closed)

    def _line(self, row: Any, judged: Judgement) -> GridLine:
        amounts = (row.minutes, row.nights, row.miles, row.expenses)
        entry = Entry(row.start, row.finish, row.break_minutes, *amounts)
        findings = judged.lines.get(row.id, ())
        if row.state == "locked":
            findings = tuple(found for found in findings if found.word not in ("Old", "Late"))
        cost = None
        if self.may_see_cost:
            cost = line_cost(self.worked[row.id], self.known.get(row.assistant_id, NOBODY))
        return GridLine(row.id, row.version, entry, row.state, row.note, row.query, row.pay_period_id, findings, cost)

    def _planned_rows(self) -> Iterable[RowKey]:
        at_work = people.working(self.reader, self.monday, self.sunday)
        for assistant_id, member_id in self.links:
            if assistant_id in at_work and self.only in (None, assistant_id):
                yield assistant_id, member_id, "standard"

    def _row(self, key: RowKey, days: Mapping[date, list[GridLine]], judged: Judgement) -> GridRow:
        assistant_id, member_id, kind = key
        cells = tuple(self._cell(key, self.monday + timedelta(days=n), days) for n in range(7))
        planned = self.links.get((assistant_id, member_id), 0) if member_id and kind == "standard" else 0
        findings: tuple[Finding, ...] = ()
        if any(cell.lines for cell in cells):
            findings = (*judged.members.get(member_id or 0, ()), *judged.people.get(assistant_id, ()))
        member = self.members[member_id].name if member_id else ""
        frequency = self.frequency.get(assistant_id, "monthly")
        name = self.names[assistant_id].name
        return GridRow(assistant_id, member_id, kind, name, member, cells, planned, frequency, findings)

    def _cell(self, key: RowKey, day: date, days: Mapping[date, list[GridLine]]) -> Cell:
        lines = tuple(days.get(day, ()))
        amount = sum(line.entry.amount(key[2]) for line in lines)
        return Cell(day, amount, lines, self._is_closed(key[0], day))

    def _order(self, row: GridRow) -> tuple[str, int, str, int]:
        member = self.members[row.member_id].key if row.member_id else "\uffff"
        return self.names[row.assistant_id].key, row.assistant_id, member, _KIND_ORDER[row.kind]


def _wage(day: date) -> MinimumWage | None:
    """The minimum wage of a day, or None for a day of which the program holds no tables."""
    try:
        return load_shelf().on(MinimumWage, day)
    except Refusal:
        return None
