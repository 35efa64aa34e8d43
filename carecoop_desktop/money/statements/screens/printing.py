"""Writes statements as PDF files where the user says, and the button on a member's page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from carecoop_desktop.money.statements.documents import CSV_HEADINGS, statement_document, statement_rows
from carecoop_desktop.money.statements.queries import Statement, statement
from carecoop_desktop.money.statements.screens.statements_form import month_to_open
from carecoop_desktop.platform.database.lists.folding import fold
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.kernel.dates import month_end
from carecoop_desktop.platform.office.importing.escaping import write_csv
from carecoop_desktop.platform.paper.many import Order, write_many
from carecoop_desktop.platform.paper.write import write_pdf


def file_name(found: Statement, ending: str = "pdf") -> str:
    """``014-james-hollis-2026-11.pdf``."""
    name = "-".join(fold(found.name).replace("'", "").split())
    kept = "".join(char for char in name if char.isalnum() or char == "-")
    return f"{found.number}-{kept}-{found.first:%Y-%m}.{ending}"


def write_one(found: Statement, path: Path) -> Path:
    """One statement, as PDF or, where the name ends so, its lines as CSV."""
    if path.suffix.lower() == ".csv":
        write_csv(path, CSV_HEADINGS, statement_rows(found))
    else:
        write_pdf(statement_document(found), path)
    return path


def write_all(made: Iterable[Statement], folder: Path) -> int:
    """One PDF each into a folder. Returns how many; raises the first Fault met."""
    done = write_many(statement_document, [Order(each, folder / file_name(each)) for each in made])
    if done.faults:
        raise done.faults[0][1]
    return len(done.written)


def print_one(desk: Desk, parent: QWidget | None, found: Statement) -> None:
    """Ask where, then write one statement off the window's thread."""
    chosen, _kind = QFileDialog.getSaveFileName(
        parent, f"Statement of {found.name}", file_name(found), "PDF (*.pdf);;Lines as CSV (*.csv)"
    )
    if chosen:
        _run(desk, lambda: write_one(found, Path(chosen)), lambda path: desk.window.tell(f"Wrote {path}."))


def print_all(desk: Desk, folder: Path, made: list[Statement]) -> None:
    """Write statements into a folder off the window's thread."""
    told = lambda count: desk.window.tell(f"Wrote {count} statements to {folder}.")  # noqa: E731
    _run(desk, lambda: write_all(made, folder), told)


def _run(desk: Desk, work: Callable[[], object], then: Callable[[object], None]) -> None:
    desk.lane.run(work, then, desk.window.show_trouble, "Writing statements")


class PrintStatement:
    """The button ``Print statement`` on a member's page: the latest month's."""

    title = "Print statement"

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def why_not(self, _member_id: int) -> str:
        """Everybody who sees the member may print what the member is sent."""
        return ""

    def run(self, member_id: int) -> None:
        """Ask where, then write it."""
        first = month_to_open(self._desk.today)
        print_one(self._desk, None, self._desk.read_now(statement, member_id, first, month_end(first)))
