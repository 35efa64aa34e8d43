"""What the week grid decides, without Qt: what a typed, pasted, copied or filled cell becomes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from carecoop_desktop.platform.database.lists.folding import fold
from carecoop_desktop.work.timesheets.actions import CellEntry
from carecoop_desktop.work.timesheets.queries import Cell, GridRow
from carecoop_desktop.work.timesheets.rules.entry import Entry, Unread, edit_text, read_cell
from carecoop_desktop.work.timesheets.rules.kinds import KINDS, STATES, amount_text
from carecoop_desktop.work.timesheets.rules.periods import short_day

LEAD = ("PA", "Member", "Kind")
FIRST_DAY = len(LEAD)
TOTAL, STATE = FIRST_DAY + 7, FIRST_DAY + 8
COLUMNS = STATE + 1

LOCKED = "These hours are locked for pay. What is missing goes into another kind or day, and is paid next time."


@dataclass(frozen=True, slots=True)
class Refused:
    """A cell that could not be taken: where, what was given, and why."""

    who: str
    day: date
    given: str
    why: str

    def __str__(self) -> str:
        return f"{self.who}, {short_day(self.day)}: {self.why}"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be written, and what is refused and told."""

    cells: tuple[CellEntry, ...]
    refused: tuple[Refused, ...] = ()

    @property
    def told(self) -> str:
        """The refusals in a sentence; empty where there are none."""
        if not self.refused:
            return ""
        more = len(self.refused) - 3
        listed = "; ".join(str(one) for one in self.refused[:3]) + (f"; and {more} more" if more > 0 else "")
        return f"{len(self.refused)} not taken: {listed}"


def headings(days: Sequence[date]) -> list[str]:
    """The grid's headings for a week."""
    return [*LEAD, *(short_day(day) for day in days), "Total", "State"]


def day_of(column: int) -> int | None:
    """Which day of the week a column is, or None."""
    return column - FIRST_DAY if FIRST_DAY <= column < TOTAL else None


def cell_words(row: GridRow, cell: Cell) -> str:
    """What a cell shows: the amount in its unit, or a dash."""
    return amount_text(row.kind, cell.amount) if cell.lines else "–"


def cell_typed(row: GridRow, cell: Cell) -> str:
    """What the editor of a cell starts with."""
    return edit_text(row.kind, tuple(line.entry for line in cell.lines))


def spoken(row: GridRow, cell: Cell) -> str:
    """A cell for a screen reader: who, when, how much, and what was found, all in words."""
    parts = [f"{row.assistant}, {row.member or 'no member'}, {KINDS[row.kind].word}, {short_day(cell.day)}"]
    parts.append(cell_words(row, cell) if cell.lines else "nothing entered")
    if cell.state:
        parts.append(STATES[cell.state][0])
    return ". ".join([*parts, *(f"{found.word}: {found.sentence}" for found in cell.findings)])


def row_pills(row: GridRow) -> list[tuple[str, str]]:
    """The state of a row, and after it the gravest thing found, as words with tones."""
    pills = [STATES[row.state]] if row.state else []
    if row.state in ("", "locked"):
        return pills
    found = [*row.findings, *(found for cell in row.cells for found in cell.findings)]
    grave = sorted((one for one in found if one.tone in ("bad", "warn")), key=lambda one: one.tone)
    if grave:
        pills.append((grave[0].word, grave[0].tone))
    return pills


def plan_cell(row: GridRow, place: int, typed: str) -> CellEntry:
    """What a typed cell asks for. Raises Unread where it cannot be read, or is locked."""
    cell = row.cells[place]
    if cell.locked:
        raise Unread(typed, "cannot go here", LOCKED)
    return _entry(row, cell, read_cell(row.kind, cell.day, typed))


def _entry(row: GridRow, cell: Cell, entries: tuple[Entry, ...]) -> CellEntry:
    return CellEntry(row.assistant_id, row.member_id, row.kind, cell.day, entries, versions(cell))


def versions(cell: Cell) -> tuple[tuple[int, int], ...]:
    """The lines of a cell and their versions as they were read."""
    return tuple((line.id, line.version) for line in cell.lines)


def plan_many(given: Iterable[tuple[GridRow, int, str]]) -> Plan:
    """What several typed cells ask for: those that can be taken, and each that is refused."""
    cells: list[CellEntry] = []
    refused: list[Refused] = []
    for row, place, typed in given:
        try:
            entry = plan_cell(row, place, typed)
        except Unread as error:
            refused.append(
                Refused(f"{row.assistant} ({KINDS[row.kind].word})", row.cells[place].day, typed, str(error))
            )
        else:
            if entry.entries or entry.was:
                cells.append(entry)
    return Plan(tuple(cells), tuple(refused))


def plan_paste(rows: Sequence[GridRow], at_row: int, at_column: int, text: str, days: Sequence[date]) -> Plan:
    """What a block from a spreadsheet asks for, its top left at a cell. A line of our own headings is left out."""
    block = [line.split("\t") for line in text.replace("\r\n", "\n").rstrip("\n").split("\n")]
    names = headings(days)
    if block and all(word.strip() in names for word in block[0]):
        block = block[1:]
    given = []
    for down, words in enumerate(block):
        for along, word in enumerate(words):
            place = day_of(at_column + along)
            if at_row + down < len(rows) and place is not None:
                given.append((rows[at_row + down], place, word.strip()))
    return plan_many(_unit_free(row, place, word) for row, place, word in given)


