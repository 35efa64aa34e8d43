"""When a backup is due, which old ones may go, and how its age is said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from carecoop_desktop.platform.kernel.dates import LONDON, format_date

ENDING = ".carecoop-backup"
DAYS, WEEKS, MONTHS = 7, 5, 12
"""The latest backup of each of so many days, weeks and months is kept."""

OLD_AFTER = 2
BAD_AFTER = 7
_NAMED = re.compile(r"^(?P<office>.+) (?P<day>\d{4}-\d\d-\d\d) (?P<time>\d{6})" + re.escape(ENDING) + "$")


def backup_name(office: str, moment: datetime) -> str:
    """``dee-valley 2026-11-22 080214.carecoop-backup``, by the office's clock."""
    return f"{office} {moment.astimezone(LONDON):%Y-%m-%d %H%M%S}{ENDING}"


def moment_of(name: str, office: str) -> datetime | None:
    """When a file of this name was made, or None for a file that is not one of this office's own backups."""
    found = _NAMED.match(name)
    if found is None or found["office"] != office:
        return None
    try:
        return datetime.strptime(f"{found['day']} {found['time']}", "%Y-%m-%d %H%M%S").replace(tzinfo=LONDON)
    except ValueError:
        return None


def kept(moments: Iterable[datetime]) -> set[datetime]:
    """Which of these backups stay: the latest of each of the last days, weeks and months that have any."""
    newest_first = sorted(set(moments), reverse=True)
    stay: set[datetime] = set()
    for key, most in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        latest: dict[object, datetime] = {}
        for moment in newest_first:
            latest.setdefault(key(moment), moment)
        stay.update(list(latest.values())[:most])
    return stay


def _day(moment: datetime) -> object:
    return moment.astimezone(LONDON).date()


def _week(moment: datetime) -> object:
    return moment.astimezone(LONDON).isocalendar()[:2]


def _month(moment: datetime) -> object:
    local = moment.astimezone(LONDON)
    return local.year, local.month


def is_due(last: datetime | None, now: datetime) -> bool:
    """Whether this day has no proved backup yet; a clock that was set back counts as due."""
    return last is None or last.astimezone(LONDON).date() != now.astimezone(LONDON).date()


def age_in_days(last: datetime, today: date) -> int:
    """Whole days since the day of a backup."""
    return (today - last.astimezone(LONDON).date()).days


def backup_text(last: datetime | None, now: datetime) -> str:
    """The words of the status bar: ``Last backup today 08:02``."""
    if last is None:
        return "No backup yet"
    local, today = last.astimezone(LONDON), now.astimezone(LONDON).date()
    if local.date() == today:
        return f"Last backup today {local:%H:%M}"
    if local.date() == today - timedelta(days=1):
        return f"Last backup yesterday {local:%H:%M}"
    days = (today - local.date()).days
    return f"Last backup {days} days ago" if 0 < days < 32 else f"Last backup {format_date(local.date())}"
