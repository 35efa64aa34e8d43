"""The page of absence: who is away and everybody's leave at the left, one absence or a form at the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMenu, QStackedWidget, QWidget

from carecoop_desktop.people.assistants.queries import assistant_names, find_assistants
from carecoop_desktop.platform.desktop.deed_form import Filling, FormCard
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.dialogs import confirm
from carecoop_desktop.platform.desktop.page import Card, EmptyState, Page, Split, Tabs
from carecoop_desktop.platform.desktop.tables.panel import RecordPanel
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.platform.paper.write import write_pdf
from carecoop_desktop.work.payroll.absence.actions import remove_absence
from carecoop_desktop.work.payroll.absence.documents import statement_document
from carecoop_desktop.work.payroll.absence.permissions import CHANGE_ABSENCE, SET_LEAVE_RULES
from carecoop_desktop.work.payroll.absence.queries import AbsenceLine, absence
from carecoop_desktop.work.payroll.absence.queries.balances import leave_lines
from carecoop_desktop.work.payroll.absence.queries.kept import (
    LeaveRules,
    awake_time_kept,
    earlier_earnings_kept,
    leave_rules_of,
    vehicle_kept,
)
from carecoop_desktop.work.payroll.absence.queries.records import absence_reader, away_on
from carecoop_desktop.work.payroll.absence.queries.statutory import Decision
from carecoop_desktop.work.payroll.absence.rules.kinds import HOLIDAY, KINDS, SICKNESS
from carecoop_desktop.work.payroll.absence.screens import forms, words
from carecoop_desktop.work.payroll.absence.screens.detail import AbsenceDetail
from carecoop_desktop.work.payroll.absence.screens.leave_card import LeaveCard
from carecoop_desktop.work.payroll.absence.settings import tax_year_before
from carecoop_desktop.work.payroll.employers.queries import employer_choices


class AbsencePage(Page):
    """Who is away, why if that may be seen, and what leave is left."""

    topic = "absence"
    shows = frozenset({"absence", "leave_adjustment", "earlier_earnings", "payslip", "pay_run", "assistant"})

    def __init__(self, desk: Desk) -> None:
        super().__init__("Absence")
        self.desk = desk
        self.why_not = "" if desk.may(CHANGE_ABSENCE) else words.MAY_NOT
        self._opened_at: int | None = None
        record = partial(self.record, SICKNESS)
        self.more = self.add_action("More", lambda: self.more.showMenu())
        self.more.setMenu(self._menu())
        self.add_action("Record holiday", partial(self.record, HOLIDAY), key="Ctrl+Shift+N", why_not=self.why_not)
        self.add_action("Record sickness", record, primary=True, key="Ctrl+N", why_not=self.why_not)
        self.panel = RecordPanel(absence_reader(desk.office), memory=desk.memory)
        self.panel.table.set_empty_text("Nobody has been away yet. Sickness, leave and family leave will stand here.")
        self.panel.table.current_changed.connect(self._picked)
        self.panel.table.failed.connect(desk.window.show_trouble)
        self.leave = LeaveCard(partial(desk.window.open_page, "assistants"))
        self.tabs = Tabs([("Absences", lambda: self.panel), ("Leave", lambda: self.leave)], name="Absence and leave")
        card = Card(flush=True)
        edge = current().sizes.units(1)
        card.body.setContentsMargins(edge, edge, edge, edge)
        card.add(self.tabs, 1)
        self.add(Split(card, self._build_right(), shares=(7, 5), key="absence", memory=desk.memory), 1)

    def _build_right(self) -> QWidget:
        self.detail = AbsenceDetail(self.desk, self.edit, self.end, self.remove, self.save_statement)
        self.form = FormCard(self.desk, "absence")
        self.form.closed.connect(self._close_form)
        self.empty = Card()
        start = EmptyState(
            "No absence chosen",
            "Record sickness",
            partial(self.record, SICKNESS),
            note="Pay runs pay sick pay, family pay and leave by themselves, with their working.",
        )
        self.empty.add(start, 1)
        self._right = QStackedWidget()
        for part in (self.empty, self.detail, self.form):
            self._right.addWidget(part)
        return self._right

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for code, kind in KINDS.items():
            if code not in (SICKNESS, HOLIDAY):
                self._entry(menu, f"Record {kind.word[0].lower()}{kind.word[1:]}", partial(self.record, code))
        menu.addSeparator()
        may_set = self.desk.may(SET_LEAVE_RULES)
        find, today = self._find, self.desk.today
        self._entry(
            menu, "Adjust leave", lambda: self.show_form(forms.adjusting(find, None, today, self._employers())), may_set
        )
        kept = partial(partial, self.desk.read_now)
        self._entry(
            menu,
            "Earlier earnings",
            lambda: self.show_form(forms.earlier_earnings(find, None, kept(earlier_earnings_kept), self._employers())),
            may_set,
        )
        awake, vehicle = kept(awake_time_kept), kept(vehicle_kept)
        self._entry(menu, "Awake in a sleep-in", lambda: self.show_form(forms.awake_time(find, None, today, awake)))
        self._entry(menu, "Vehicle for work", lambda: self.show_form(forms.vehicle(find, None, today, vehicle)))
        self._entry(menu, "Rules for leave and recovery", self.set_rules, may_set)
        return menu

    def _entry(self, menu: QMenu, title: str, do: Callable[[], object], may: bool | None = None) -> None:
        entry = menu.addAction(title, do)
        allowed = may if may is not None else not self.why_not
        entry.setEnabled(allowed)
        if not allowed:
            entry.setToolTip(words.MAY_NOT if may is None else words.MAY_NOT_RULES)
        menu.setToolTipsVisible(True)

    # data

    def reload(self) -> None:
        """Read the list, the leave and the open absence again."""
        self.panel.table.reload()
        lines = self.desk.read_now(leave_lines, self.desk.today)
        self.leave.show_lines(lines)
        self.say("Absence", words.context(self.desk.read_now(away_on, self.desk.today), lines))
        if self._opened_at is not None:
            self._read(self._opened_at)

    def _picked(self, absence_id: int | None) -> None:
        if absence_id is not None and self._right.currentWidget() is not self.form:
            self._read(absence_id)

    def _read(self, absence_id: int) -> None:
        self._opened_at = absence_id
        self.desk.lane.run(lambda: self.desk.office.read(absence, absence_id), self._show, self._gone)

    def _show(self, line: AbsenceLine) -> None:
        if line.id == self._opened_at:
            self.detail.show_line(line)
            if self._right.currentWidget() is not self.form:
                self._right.setCurrentWidget(self.detail)

    def _gone(self, _trouble: Exception) -> None:
        self._opened_at = None
        self._right.setCurrentWidget(self.empty)

    def show_record(self, record_id: int) -> None:
        """Open on one absence."""
        if self.may_leave():
            self.tabs.open(0)
            self._right.setCurrentWidget(self.detail)
            self.panel.table.show_record(record_id)
            self._read(record_id)

    def may_leave(self) -> bool:
        """A form with something typed asks first."""
        return self._right.currentWidget() is not self.form or self.form.may_leave()

    # deeds

    def show_form(self, filling: Filling, then: Callable[[int], None] | None = None) -> None:
        """Show a form in place of the detail."""
        if self.may_leave():
            self._right.setCurrentWidget(self.form)
            self.form.open(filling, then)

    def record(self, kind: str, assistant_id: int | None = None) -> None:
        """The form of a new absence, for one PA if named."""
        if self.why_not:
            return
        whom = (assistant_id, self.desk.read_now(assistant_names)[assistant_id]) if assistant_id is not None else None
        filling = forms.recording(kind, self._find, whom, self.desk.today, self._employers())
        self.show_form(filling, self.show_record)

    def _employers(self) -> list[tuple[int, str]]:
        return self.desk.read_now(employer_choices)

    def edit(self, line: AbsenceLine) -> None:
        """The form that puts an absence right."""
        if line.record is not None:
            self.show_form(forms.changing(line, line.record, partial(self._now, line.id)))

    def end(self, line: AbsenceLine) -> None:
        """The form of the last day away."""
        self.show_form(forms.ending(line, self.desk.today, partial(self._now, line.id)))

    def remove(self, line: AbsenceLine) -> None:
        """Take an absence out, after a question."""
        if confirm(self, f"Remove {line.name}'s absence?", "Remove absence", remedy="It can be undone.", danger=True):
            self.desk.do(lambda _done: self._gone(Exception()), remove_absence, line.id, line.version)

    def set_rules(self) -> None:
        """The form of the leave year and of recovery."""
        year = tax_year_before(self.desk.today)

        def fresh() -> LeaveRules:
            return self.desk.read_now(leave_rules_of, year)

        self.show_form(forms.leave_rules(fresh(), year, fresh))

    def save_statement(self, decision: Decision) -> None:
        """Write the statement that the PA is handed."""
        name = f"Statutory pay {decision.name}.pdf"
        path, _ = QFileDialog.getSaveFileName(self, "Statement as PDF", name, "PDF (*.pdf)")
        if path:
            document = statement_document(decision)
            self.desk.lane.run(
                lambda: write_pdf(document, Path(path)),
                lambda _: self.desk.window.tell(f"Statement written to {path}"),
                self.desk.window.show_trouble,
                "Writing the statement",
            )

    def _now(self, absence_id: int) -> AbsenceLine:
        return self.desk.read_now(absence, absence_id)

    def _find(self, typed: str) -> list[tuple[int, str]]:
        return [(found[0], found[1]) for found in self.desk.read_now(find_assistants, typed)]

    def _close_form(self) -> None:
        self._right.setCurrentWidget(self.detail if self.detail.line is not None else self.empty)
        self.reload()


def make_page(desk: Desk) -> Page:
    """The page behind the rail entry."""
    return AbsencePage(desk)