def _unit_free(row: GridRow, place: int, word: str) -> tuple[GridRow, int, str]:
    """Hours as other programs write them: ``3.50 h`` is 3.50."""
    if KINDS[row.kind].measure == "minutes" and word.endswith((" h", " hrs", " hours")):
        word = word.rsplit(" ", 1)[0]
    return row, place, word


def plan_fill_down(rows: Sequence[GridRow], top: int, bottom: int, columns: Sequence[int]) -> Plan:
    """Copy the topmost row's cells into those below; with a single row, the row above into it."""
    if top == bottom:
        top -= 1
    if top < 0:
        return Plan(())
    given = []
    for column in columns:
        place = day_of(column)
        if place is None:
            continue
        source = cell_typed(rows[top], rows[top].cells[place])
        same = [row for row in rows[top + 1 : bottom + 1] if KINDS[row.kind].measure == KINDS[rows[top].kind].measure]
        given += [(row, place, source) for row in same]
    return plan_many(given)


def plan_clear(rows: Sequence[GridRow], places: Iterable[tuple[int, int]]) -> Plan:
    """Empty the chosen cells."""
    chosen = [(rows[row], place) for row, column in places if (place := day_of(column)) is not None]
    return plan_many((row, place, "") for row, place in chosen if row.cells[place].lines)


def plan_planned(row: GridRow, place: int) -> CellEntry | None:
    """The cell made such that the week comes to what was agreed; None where that cannot be done."""
    cell = row.cells[place]
    minutes = row.planned - (row.total - cell.amount)
    if row.kind != "standard" or cell.locked or not 0 < minutes <= 24 * 60 or minutes == cell.amount:
        return None
    first = cell.lines[0].entry if len(cell.lines) == 1 else None
    if first and first.start and first.finish:
        moved = _moved(first, minutes - first.minutes)
        if moved is not None:
            return _entry(row, cell, (moved,))
    return _entry(row, cell, (Entry(minutes=minutes),))


def _moved(entry: Entry, more: int) -> Entry | None:
    """The same start with a later or earlier finish on the same day, or None where midnight lies between."""
    assert entry.start and entry.finish
    finish = entry.finish.hour * 60 + entry.finish.minute + more
    if entry.finish <= entry.start or not entry.start.hour * 60 + entry.start.minute < finish < 24 * 60:
        return None
    clock = entry.finish.replace(hour=finish // 60, minute=finish % 60)
    return Entry(entry.start, clock, entry.break_minutes, entry.minutes + more)


def copy_text(rows: Sequence[GridRow], chosen: Iterable[tuple[int, int]], days: Sequence[date]) -> str:
    """The chosen block as a spreadsheet takes it, with headings; figures plain so that they can be added up."""
    places = sorted(set(chosen))
    columns = sorted({column for _, column in places})
    names = headings(days)
    lines = ["\t".join(names[column] for column in columns)]
    for number in sorted({row for row, _ in places}):
        lines.append("\t".join(_plain(rows[number], column) for column in columns))
    return "\n".join(lines) + "\n"


def _plain(row: GridRow, column: int) -> str:
    place = day_of(column)
    if place is not None:
        return _figure(row, row.cells[place].amount) if row.cells[place].lines else ""
    if column == TOTAL:
        return _figure(row, row.total)
    if column == STATE:
        return ", ".join(word for word, _ in row_pills(row))
    return (row.assistant, row.member, KINDS[row.kind].word)[column]


def _figure(row: GridRow, amount: int) -> str:
    words = amount_text(row.kind, amount, total=KINDS[row.kind].measure == "minutes")
    return words.removesuffix(" mi").removeprefix("£").replace(",", "")


def shown(rows: Sequence[GridRow], typed: str, which: str) -> list[GridRow]:
    """The rows whose PA or member fits what was typed, in the state that was chosen."""
    words = fold(typed).split()
    return [row for row in rows if _FILTERS[which](row) and all(word in _key(row) for word in words)]


def _key(row: GridRow) -> str:
    return fold(f"{row.assistant} {row.member}")


_FILTERS: dict[str, Callable[[GridRow], bool]] = {
    "all": lambda row: True,
    "ready": lambda row: bool(row.ready_ids),
    "queried": lambda row: row.state == "queried",
    "draft": lambda row: row.state == "draft",
    "found": lambda row: any(tone in ("bad", "warn") for _, tone in row_pills(row)),
    "empty": lambda row: not row.total,
}
CHOICES = (
    ("all", "All rows"), ("ready", "Ready to approve"), ("queried", "With a question"), ("draft", "Drafts"),
    ("found", "With something found"), ("empty", "Nothing entered"),
)  # fmt: skip


def first_week(today: date) -> date:
    """The Sunday of the week that the grid opens on: up to Wednesday last week, whose sheets then come in."""
    sunday = today + timedelta(days=6 - today.weekday())
    return sunday if today.weekday() > 2 else sunday - timedelta(days=7)
