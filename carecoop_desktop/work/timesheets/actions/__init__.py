"""Everything that changes hours and pay periods."""

from carecoop_desktop.work.timesheets.actions.approving import (
    answer_query,
    approve_lines,
    query_lines,
    reopen_lines,
    sign_lines,
)
from carecoop_desktop.work.timesheets.actions.importing import import_timesheets
from carecoop_desktop.work.timesheets.actions.lines import (
    CellEntry,
    NewLine,
    change_line,
    copy_last_week,
    enter_lines,
    fill_cells,
    remove_line,
)
from carecoop_desktop.work.timesheets.actions.locking import (
    declare_sheet,
    declare_sheets,
    give_back_hours,
    lock_late_hours,
    lock_period,
    make_periods,
    mark_paid,
    set_pay_day,
    take_back_paid,
    take_over_period,
    unlock_period,
)

__all__ = [
    "CellEntry", "NewLine", "answer_query", "approve_lines", "change_line", "copy_last_week", "declare_sheet",
    "declare_sheets", "enter_lines", "fill_cells", "give_back_hours", "import_timesheets", "lock_late_hours",
    "lock_period", "make_periods", "mark_paid", "query_lines", "remove_line", "reopen_lines", "set_pay_day",
    "sign_lines", "take_back_paid", "take_over_period", "unlock_period",
]  # fmt: skip
