"""Everything read about hours, pay periods and sheets."""

from carecoop_desktop.work.timesheets.queries.figures import Continuity, Delivery, continuity, deliveries
from carecoop_desktop.work.timesheets.queries.grid import (
    Cell,
    GridLine,
    GridRow,
    WeekGrid,
    WeekSummary,
    problems_of,
    week_grid,
    week_summary,
)
from carecoop_desktop.work.timesheets.queries.lines import (
    WorkLine,
    line_reader,
    locked_work,
    minutes_by_assistant,
    worked_minutes,
)
from carecoop_desktop.work.timesheets.queries.periods import PayPeriod, frequencies, period, period_for, periods
from carecoop_desktop.work.timesheets.queries.sheets import Sheet, missing_sheets, sheets

__all__ = [
    "Cell", "Continuity", "Delivery", "GridLine", "GridRow", "PayPeriod", "Sheet", "WeekGrid", "WeekSummary",
    "WorkLine", "continuity", "deliveries", "frequencies", "line_reader", "locked_work", "minutes_by_assistant",
    "missing_sheets", "period", "period_for", "periods", "problems_of", "sheets", "week_grid", "week_summary",
    "worked_minutes",
]  # fmt: skip
