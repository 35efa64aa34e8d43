"""What the import page decides, without Qt: the steps, the preview's rows, and why a button is grey."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from carecoop_desktop.platform.kernel.dates import format_date, format_moment
from carecoop_desktop.platform.kernel.errors import FieldConflict
from carecoop_desktop.platform.kernel.money import plain_money
from carecoop_desktop.platform.office.importing.cells import Sheet, SourceRow, cell_text
from carecoop_desktop.platform.office.importing.columns import known_keys, map_columns
from carecoop_desktop.platform.office.importing.layout import find_table
from carecoop_desktop.platform.office.importing.plan import Field
from carecoop_desktop.platform.office.importing.report import GoodRow, ImportReport, RefusedCell

Cells = tuple[str, ...]
_ROW = re.compile(r"Row (\d+): (.*)", re.DOTALL)
_TOLD = 6
"""As many values of a conflict are told in words; the preview has them all."""
_MONEY = ("weekly", "budget", "contribution", "rate", "expenses", "pence")
_WORDS = {"new": ("New", "met"), "changed": ("Changed", "info"), "unchanged": ("As it is", "quiet"),
          "refused": ("Refused", "bad")}  # fmt: skip


class Show(StrEnum):
    """Which rows the preview shows."""

    ALL = "All rows"
    REFUSED = "Refused"
    NEW = "New"
    CHANGED = "Changed"


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row of the file as the preview shows it: its line, what would become of it, its values, and what is wrong."""

    number: int
    status: str
    values: Cells
    why: str

    @property
    def word(self) -> str:
        """What would become of the row, in a word."""
        return _WORDS[self.status][0]

    @property
    def tone(self) -> str:
        """The tone of that word."""
        return _WORDS[self.status][1]


