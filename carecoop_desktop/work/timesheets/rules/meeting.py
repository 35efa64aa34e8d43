"""Two desks at one cell of the week grid: what it held, what each of them wants, and where only theirs can stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from carecoop_desktop.platform.kernel.errors import Conflict
from carecoop_desktop.work.timesheets.rules.entry import Entry
from carecoop_desktop.work.timesheets.rules.kinds import KINDS, STATES, amount_text

CellKey = tuple[int, int | None, str, date]
"""PA, member, kind and day: what makes a cell of any week's grid."""
NOTHING, TAKEN_OUT = "–", "Taken out"
GONE = "These hours were taken out: enter them anew if they are right."
LOCKED = "These hours are locked for pay now and are not altered again."
APPROVED = "These hours are approved now. Keep theirs, and type over it afterwards if it has to change."
ASKED = "These hours have an open question, which is answered first."
UNSIGNED = "Changed hours are signed by the member before they are approved."
ANSWERED = "The question is answered already."


@dataclass(frozen=True, slots=True)
class Held:
    """One line of a cell, as somebody had read it or as it stands now."""

    id: int
    version: int
    entry: Entry
    state: str
    note: str = ""
    query: str = ""


@dataclass(frozen=True, slots=True)
class CellConflict:
    """A cell that another desk was quicker in: what was read, what was wanted and what stands there, in words.

    ``why_not`` says why mine cannot be chosen. ``was`` are the lines that were read; mine is saved over ``lines``
    (numbers and versions as they are shown) and no other. ``entries`` are mine, where hours were typed or copied.
    """

    key: CellKey
    name: str
    before: str
    mine: str
    theirs: str
    who: str = ""
    when: str = ""
    why_not: str = ""
    was: tuple[int, ...] = ()
    lines: tuple[tuple[int, int], ...] = ()
    entries: tuple[Entry, ...] = ()


class HoursConflict(Conflict):
    """Cells that were changed at another desk since they were read; nothing was written.

    ``rest`` tells whether something else was wanted that met nobody.
    """

    def __init__(self, sentence: str, cells: Sequence[CellConflict]) -> None:
        super().__init__(sentence)
        self.cells = tuple(cells)
        self.rest = False


def entry_words(kind: str, entry: Entry) -> str:
    """One line's worth as a conflict shows it: its times, or its amount with the unit."""
    if entry.start is not None and entry.finish is not None:
        pause = f" less {entry.break_minutes} min" if entry.break_minutes else ""
        return f"{entry.start:%H:%M}–{entry.finish:%H:%M}{pause}"
    unit = " h" if KINDS[kind].measure == "minutes" else ""
    return f"{amount_text(kind, entry.amount(kind), total=KINDS[kind].measure == 'nights')}{unit}"


def entries_words(kind: str, entries: Sequence[Entry]) -> str:
    """What a cell is to hold."""
    return "; ".join(entry_words(kind, entry) for entry in entries) or NOTHING


def both_words(kind: str, before: Sequence[Held], theirs: Sequence[Held]) -> tuple[str, str]:
    """What a cell held and what it holds now; notes only where they differ."""
    noted = [line.note for line in before] != [line.note for line in theirs]
    gone = TAKEN_OUT if before else NOTHING
    return _cell_words(kind, before, noted) or NOTHING, _cell_words(kind, theirs, noted) or gone


def _cell_words(kind: str, lines: Sequence[Held], noted: bool) -> str:
    if not lines:
        return ""
    states = [STATES[state][0] for state in dict.fromkeys(line.state for line in lines)]
    asked = [f"“{line.query}”" for line in lines if line.query]
    notes = [f"note “{line.note}”" for line in lines if line.note and noted]
    return ", ".join([entries_words(kind, [line.entry for line in lines]), *states, *asked, *notes])


def why_not_type(theirs: Sequence[Held]) -> str:
    """Why typed hours cannot take the place of what stands there now."""
    states = {line.state for line in theirs}
    return LOCKED if "locked" in states else APPROVED if "approved" in states else ""


def why_not_approve(theirs: Sequence[Held], member_id: int | None) -> str:
    """Why lines that were changed meanwhile cannot be approved as they stand now."""
    states = {line.state for line in theirs}
    if not theirs or "locked" in states:
        return LOCKED if theirs else GONE
    if "queried" in states:
        return ASKED
    return UNSIGNED if "draft" in states and member_id is not None else ""


def why_not_sign(theirs: Sequence[Held], _member_id: int | None) -> str:
    """Why the member's signature is not noted on lines that were changed meanwhile."""
    return why_not_type(theirs) or (ASKED if any(line.state == "queried" for line in theirs) else "") or _gone(theirs)


def why_not_ask(theirs: Sequence[Held], _member_id: int | None) -> str:
    """Why the PA cannot be asked about lines that were changed meanwhile."""
    return why_not_type(theirs) or _gone(theirs)


def why_not_answer(theirs: Sequence[Held], _member_id: int | None) -> str:
    """Why an answer no longer fits lines that were changed meanwhile."""
    open_still = any(line.state == "queried" for line in theirs)
    return why_not_type(theirs) or _gone(theirs) or ("" if open_still else ANSWERED)


def _gone(theirs: Sequence[Held]) -> str:
    return "" if theirs else GONE
