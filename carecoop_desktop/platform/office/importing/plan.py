"""Reads a sheet against an import's specification: every cell parsed, every row judged, nothing written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.importing.cells import Cell, Sheet, SourceRow, cell_text, is_blank, short_text
from carecoop_desktop.platform.office.importing.columns import ColumnMap, known_keys, map_columns
from carecoop_desktop.platform.office.importing.layout import Table, find_table
from carecoop_desktop.platform.office.importing.register import Keys, Register, no_keys
from carecoop_desktop.platform.office.importing.report import GoodRow, ImportReport, RefusedCell, Values
from carecoop_desktop.platform.office.importing.values.moments import MONTH_FIRST
from carecoop_desktop.platform.office.importing.values.unreadable import Unreadable


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an import: its parser, and the headings that stand for it.

    A ``required`` field needs a column and a value in each row, unless a field of ``unless`` has one instead; a
    ``needed`` one needs its column only, its cells may be empty.
    """

    name: str
    label: str
    parse: Callable[[Cell], object]
    synonyms: tuple[str, ...] = ()
    required: bool = False
    needed: bool = False
    unless: tuple[str, ...] = ()
    accepted: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What a check of a whole row found: the field it lies in, why, and what would be accepted."""

    field: str
    why: str
    accepted: str = ""


_NOTHING = frozenset({"-", "--", "\u2013", "\u2014", "£-", "n/a", "na", "nil", "none"})
"""What people and Excel's accounting format write into a cell that holds nothing, where it can be no value."""

Row = dict[str, Any]
"""A row's typed values by field name; a field whose cell is empty or refused is absent."""


@dataclass(frozen=True, slots=True)
class ImportSpec:
    """What an import reads and how it judges.

    - ``derive`` adds what follows from a row's cells, before the checks.
    - ``checks`` judge a row; they also see rows with a refused cell, so a check skips what is absent.
    - ``against`` judges a row beside the record that it was found to be about.
    - ``warn`` says what is worth a look, as sentences, of rows that are good.
    - ``keys`` are a record's sure names, ``weak_keys`` those that count where no sure one speaks against it: see
      ``Register``. Two rows of one file that are about one record are refused with ``twice`` as the reason, told in
      the column of ``twice_field``; a row about a record that stands already is a change of it.
    """

    name: str
    fields: tuple[Field, ...]
    keys: Keys
    twice: str
    twice_field: str
    weak_keys: Keys = no_keys
    derive: Callable[[Row], None] | None = None
    checks: tuple[Callable[[Row], Iterable[Problem]], ...] = ()
    against: Callable[[Row, Values], Iterable[Problem]] | None = None
    warn: Callable[[Row], Iterable[str]] | None = None


def plan_import(
    sheet: Sheet, spec: ImportSpec, standing: Iterable[Values] = (), mapping: Mapping[str, str] | None = None
) -> ImportReport:
    """Read a sheet by a specification against the records that stand already; nothing is written.

    ``standing`` are the office's records as mappings with the spec's field names, and whatever else the room wants
    back in ``GoodRow.existing``, an id say; a field that they lack is not compared. Raises Refusal where the sheet has
    no headings or lacks a required column.
    """
    table = find_table(sheet, known_keys(spec.fields, mapping))
    columns = map_columns(table.headings, spec.fields, mapping)
    _refuse_missing(spec, columns)
    reader = _Reader(spec, columns, standing)
    for row in table.rows:
        reader.take(row)
    warnings = [*reader.warnings, *_turned_round(reader.refused), *_like_it(table)]
    if not table.rows:
        warnings.append("The file has headings but no rows below them.")
    if columns.unused:
        warnings.append(f"Columns that were not read: {', '.join(columns.unused)}.")
    return ImportReport(columns, tuple(reader.good), tuple(reader.refused), tuple(warnings), table.skipped, table.notes)


def missing_columns(spec: ImportSpec, columns: ColumnMap) -> tuple[Field, ...]:
    """The required fields for which the file has no column."""
    return tuple(
        field
        for field in spec.fields
        if (field.required or field.needed) and not any(name in columns.mapping for name in (field.name, *field.unless))
    )


def _refuse_missing(spec: ImportSpec, columns: ColumnMap) -> None:
    if missing := missing_columns(spec, columns):
        labels = ", ".join(field.label for field in missing)
        raise Refusal(
            f"The file has no column for {labels}.",
            f"Its columns are: {', '.join(heading for heading in columns.headings if heading)}.",
        )