@dataclass(slots=True)
class ImportSteps:
    """Where somebody stands in an import: the file's headings, the columns chosen, and the last preview."""

    fields: Sequence[Field]
    file_name: str = ""
    headings: tuple[str, ...] = ()
    chosen: dict[str, str] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)
    report: ImportReport | None = None
    trouble: str = ""
    done: str = ""
    moved: dict[int, FieldConflict] = field(default_factory=dict)
    left: frozenset[int] = frozenset()
    _cells: dict[int, SourceRow] = field(default_factory=dict)
    _positions: dict[str, int] = field(default_factory=dict)

    def open_file(self, name: str, sheet: Sheet, remembered: Mapping[str, str] | None = None) -> None:
        """Take a file: its headings, each given to the field that it seems to mean. Refusal where it has none."""
        table = find_table(sheet, known_keys(self.fields, remembered))
        headings = tuple(heading for heading in table.headings if heading)
        found = map_columns(table.headings, self.fields, remembered)
        self.file_name, self.headings, self.chosen = name, headings, dict(found.mapping)
        self._cells = {row.number: row for row in table.rows}
        self._positions = {heading: at for at, heading in enumerate(table.headings)}
        self.left_out = {name for name, heading in (remembered or {}).items() if not heading}
        self.report, self.trouble, self.done = None, "", ""
        self.moved, self.left = {}, frozenset()

    @property
    def mapping(self) -> dict[str, str]:
        """Each field with its heading; empty text where somebody left it out on purpose.

        A field that this file merely lacks is not in it: another file may have it.
        """
        return {**dict.fromkeys(sorted(self.left_out), ""), **self.chosen}

    def choose(self, name: str, heading: str) -> None:
        """Give a field another column; a column serves one field only, so an earlier field lets go of it."""
        for other in [other for other, held in self.chosen.items() if held == heading and heading]:
            del self.chosen[other]
        if heading:
            self.chosen[name] = heading
            self.left_out.discard(name)
        else:
            self.chosen.pop(name, None)
            self.left_out.add(name)

    def looked(self, report: ImportReport) -> None:
        """A preview has come back, and with it how the columns were understood."""
        self.report, self.trouble = report, ""
        self.chosen = dict(report.columns.mapping)

    def failed(self, sentence: str) -> None:
        """The file cannot be previewed as it is mapped."""
        self.report, self.trouble = None, sentence

    def met(self, fields: Sequence[FieldConflict]) -> None:
        """Another desk changed what some rows would change; what is not about a row of the file is no choice here."""
        self.moved |= {each.row_id: each for each in fields if each.table == "import"}

    def leave(self, leave: bool) -> None:
        """Whether the records that changed meanwhile stay as they are."""
        self.left = frozenset(self.moved) if leave else frozenset()

    @property
    def leave_words(self) -> str:
        """What the tick says."""
        return f"Leave {_count(len(self.moved))} as another desk has set {'it' if len(self.moved) == 1 else 'them'}"

    def choice(self, fields: Sequence[FieldConflict]) -> str:
        """Both values of each field, as many as a message holds, and what can be done."""
        labels = {each.name: each.label for each in self.fields}
        told = []
        for each in [each for each in fields if not each.hidden][:_TOLD]:
            theirs, given = (shown(each.field, value) or "empty" for value in (each.theirs, each.mine))
            told.append(f"{labels.get(each.field, each.field.replace('_', ' '))}: {theirs} there, {given} in the file.")
        way = "Import again to write what the file says, or tick that the rows are left as they are."
        return " ".join([*told, way if self.moved else "Import again to write what the file says."])

    @property
    def count(self) -> int:
        """How many rows would be imported."""
        return len(self.report.without(self.left).rows) if self.report else 0

    def imported(self, sentence: str) -> None:
        """The rows are in."""
        self.done = sentence

    @property
    def why_not_all(self) -> str:
        """Why everything cannot be imported now; empty when it can."""
        if reason := self._why_nothing():
            return reason
        refused = len(self.report.refused_rows) if self.report else 0
        if refused:
            return f"{_rows(refused)} refused. Correct the file, or import the good rows."
        return ""

    @property
    def why_not_good(self) -> str:
        """Why the good rows cannot be imported alone; empty when they can."""
        if reason := self._why_nothing():
            return reason
        return "" if self.report and self.report.refused else "No row is refused: import them all."

    def _why_nothing(self) -> str:
        if self.done:
            return "This file has been imported."
        if self.report is None:
            return self.trouble or "Choose a file first."
        return "" if self.report.rows else "No row of this file can be read."

    @property
    def summary(self) -> str:
        """The line of live figures under the title."""
        if self.report is None:
            return self.file_name
        parts = [self.file_name, f"{self.report.read} rows", f"{self.report.count('new')} new",
                 f"{self.report.count('changed')} changed"]  # fmt: skip
        if same := self.report.count("unchanged"):
            parts.append(f"{same} as they are")
        parts.append(f"{len(self.report.refused_rows)} refused")
        return " · ".join(parts)

    @property
    def shown_fields(self) -> list[Field]:
        """The fields that have a column, in the order of the import."""
        return [each for each in self.fields if self.chosen.get(each.name)]

    def rows(self, show: Show = Show.ALL) -> list[PreviewRow]:
        """The preview in the order of the file."""
        if self.report is None:
            return []
        warned = self._warnings()
        good = [self._good(row, warned.get(row.number, [])) for row in self.report.rows]
        rows = [*good, *self._refused(self.report.refused)]
        wanted = {Show.REFUSED: "refused", Show.NEW: "new", Show.CHANGED: "changed"}.get(show)
        return sorted((row for row in rows if wanted in (None, row.status)), key=lambda row: row.number)

    def _good(self, row: GoodRow, warned: list[str]) -> PreviewRow:
        values = tuple(shown(each.name, row.values.get(each.name)) for each in self.shown_fields)
        labels = {each.name: each.label for each in self.fields}
        way = "{} stays, not {}" if row.number in self.left else "{} → {}"
        why = "; ".join(f"{labels.get(name, name)}: {way.format(shown(name, before) or 'empty', shown(name, after))}"
                        for name, (before, after) in row.changes.items())  # fmt: skip
        parts = (why, self._meanwhile(row.number), " ".join(warned))
        return PreviewRow(row.number, row.status, values, "; ".join(part for part in parts if part))

    def _meanwhile(self, number: int) -> str:
        """Who changed the record of a row after it was first shown."""
        found = self.moved.get(number)
        if found is None:
            return ""
        when = f", {format_moment(datetime.fromisoformat(found.when))}" if found.when else ""
        return f"changed meanwhile by {found.who}{when}"

    @property
    def warnings(self) -> list[str]:
        """What is worth a look about the whole file; what is about a row stands on it."""
        return [said for said in self.report.warnings if not _ROW.match(said)] if self.report else []

    def _warnings(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for said in self.report.warnings if self.report else ():
            if about := _ROW.match(said):
                found.setdefault(int(about[1]), []).append(about[2])
        return found

    def _refused(self, cells: Sequence[RefusedCell]) -> list[PreviewRow]:
        by_row: dict[int, list[RefusedCell]] = {}
        for cell in cells:
            by_row.setdefault(cell.row, []).append(cell)
        return [self._refused_row(number, found) for number, found in by_row.items()]

    def _refused_row(self, number: int, cells: list[RefusedCell]) -> PreviewRow:
        source = self._cells.get(number, SourceRow(number, ()))
        values = tuple(cell_text(source.cell(self._positions[self.chosen[each.name]])) for each in self.shown_fields)
        why = " ".join(f"{cell.column}: {cell.why}." + (f" Accepted: {cell.accepted}." if cell.accepted else "")
                       for cell in cells)  # fmt: skip
        return PreviewRow(number, "refused", values, why)


def shown(name: str, value: object) -> str:
    """A value of an import as staff read it; what holds pence is shown in pounds."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, int) and any(word in name for word in _MONEY):
        return f"£{plain_money(value)}"
    return str(getattr(value, "name", None) or getattr(value, "code", None) or value)


def _count(rows: int) -> str:
    return "1 row" if rows == 1 else f"{rows} rows"


def _rows(count: int) -> str:
    return "1 row is" if count == 1 else f"{count} rows are"
