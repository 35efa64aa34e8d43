"""One absence: what is recorded, why statutory pay is due or not, and what may be done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import (
    Column,
    DetailPanel,
    KeyValue,
    RowsTable,
    allow,
    button,
    column,
    label,
    scrolled,
)
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.work.payroll.absence.permissions import CHANGE_ABSENCE, SEE_REASONS
from carecoop_desktop.work.payroll.absence.queries import AbsenceLine
from carecoop_desktop.work.payroll.absence.queries.statutory import Decision, decision
from carecoop_desktop.work.payroll.absence.rules.kinds import AWAY_SICK_OR_FAMILY
from carecoop_desktop.work.payroll.absence.screens import words
from carecoop_desktop.work.payroll.screens.why import working_text

Deed = Callable[[AbsenceLine], None]


class AbsenceDetail(DetailPanel):
    """``edit``, ``end``, ``remove`` and ``save_statement`` are what the page does for the buttons."""

    def __init__(self, desk: Desk, edit: Deed, end: Deed, remove: Deed, save: Callable[[Decision], None]) -> None:
        super().__init__()
        self._desk = desk
        self._deeds = (("&Edit absence", edit), ("&Remove absence", remove))
        self._save = save
        self.line: AbsenceLine | None = None
        self.found: Decision | None = None
        self.more = self.add_button(button("More"))
        self.more.setMenu(QMenu(self.more))
        self._end = end
        self.back = self.add_button(button("Back at &work", self._back))
        self.statement = self.add_button(button("Statement as PDF...", self._write, key="Ctrl+P"))
        self.facts = KeyValue()
        self.heading = label("Statutory pay", "heading")
        self.outcome = label("", wrap=True)
        self.checks = RowsTable([Column("Answer"), Column("What the law asks", stretch=True)], [],
                                name="What the law asks", fit=True)  # fmt: skip
        self.working = KeyValue()
        inside = QWidget()
        column(self.facts, self.heading, self.outcome, self.checks, self.working, None, space=1.5, owner=inside)
        self.add(scrolled(inside, "Absence"), 1)

    def show_line(self, line: AbsenceLine) -> None:
        """Show an absence and what the law says to it today."""
        self.line = line
        self.say(line.name, line.what)
        self.facts.show_facts(words.facts(line, self._desk.today))
        why_not = "" if self._desk.may(CHANGE_ABSENCE) else words.MAY_NOT
        unseen = "" if line.record is not None else words.HIDDEN
        allow(self.more, why_not or unseen)
        allow(self.back, why_not or ("" if line.open else "Its last day is recorded already."))
        menu = self.more.menu()
        menu.clear()
        for title, deed in self._deeds:
            menu.addAction(title, partial(deed, line))
        menu.addAction("Open the &PA", partial(self._desk.window.open_page, "assistants", line.assistant_id))
        self._show_decision(line)

    def _show_decision(self, line: AbsenceLine) -> None:
        self.found, trouble = None, ""
        concerns = line.record is not None and line.record.kind in AWAY_SICK_OR_FAMILY
        if concerns and self._desk.may(SEE_REASONS):
            try:
                self.found = self._desk.read_now(decision, line.id)
            except Refusal as refusal:
                trouble = str(refusal)
        self.heading.setVisible(concerns)
        self.outcome.setVisible(concerns)
        self.outcome.setText(words.decision_line(self.found) if self.found else trouble)
        rows = words.decision_rows(self.found) if self.found else []
        self.checks.set_rows(rows)
        self.checks.setVisible(bool(rows))
        self.working.show_facts(self._working())
        self.working.setVisible(bool(self.found and self.found.outcome.qualifies))
        allow(self.statement, "" if self.found else trouble or "The law gives no statutory pay for this absence.")

    def _working(self) -> list[tuple[Any, ...]]:
        if self.found is None:
            return []
        lines = self.found.outcome.pay.lines
        return [(line.label, working_text(line)) for line in lines if line.label not in ("Met", "Not met")]

    def _back(self) -> None:
        if self.line is not None:
            self._end(self.line)

    def _write(self) -> None:
        if self.found is not None:
            self._save(self.found)
