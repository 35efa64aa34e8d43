"""Live checks that belong to no other room: the history's chain, and the last proved backup."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from carecoop_desktop.assurance.evidence.rules import BACKUP_DAYS, LAST_BACKUP, counted
from carecoop_desktop.platform.kernel.dates import format_moment, utc_now
from carecoop_desktop.platform.office.features import CheckResult
from carecoop_desktop.platform.office.history import broken_links
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.tables import ChangeSetRow

_SETS = ChangeSetRow.__table__
_MOST_NAMED = 20


def history_chain_holds(reader: Reader) -> CheckResult:
    """Walk the history from its first entry: nothing was altered or lost since it was written."""
    reader.require_all()
    total = reader.connection.execute(select(func.count()).select_from(_SETS)).scalar_one()
    broken = list(broken_links(reader.connection))
    gaps = tuple(("history", 0, "The history", sentence) for sentence in broken[:_MOST_NAMED])
    return CheckResult(max(0, total - len(broken)), total, 100, gaps, counted(total, "action") + " in the chain")


def backup_recent(reader: Reader) -> CheckResult:
    """The last backup that was proved to open again is not older than two days."""
    stored = reader.setting(LAST_BACKUP)
    made = _moment(stored)
    if made is None:
        return CheckResult(0, 1, 100, (("settings", 0, "The office", "no proved backup yet"),), "no proved backup yet")
    fresh = utc_now() - made <= timedelta(days=BACKUP_DAYS)
    gaps = () if fresh else (("settings", 0, "The office", f"the last proved backup is of {format_moment(made)}"),)
    return CheckResult(int(fresh), 1, 100, gaps, format_moment(made))


def _moment(stored: object) -> datetime | None:
    if not isinstance(stored, str):
        return None
    try:
        made = datetime.fromisoformat(stored)
    except ValueError:
        return None
    return made if made.tzinfo else made.replace(tzinfo=UTC)
