"""Live checks: what the records of the members who are supported now hold, and whose records have a gap."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from carecoop_desktop.people.members.rules import OPEN_TOO_LONG, STANDARD_CONSENTS, consent_state, days_word
from carecoop_desktop.people.members.tables import (
    ChangeRequestRow,
    ConsentRow,
    ContactRow,
    InformationNeedRow,
    MemberRow,
)
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.office.features import CheckResult
from carecoop_desktop.platform.office.reader import Reader

_M, _NEEDS, _CONTACTS = MemberRow.__table__, InformationNeedRow.__table__, ContactRow.__table__
_CONSENTS, _REQUESTS = ConsentRow.__table__, ChangeRequestRow.__table__
Gap = Callable[[Any], str]


def about_me_written(reader: Reader) -> CheckResult:
    """Every member who is supported says who they are in their own words."""
    return _over_members(reader, lambda row: "" if row.about_me.strip() else "nothing is written yet")


def accessible_needs_recorded(reader: Reader) -> CheckResult:
    """Everybody was asked how information must reach them, and asked again in time."""
    latest: dict[int, Any] = {}
    for row in reader.connection.execute(select(_NEEDS).order_by(_NEEDS.c.id)):
        if row.member_id not in latest or (row.review or date.max) < (latest[row.member_id].review or date.max):
            latest[row.member_id] = row

    def gap(member: Any) -> str:
        need = latest.get(member.id)
        if need is None:
            return "not asked yet how information must reach them"
        late = need.review is not None and need.review < reader.today
        return f"the review was due on {format_date(need.review)}" if late else ""

    return _over_members(reader, gap)


def consent_recorded(reader: Reader) -> CheckResult:
    """Each member's answer on support and on sharing records is on file and in date."""
    held: dict[tuple[int, str], Any] = {}
    rows = reader.connection.execute(select(_CONSENTS).where(_CONSENTS.c.withdrawn.is_(None)).order_by(_CONSENTS.c.id))
    for row in rows:
        held[row.member_id, row.subject] = row

    def gap(member: Any) -> str:
        found = {subject: held.get((member.id, subject)) for subject in STANDARD_CONSENTS}
        if missing := [subject for subject, row in found.items() if row is None]:
            return f"nothing recorded on {' and '.join(missing)}"
        late = [row for row in found.values() if row and _to_renew(row, reader.today)]
        return f"to renew since {format_date(late[0].review)}" if late else ""

    return _over_members(reader, gap)


def _to_renew(row: Any, today: date) -> bool:
    return consent_state(row.given, row.withdrawn, row.review, today).word == "to renew"


def contacts_recorded(reader: Reader) -> CheckResult:
    """Each member has somebody who can be reached, by name and telephone."""
    columns = select(_CONTACTS.c.member_id).where(
        _CONTACTS.c.until.is_(None), _CONTACTS.c.name != "", (_CONTACTS.c.phone != "") | (_CONTACTS.c.email != "")
    )
    reached = set(reader.connection.execute(columns).scalars())
    return _over_members(reader, lambda row: "" if row.id in reached else "nobody with a name and a telephone number")


def reviews_in_date(reader: Reader) -> CheckResult:
    """Each member's support plan is looked at again in time."""

    def gap(row: Any) -> str:
        if row.plan_review is None:
            return "no review is planned"
        return f"the review was due on {format_date(row.plan_review)}" if row.plan_review < reader.today else ""

    return _over_members(reader, gap)


def change_requests_answered(reader: Reader) -> CheckResult:
    """What members asked for in the last twelve months was answered within a week."""
    since = reader.today - timedelta(days=365)
    ripe = reader.today - timedelta(days=OPEN_TOO_LONG)
    rows = reader.connection.execute(
        select(_REQUESTS, _M.c.name)
        .join(_M, _M.c.id == _REQUESTS.c.member_id)
        .where(_REQUESTS.c.asked >= since)
        .order_by(_REQUESTS.c.asked.desc(), _REQUESTS.c.id)
    ).all()
    counted = [row for row in rows if row.answered is not None or row.asked < ripe]
    late = [row for row in counted if row.answered is None or (row.answered - row.asked).days > OPEN_TOO_LONG]
    gaps = tuple(("members", row.member_id, row.name, _late(row, reader.today)) for row in late)
    days = sorted((row.answered - row.asked).days for row in counted if row.answered is not None)
    shown = f"{len(counted) - len(late)} of {len(counted)} within a week"
    if days:
        shown += f", half of them within {days_word(days[len(days) // 2])}"
    return CheckResult(len(counted) - len(late), len(counted), 90, gaps, shown if counted else "")


def _late(row: Any, today: date) -> str:
    if row.answered is None:
        return f"“{row.what}” has been open for {days_word((today - row.asked).days)}"
    return f"“{row.what}” took {days_word((row.answered - row.asked).days)}"


def _over_members(reader: Reader, gap: Gap, aim: int = 100) -> CheckResult:
    """How many of the members who are supported now (active or paused) have no gap."""
    rows = list(_supported(reader))
    found = [(row, gap(row)) for row in rows]
    gaps = tuple(("members", row.id, row.name, why) for row, why in found if why)
    return CheckResult(len(rows) - len(gaps), len(rows), aim, gaps)


def _supported(reader: Reader) -> Iterable[Any]:
    statement = select(_M).where(_M.c.status.in_(("active", "paused"))).order_by(_M.c.name_key, _M.c.id)
    return reader.connection.execute(statement)
