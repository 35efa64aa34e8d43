"""What of the members' records needs somebody today, and what Ctrl+K finds of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from carecoop_desktop.people.members.rules import CONSENT_SUBJECTS, LOOK_AHEAD, OPEN_TOO_LONG, days_word
from carecoop_desktop.people.members.tables import ChangeRequestRow, ConsentRow, MemberRow
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.office.features import SearchEntry, TodayItem
from carecoop_desktop.platform.office.reader import Reader

_M, _CONSENTS, _REQUESTS = MemberRow.__table__, ConsentRow.__table__, ChangeRequestRow.__table__


def today_items(reader: Reader) -> list[TodayItem]:
    """Requests that wait, reviews due and consents to renew, one line each where there are few of a kind."""
    return [*_requests(reader), *_reviews(reader), *_consents(reader)]


def _requests(reader: Reader) -> list[TodayItem]:
    before = reader.today - timedelta(days=OPEN_TOO_LONG)
    rows = reader.connection.execute(
        select(_REQUESTS.c.member_id, _REQUESTS.c.what, _REQUESTS.c.asked, _M.c.name)
        .join(_M, _M.c.id == _REQUESTS.c.member_id)
        .where(_REQUESTS.c.result == "open", _REQUESTS.c.asked < before, _M.c.status != "left")
        .order_by(_REQUESTS.c.asked, _REQUESTS.c.id)
    )
    items = []
    for row in rows:
        waiting = (reader.today - row.asked).days
        tone = "bad" if waiting > 3 * OPEN_TOO_LONG else "warn"
        what = f"{row.name} asked: {_start_small(row.what)}"
        why = f"Asked on {format_date(row.asked)}; requests are answered within a week"
        items.append(TodayItem(tone, days_word(waiting), what, why, "Answer", "members", row.member_id, 30))
    return items


def _reviews(reader: Reader) -> list[TodayItem]:
    rows = reader.connection.execute(
        select(_M.c.id, _M.c.name, _M.c.plan_review)
        .where(_M.c.status.in_(("active", "paused")), _M.c.plan_review < reader.today)
        .order_by(_M.c.plan_review, _M.c.id)
    )
    return [
        TodayItem("warn", days_word((reader.today - row.plan_review).days),
                  f"Review of {row.name}'s support plan",
                  f"It was due on {format_date(row.plan_review)}", "Open plan", "members", row.id, 45)
        for row in rows
    ]  # fmt: skip


def _consents(reader: Reader) -> list[TodayItem]:
    rows = reader.connection.execute(
        select(_CONSENTS.c.member_id, _CONSENTS.c.subject, _CONSENTS.c.review, _M.c.name)
        .join(_M, _M.c.id == _CONSENTS.c.member_id)
        .where(_CONSENTS.c.withdrawn.is_(None), _CONSENTS.c.given, _M.c.status.in_(("active", "paused")),
               _CONSENTS.c.review <= reader.today + LOOK_AHEAD)
        .order_by(_CONSENTS.c.review, _CONSENTS.c.id)
    )  # fmt: skip
    by_member: dict[int, list[Any]] = {}
    for row in rows:
        by_member.setdefault(row.member_id, []).append(row)
    return [_renewal(found, reader.today) for found in by_member.values()]


def _renewal(rows: list[Any], today: date) -> TodayItem:
    """One line a member, however many of their consents are due; the earliest says how urgent it is."""
    first = rows[0]
    past = first.review < today
    subjects = "; ".join(CONSENT_SUBJECTS[row.subject] for row in rows)
    when = days_word((today - first.review).days) if past else format_date(first.review)
    why = f"{subjects} - to be looked at {'since' if past else 'by'} {format_date(first.review)}"
    title = f"Consent of {first.name} to renew"
    return TodayItem(
        "warn" if past else "info", when, title, why, "Open", "members", first.member_id, 46 if past else 70
    )


def search_entries(reader: Reader, ids: Iterable[int]) -> list[SearchEntry]:
    """Members as Ctrl+K shows them: name; number, town and birth date say who is meant."""
    rows = reader.connection.execute(select(_M).where(_M.c.id.in_(list(ids))))
    return [SearchEntry("members", row.id, row.name, _detail(row.number, row.known_as, row.nhs_number)) for row in rows]


def _detail(number: str, known_as: str, nhs_number: str | None) -> str:
    nhs = f"NHS {nhs_number[:3]} {nhs_number[3:6]} {nhs_number[6:]}" if nhs_number else ""
    goes_by = f"goes by {known_as}" if known_as else ""
    return " · ".join(part for part in (f"Member {number}", goes_by, nhs) if part)


def _start_small(words: str) -> str:
    return words[:1].lower() + words[1:] if len(words) > 1 and words[1].islower() else words
