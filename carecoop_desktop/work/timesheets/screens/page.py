"""The page of timesheets: the week, the sheets of a pay period, and all lines."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QStackedWidget, QWidget

from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.dialogs import confirm
from carecoop_desktop.platform.desktop.importing import ImportPage
from carecoop_desktop.platform.desktop.page import Page, Tabs, allow, button
from carecoop_desktop.platform.kernel.dates import week_ending
from carecoop_desktop.platform.kernel.money import divide_half_up
from carecoop_desktop.work.timesheets.actions import approve_lines, import_timesheets
from carecoop_desktop.work.timesheets.permissions import APPROVE, ENTER
from carecoop_desktop.work.timesheets.queries import (
    WeekGrid,
    WeekSummary,
    import_fields,
    plan_timesheets,
    remembered_columns,
)
from carecoop_desktop.work.timesheets.rules.periods import day_name
from carecoop_desktop.work.timesheets.screens.lines_tab import LinesTab
from carecoop_desktop.work.timesheets.screens.meeting import OPEN
from carecoop_desktop.work.timesheets.screens.meeting_form import OnLines
from carecoop_desktop.work.timesheets.screens.sheets_tab import SheetsTab
from carecoop_desktop.work.timesheets.screens.week_tab import WeekTab

WEEK, SHEETS, LINES = 0, 1, 2
MAY_NOT_ENTER = "Your role may look at hours, not enter them."
MAY_NOT_APPROVE = "Your role may not approve hours."


class TimesheetsPage(Page):
    """Three tabs under one title; the buttons speak of the week that is shown."""

    topic = "timesheets"
    shows = frozenset({"timesheet_line", "pay_period", "sheet_declaration", "assistant", "member", "support_link"})

    def __init__(self, desk: Desk) -> None:
        super().__init__("Timesheets")
        self.desk = desk
        self._import: ImportPage | None = None
        enter = "" if desk.may(ENTER) else MAY_NOT_ENTER
        self.earlier = self._arrow("‹", -1, "The week before (Ctrl+PgUp)")
        self.later = self._arrow("›", 1, "The week after (Ctrl+PgDn)")
        self.bring_in = self.add_action("&Import...", self.import_file, why_not=enter)
        self.copy = self.add_action("&Copy last week", self.copy_week, why_not=enter)
        self.approve = self.add_action("Approve", self.approve_ready, primary=True, key="Ctrl+Return")
        self.week = WeekTab(desk)
        self.week.read_again.connect(self._say)
        self.week.told.connect(self._tell)
        self.week.met.connect(self._show_deeds)
        self.tabs = Tabs([("Week", lambda: self.week), ("Sheets", self._sheets), ("All lines", self._lines)],
                         name="Timesheets")  # fmt: skip
        self.tabs.moved.connect(lambda _number: self._freshen_tab())
        self._layers = QStackedWidget()
        self._layers.addWidget(self.tabs)
        self.add(self._layers, 1)
        desk.changed.connect(self._changed)

    def _arrow(self, text: str, weeks: int, tip: str) -> QWidget:
        made = button(text, lambda: self.week.move_week(weeks), tip=tip)
        made.setAccessibleName(tip)
        self.add_tool(made)
        return made

    def _sheets(self) -> QWidget:
        made = SheetsTab(self.desk)
        made.told.connect(self._tell)
        return made

    def _lines(self) -> QWidget:
        made = LinesTab(self.desk)
        made.opened_day.connect(self.show_day)
        return made

    # -- reading ---------------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the week, and the open tab."""
        self.week.read_soon()
        self._freshen_tab()

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & self.shows:
            self.mark_stale()

    def _freshen_tab(self) -> None:
        made = self.tabs.made(self.tabs.bar.currentIndex())
        if isinstance(made, (SheetsTab, LinesTab)):
            made.read()

    def _say(self, grid: WeekGrid) -> None:
        summary = grid.summary
        self.say(f"Timesheets · week ending {day_name(grid.sunday)}", context_of(summary))
        self.approve.setText(f"Approve {summary.ready} ready" if summary.ready else "Approve")
        self._show_deeds()

    def _show_deeds(self) -> None:
        if self.week.grid is not None:
            allow(self.approve, self._why_not_approve(self.week.grid.summary))
        waits = OPEN if self.week.meeting.open_conflicts else ""
        allow(self.copy, waits or ("" if self.desk.may(ENTER) else MAY_NOT_ENTER))

    def _why_not_approve(self, summary: WeekSummary) -> str:
        if not self.desk.may(APPROVE):
            return MAY_NOT_APPROVE
        if self.week.meeting.open_conflicts:
            return OPEN
        return "" if summary.ready else "Nothing in this week is signed and free of findings."

    def _tell(self, sentence: str) -> None:
        self.desk.window.tell(sentence)

    # -- deeds -----------------------------------------------------------------------------------------------------

    def approve_ready(self) -> None:
        """Approve every row of the week that is signed and has nothing bad on it."""
        if self.week.grid and (ids := self.week.grid.summary.ready_ids):
            self.week.carry_out(OnLines(approve_lines, self.week.grid.versions(ids)))

    def copy_week(self) -> None:
        """Put last week's hours into this one: everybody's, or those of the PAs that the filter shows."""
        only = None
        if self.week.filter.text().strip():
            only = sorted({row.assistant_id for row in self.week.model.rows})
        self.week.copy(None if only is None else tuple(only))

    def import_file(self) -> None:
        """Show the import of a spreadsheet."""
        if self._import is None:
            fields = self.desk.read_now(import_fields)
            self._import = ImportPage(
                self.desk, "Import hours", fields, plan_timesheets, import_timesheets, remembered=remembered_columns,
                why_not="" if self.desk.may(ENTER) else MAY_NOT_ENTER,
            )  # fmt: skip
            self._import.closed.connect(self.leave_import)
            self._layers.addWidget(self._import)
        self._layers.setCurrentWidget(self._import)

    def leave_import(self) -> None:
        """Back to the week."""
        if self._import is not None:
            self._layers.removeWidget(self._import)
            self._import.deleteLater()
            self._import = None

    @property
    def unsaved(self) -> bool:
        """Whether hours are being typed, wait for a choice, or for the machine."""
        return self.week.unsaved or self.week.view.typing

    def may_leave(self) -> bool:
        """Ask while something typed waits for a choice between two desks, or for the machine."""
        if not self.week.unsaved:
            return True
        met = bool(self.week.meeting.open_conflicts)
        why = "another desk changed them meanwhile" if met else "the office does not answer"
        remedy = OPEN if met else "They are saved as soon as it does; stay until then."
        sentence = f"Hours are not saved yet: {why}."
        return confirm(self, sentence, "Leave them unsaved", remedy=remedy, danger=True, keep="Stay here")

    # -- addresses -------------------------------------------------------------------------------------------------

    def show_record(self, record_id: int) -> None:
        """Open on a week: Today names one by the number of its Sunday."""
        self.show_day(date.fromordinal(record_id))

    def go_to(self, **address: object) -> None:
        """A ``record`` (the ordinal of a day), a ``day``, or a ``tab``: week, sheets or lines."""
        if isinstance(record := address.get("record"), int):
            self.show_record(record)
        if isinstance(day := address.get("day"), date):
            self.show_day(day)
        tabs = {"week": WEEK, "sheets": SHEETS, "lines": LINES}
        if isinstance(tab := address.get("tab"), str) and tab in tabs:
            self.tabs.open(tabs[tab])

    def show_day(self, day: date) -> None:
        """Show the week of a day."""
        self.leave_import()
        self.tabs.open(WEEK)
        self.week.show_week(week_ending(day))


def context_of(summary: WeekSummary) -> str:
    """The line of live figures under the title."""
    people = f"{summary.assistants} {'PA' if summary.assistants == 1 else 'PAs'}"
    entered = f"{_tenths(summary.entered)} hours entered of {_tenths(summary.planned)} planned"
    return f"{people} · {entered} · {summary.ready} ready, {summary.queries} with queries"


def _tenths(minutes: int) -> str:
    tenths = divide_half_up(minutes, 6)
    return f"{tenths // 10:,}.{tenths % 10}"


def make_page(desk: Desk) -> TimesheetsPage:
    """The rail's page."""
    return TimesheetsPage(desk)
