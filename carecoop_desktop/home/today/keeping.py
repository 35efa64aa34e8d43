"""Keeps Today in the office file for the next start."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from sqlalchemy import delete, insert, select

from carecoop_desktop.home.today.queries import shown_today
from carecoop_desktop.home.today.shown import mark_of
from carecoop_desktop.home.today.tables import TodayKeptRow
from carecoop_desktop.platform.kernel.dates import utc_now
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.tables import ChangeSetRow, UserRow

_KEPT, _SETS, _USERS = TodayKeptRow.__table__, ChangeSetRow.__table__, UserRow.__table__


def mark(reader: Reader) -> str:
    """Of what state of the office and of which day Today would be read now."""
    last = reader.connection.execute(select(_SETS.c.id, _SETS.c.hash).order_by(_SETS.c.id.desc()).limit(1)).first()
    number, chain = last if last is not None else (0, "")
    today = date.today()  # noqa: DTZ011 - the office's own civil day
    return mark_of(reader.user.role.value, number, chain, reader.today, today)


def keep_today(office: Office) -> bool:
    """Keep what Today shows now, unless that is kept already. True where something was written.

    Only for an office in a file and somebody without a password: nobody else sees Today before signing in. A
    disk that refuses costs nothing but the quick start.
    """
    if office.database.dialect != "sqlite" or office.database.read_only:
        return False
    with suppress(Refusal, Fault):
        kept = office.read(_fit_to_keep)
        if kept is None:
            return False
        with office.database.writing() as connection:
            connection.execute(delete(_KEPT).where(_KEPT.c.user_name == office.user.name))
            connection.execute(insert(_KEPT), [{"user_name": office.user.name, "at": utc_now(), **kept}])
        return True
    return False


def _fit_to_keep(reader: Reader) -> dict[str, object] | None:
    """Mark and content, or None where they are kept already or must not be."""
    name, now = reader.user.name, mark(reader)
    password = select(_USERS.c.password_hash).where(_USERS.c.name == name)
    if reader.connection.execute(password).scalar() is not None:
        return None
    if reader.connection.execute(select(_KEPT.c.mark).where(_KEPT.c.user_name == name)).scalar() == now:
        return None
    return {"mark": now, "content": shown_today(reader).as_json()}
