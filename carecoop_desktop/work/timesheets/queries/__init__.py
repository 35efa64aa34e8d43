"""Everything read about hours, pay periods and sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carecoop_desktop.platform.kernel.exports import imported_when_used
from carecoop_desktop.work.timesheets.queries.periods import PayPeriod, frequencies, period, period_for, periods
from carecoop_desktop.work.timesheets.queries.sheets import Sheet, sheets

if TYPE_CHECKING:
    from carecoop_desktop.work.timesheets.queries.figures import Continuity, Delivery, continuity, deliveries
    from carecoop_desktop.work.timesheets.queries.finding import find_assistants, find_members
    from carecoop_desktop.work.timesheets.queries.grid import (
        Cell,
        GridLine,
        GridRow,
        WeekGrid,
        WeekSummary,
        problems_of,
        week_grid,
    )
    from carecoop_desktop.work.timesheets.queries.importing import import_fields, plan_timesheets, remembered_columns
    from carecoop_desktop.work.timesheets.queries.lines import (
        WorkLine,
        day_of_line,
        line_reader,
        locked_work,
        minutes_by_assistant,
        weeks_of,
        worked_minutes,
    )
else:
    __getattr__ = imported_when_used(
        __name__,
        figures="Continuity Delivery continuity deliveries",
        finding="find_assistants find_members",
        grid="Cell GridLine GridRow WeekGrid WeekSummary problems_of week_grid",
        importing="import_fields plan_timesheets remembered_columns",
        lines="WorkLine day_of_line line_reader locked_work minutes_by_assistant weeks_of worked_minutes",
    )

__all__ = [
    "Cell", "Continuity", "Delivery", "GridLine", "GridRow", "PayPeriod", "Sheet", "WeekGrid", "WeekSummary",
    "WorkLine", "continuity", "day_of_line", "deliveries", "find_assistants", "find_members", "frequencies",
    "import_fields", "line_reader", "locked_work", "minutes_by_assistant", "period",
    "period_for", "periods", "plan_timesheets", "problems_of", "remembered_columns", "sheets", "week_grid",
    "weeks_of", "worked_minutes",
]  # fmt: skip
