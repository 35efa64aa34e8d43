"""The member's voice: everything they asked to be different, and how long an answer took; and the record's history."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from carecoop_desktop.people.members.queries import AskedFor, HistoryLine, MemberPage, member_history
from carecoop_desktop.people.members.rules import days_word
from carecoop_desktop.people.members.screens.words import short_day, value_words
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import Column, Do, RowsTable, Tag, column, label
from carecoop_desktop.platform.kernel.dates import format_moment


def voice_line(requests: tuple[AskedFor, ...]) -> str:
    """How much somebody asked for and how long an answer usually took."""
    answered = sorted(request.days for request in requests if request.days is not None)
    waiting = sum(request.result == "open" for request in requests)
    if not requests:
        return "Nothing has been asked for yet."
    parts = [f"{len(requests)} asked for", f"{waiting} open"]
    if answered:
        parts.append(f"half of the answers within {days_word(answered[len(answered) // 2])}")
    return " · ".join(parts)


class Voice(QWidget):
    """Every request with its answer."""

    def __init__(self, desk: Desk, answer: Callable[[AskedFor], None], why_not: str) -> None:
        super().__init__()
        self._desk, self._answer, self._why_not = desk, answer, why_not
        self.summary = label("", "context", wrap=True)
        self.table = RowsTable(
            [Column("Asked"), Column("What should be different", width=27), Column("Answer", stretch=True),
             Column("Took"), Column("Result"), Column("")],
            name="Everything they asked for",
        )  # fmt: skip
        column(self.summary, self.table, owner=self).setStretch(1, 1)

    def show_page(self, page: MemberPage) -> None:
        """Show a member."""
        self.summary.setText(voice_line(page.requests))
        self.table.set_rows([self._row(request) for request in page.requests])

    def _row(self, request: AskedFor) -> list[str | Tag | Do]:
        open_ = request.result == "open"
        return [
            short_day(request.asked, self._desk.today), request.what, request.answer,
            "" if request.days is None else days_word(request.days), Tag(request.state.word, request.state.tone),
            Do("Answer", lambda: self._answer(request), self._why_not) if open_ else "",
        ]  # fmt: skip


class MemberHistory(QWidget):
    """Who changed what of a member's record, newest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.table = RowsTable(
            [Column("When"), Column("Who"), Column("What"), Column("Before", stretch=True),
             Column("After", stretch=True)],
            name="History of this member",
        )  # fmt: skip
        self.nothing = label("", "note", wrap=True)
        column(self.nothing, self.table, owner=self).setStretch(1, 1)

    def show_page(self, page: MemberPage) -> None:
        """Read the history of a member."""
        self._desk.read(self._show, member_history, page.head.id)

    def _show(self, lines: list[HistoryLine]) -> None:
        self.nothing.setText("" if lines else "Nothing has changed, or your role does not show the history.")
        self.nothing.setVisible(not lines)
        self.table.set_rows([_history_row(line) for line in lines])


def _history_row(line: HistoryLine) -> list[str]:
    what = f"{line.of.capitalize()} {line.field}"
    return [format_moment(line.at), line.who, what, value_words(line.before), value_words(line.after)]
