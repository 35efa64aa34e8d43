"""The demo office's hours, week by week, and the latest month's way from drafts to the lock."""

from carecoop_desktop.work.timesheets.demo.month import do_month
from carecoop_desktop.work.timesheets.demo.year import fill

__all__ = ["do_month", "fill"]
