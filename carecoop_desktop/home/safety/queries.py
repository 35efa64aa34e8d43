"""How safe the office is: its last proved backup, its key and sheet, its lock; and what Today says of them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from carecoop_desktop.assurance.evidence.rules import LAST_BACKUP
from carecoop_desktop.home.safety.actions import CHAIN_AT_BACKUP, LOCK_AFTER, SECOND_PLACE
from carecoop_desktop.home.safety.office_key import SHEET_NUMBER, key_number, sheet_missing
from carecoop_desktop.home.safety.permissions import BACK_UP, KEEP_KEY
from carecoop_desktop.home.safety.rules import BAD_AFTER, OLD_AFTER, age_in_days, backup_text
from carecoop_desktop.platform.kernel.dates import LONDON, utc_now
from carecoop_desktop.platform.office.features import TodayItem
from carecoop_desktop.platform.office.office import PRACTICE_DAY
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.tables import ChangeSetRow, UserRow

USUAL_MINUTES = 15
"""Until an office chooses otherwise."""

_SETS, _USERS = ChangeSetRow.__table__, UserRow.__table__


def last_backup(reader: Reader) -> datetime | None:
    """When the office was last backed up and the copy proved; None for never, or for a moment that cannot be read."""
    with suppress(ValueError):
        stored = datetime.fromisoformat(str(reader.setting(LAST_BACKUP, "")))
        return stored if stored.tzinfo is not None else None
    return None


def worked_since_backup(reader: Reader) -> bool:
    """Whether anything was changed since the last proved backup, apart from the note of that backup itself."""
    length = reader.connection.execute(select(func.max(_SETS.c.id))).scalar() or 0
    return bool(length > int(reader.setting(CHAIN_AT_BACKUP, 0)) + 1)


def goes_through(reader: Reader, number: int, head: str) -> bool:
    """Whether a history that ended with this number and hash is the beginning of this office's own."""
    there = reader.connection.execute(select(_SETS.c.hash).where(_SETS.c.id == number)).scalar()
    return there == head or not number


def second_place(reader: Reader) -> str:
    """The folder into which backups are copied as well; empty for none."""
    return str(reader.setting(SECOND_PLACE, ""))


def lock_minutes(reader: Reader) -> int:
    """After how many minutes without a key or the mouse the window locks; 0 for never."""
    return int(reader.setting(LOCK_AFTER, USUAL_MINUTES))


@dataclass(frozen=True, slots=True)
class SafetyFacts:
    """What Settings, Safety shows; ``key`` and ``sheet`` are numbers of keys, empty for none. ``version`` is the last
    change before it was read."""

    key: str
    sheet: str
    backup: str
    second: str
    minutes: int
    version: int


def safety_facts(reader: Reader) -> SafetyFacts:
    """How the office is kept safe."""
    mark = reader.mark
    backup = "not needed" if is_practice(reader) else backup_text(last_backup(reader), utc_now())
    sheet = str(reader.setting(SHEET_NUMBER, ""))
    return SafetyFacts(key_number(reader), sheet, backup, second_place(reader), lock_minutes(reader), mark)


def has_password(reader: Reader) -> bool:
    """Whether the person at work has a password: only then can a window be locked and opened again."""
    stored = select(_USERS.c.password_hash).where(_USERS.c.name == reader.user.name)
    return reader.connection.execute(stored).scalar() is not None


def is_practice(reader: Reader) -> bool:
    """Whether this is a practice office, which nobody needs to keep."""
    return reader.setting(PRACTICE_DAY) is not None


def status_words(reader: Reader) -> str:
    """``Last backup today 08:02`` for the status bar; a practice office says nothing."""
    return "" if is_practice(reader) else backup_text(last_backup(reader), utc_now())


def today_items(reader: Reader) -> list[TodayItem]:
    """A complaint where the last proved backup is old or readable, or the key on no paper; practice needs none."""
    return [] if is_practice(reader) else [*_about_backup(reader), *_about_sheet(reader), *_about_seal(reader)]


def _about_sheet(reader: Reader) -> list[TodayItem]:
    if not reader.may(KEEP_KEY) or not sheet_missing(reader):
        return []
    what, why = "The office’s key is on no paper", "If this computer fails, nobody can read the office or its backups."
    return [TodayItem("warn", "No sheet", what, why, "Print the sheet", "settings", rank=10)]


def _about_seal(reader: Reader) -> list[TodayItem]:
    """An office on a server has no file that could be encrypted; its backups can be, and should."""
    if reader.connection.dialect.name == "sqlite" or not reader.may(KEEP_KEY) or key_number(reader):
        return []
    what, why = "The backups of this office are readable", "Who gets hold of one reads every name and all pay in it."
    return [TodayItem("warn", "Not encrypted", what, why, "Encrypt them", "settings", rank=10)]


def _about_backup(reader: Reader) -> list[TodayItem]:
    if not reader.may(BACK_UP):
        return []
    last = last_backup(reader)
    if last is None:
        return [_item("warn", "No backup yet", "No proved backup of this office has been made")]
    days = age_in_days(last, utc_now().astimezone(LONDON).date())
    if 0 <= days <= OLD_AFTER:
        return []
    if days < 0:
        return [_item("warn", "Clock", "The last proved backup carries a later date than this computer's clock")]
    return [_item("bad" if days > BAD_AFTER else "warn", f"{days} days", f"Last proved backup {days} days ago")]


def _item(tone: str, when: str, what: str) -> TodayItem:
    why = "If this computer fails, everything since then is lost."
    return TodayItem(tone, when, what, why, "Back up now", "settings", rank=10)
