"""A sheet: what is shown of a record or a list, with everything hidden that must be."""

from __future__ import annotations

from dataclasses import dataclass, replace

from carecoop_desktop.home.inspector.rules import hidden

Address = tuple[str, int]
"""The kind of a sheet and the number of its record."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A word with its tone (met, warn, bad, info, quiet)."""

    word: str
    tone: str


Cell = str | Mark


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with facts, running text or a table below it; ``opens`` says what each row leads to."""

    heading: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    opens: tuple[Address, ...] = ()
    text: str = ""
    facts: tuple[tuple[str, Cell], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One thing that is shown, and the line that the log keeps of it."""

    kind: str
    record_id: int | None
    title: str
    context: str
    sections: tuple[Section, ...]
    logged: str = ""

    @property
    def log_line(self) -> str:
        """How the log names it."""
        return self.logged or self.title


def kept_back(sheet: Sheet) -> Sheet:
    """The sheet without what may stand in running text: telephone numbers, postcodes, bank details, amounts."""
    return replace(
        sheet, title=hidden(sheet.title), context=hidden(sheet.context), logged=hidden(sheet.logged),
        sections=tuple(_section(one) for one in sheet.sections),
    )  # fmt: skip


def _section(section: Section) -> Section:
    return replace(
        section,
        text=hidden(section.text),
        rows=tuple(tuple(_cell(cell) for cell in row) for row in section.rows),
        facts=tuple((name, _cell(cell)) for name, cell in section.facts),
    )


def _cell(cell: Cell) -> Cell:
    return Mark(hidden(cell.word), cell.tone) if isinstance(cell, Mark) else hidden(cell)
