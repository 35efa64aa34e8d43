"""What timesheets show on the pages of a member and of a PA."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import Column, RowsTable, label
from carecoop_desktop.platform.kernel.dates import month_start, week_ending
from carecoop_desktop.platform.kernel.money import format_hours
from carecoop_desktop.work.timesheets.queries import minutes_by_assistant, weeks_of
from carecoop_desktop.work.timesheets.rules.periods import short_date

_WEEKS = 8


class _TablePanel(QWidget):
    def __init__(self, desk: Desk, columns: list[Column], name: str) -> None:
        super().__init__()
        self.desk = desk
        self.context = label("", "context", wrap=True)
        self.table = RowsTable(columns, [], name=name, fit=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.context)
        layout.addWidget(self.table)
        layout.addStretch(1)


class MemberHours(_TablePanel):
    """Who has worked how long for a member this month."""

    def __init__(self, desk: Desk) -> None:
        columns = [Column("PA", stretch=True), Column("Hours", "hours"), Column("Nights", "number")]
        super().__init__(desk, columns, "Hours this month by PA")

    def show_record(self, record_id: int) -> None:
        """Show a member's month."""
        first = month_start(self.desk.today)
        found = self.desk.read_now(minutes_by_assistant, first, self.desk.today, member_id=record_id)
        self.table.set_rows([[name, minutes, nights or None] for name, minutes, nights in found])
        total = sum(minutes for _, minutes, _ in found)
        since = short_date(first)
        self.context.setText(f"{format_hours(total)} h since {since}" if found else f"No hours since {since} yet.")


class RecentWeeks(_TablePanel):
    """A PA's last weeks."""

    def __init__(self, desk: Desk) -> None:
        columns = [Column("Week ending", stretch=True), Column("Hours", "hours"), Column("Nights", "number"),
                   Column("Not approved", "number")]  # fmt: skip
        super().__init__(desk, columns, "Hours by week")
        self._sundays: list[int] = []
        self.table.opened.connect(self._open)

    def show_record(self, record_id: int) -> None:
        """Show a PA's weeks, the latest first."""
        last = week_ending(self.desk.today)
        found = self.desk.read_now(weeks_of, record_id, last - timedelta(days=7 * _WEEKS - 1), last)
        self._sundays = [week.sunday.toordinal() for week in found]
        self.table.set_rows([[short_date(w.sunday), w.minutes, w.nights or None, w.open or None] for w in found])
        self.context.setText("" if found else f"No hours in the last {_WEEKS} weeks.")

    def _open(self, row: int) -> None:
        if 0 <= row < len(self._sundays):
            self.desk.window.open_page("timesheets", self._sundays[row])


def member_hours(desk: Desk) -> MemberHours:
    """The card on a member's page."""
    return MemberHours(desk)


def recent_weeks(desk: Desk) -> RecentWeeks:
    """The card on a PA's page."""
    return RecentWeeks(desk)