def _namesake(other: Values) -> str:
    number = f" (number {other['number']})" if other.get("number") else ""
    return f"{other.get('name')}{number} stands already with the same name and date of birth; this row adds another."


def _like_it(table: Table) -> list[str]:
    """A workbook with a sheet for each week would lose all but one of them without a word."""
    names = ", ".join(table.like_it)
    return [f"Other sheets have such columns too and were not read: {names}. Import each as a file."] if names else []


def _turned_round(refused: Iterable[RefusedCell]) -> list[str]:
    """One American date makes every other of its column doubtful: 3/4/2026 reads well and may still be wrong."""
    rows: dict[str, int] = {}
    for cell in refused:
        if cell.why == MONTH_FIRST:
            rows.setdefault(cell.column, cell.row)
    return [
        f"{column}: row {row} seems to have the month before the day. If the whole column is written so, its other "
        "dates were read the wrong way round: look at them before you keep the good rows."
        for column, row in rows.items()
    ]


class _Reader:
    """Takes rows one after the other and keeps what came of them."""

    def __init__(self, spec: ImportSpec, columns: ColumnMap, standing: Iterable[Values]) -> None:
        self.spec = spec
        self.columns = columns
        self.standing: Register[Values] = Register(spec.keys, spec.weak_keys)
        for record in standing:
            self.standing.add(record, record)
        self.good: list[GoodRow] = []
        self.refused: list[RefusedCell] = []
        self.warnings: list[str] = []
        self._seen: Register[int] = Register(spec.keys, spec.weak_keys)
        self._positions = {field.name: columns.position(field.name) for field in spec.fields}

    def take(self, row: SourceRow) -> None:
        """Parse and judge one row; it ends among the good or with all its reasons among the refused."""
        values, problems = self._parse(row)
        if self.spec.derive:
            self.spec.derive(values)
        told = {problem.field for problem in problems}
        for check in self.spec.checks:
            problems += [problem for problem in check(values) if problem.field not in told]
        if not problems:
            problems = self._twice(values)
        if problems:
            self.refused += [self._refusal(row, problem) for problem in problems]
        else:
            self._accept(row.number, values)

    def _parse(self, row: SourceRow) -> tuple[Row, list[Problem]]:
        values: Row = {}
        problems: list[Problem] = []
        for field in self.spec.fields:
            position = self._positions[field.name]
            cell: Cell = "" if position is None else row.cell(position)
            if is_blank(cell):
                continue
            try:
                values[field.name] = field.parse(cell)
            except Unreadable as trouble:
                if short_text(cell).lower().replace(" ", "") in _NOTHING:
                    continue
                problems.append(Problem(field.name, trouble.why, trouble.accepted))
        told = {problem.field for problem in problems}
        return values, problems + [
            Problem(field.name, "nothing is filled in", field.accepted)
            for field in self.spec.fields
            if field.required and not any(name in values or name in told for name in (field.name, *field.unless))
        ]

    def _twice(self, values: Row) -> list[Problem]:
        field = self.spec.twice_field
        if seen := self._seen.find(values):
            return [Problem(field, self.spec.twice, f"once only: it stands in row {seen[0]} already")]
        standing = self.standing.find(values)
        if len(standing) > 1:
            return [Problem(field, "fits two records of the office", "numbers that belong to one record")]
        return list(self.spec.against(values, standing[0])) if standing and self.spec.against else []

    def _refusal(self, row: SourceRow, problem: Problem) -> RefusedCell:
        position = self._positions.get(problem.field)
        label = next((field.label for field in self.spec.fields if field.name == problem.field), problem.field)
        heading = label if position is None else self.columns.headings[position]
        value = "" if position is None else cell_text(row.cell(position))
        return RefusedCell(row.number, heading, value, problem.why, problem.accepted)

    def _accept(self, number: int, values: Row) -> None:
        self._seen.add(values, number)
        if self.spec.warn:
            self.warnings += [f"Row {number}: {sentence}" for sentence in self.spec.warn(values)]
        existing = next(iter(self.standing.find(values)), None)
        if existing is None:
            self.warnings += [f"Row {number}: {_namesake(other)}" for other in self.standing.namesakes(values)]
            self.good.append(GoodRow(number, values, "new"))
            return
        changes = self._changes(values, existing)
        self.good.append(GoodRow(number, values, "changed" if changes else "unchanged", existing, changes))

    def _changes(self, values: Row, existing: Values) -> dict[str, tuple[object, object]]:
        names = [field.name for field in self.spec.fields if field.name in values and field.name in existing]
        return {name: (existing[name], values[name]) for name in names if existing[name] != values[name]}
