"""What of the evidence needs somebody today, and what Ctrl+K finds of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from carecoop_desktop.assurance.evidence.queries.filing import documents, plans
from carecoop_desktop.assurance.evidence.rules import plan_state
from carecoop_desktop.assurance.evidence.tables import DocumentRow
from carecoop_desktop.platform.kernel.dates import format_date, overdue_words
from carecoop_desktop.platform.office.features import SearchEntry, TodayItem
from carecoop_desktop.platform.office.reader import Reader

_DOCUMENTS: Any = DocumentRow.__table__
SOON = timedelta(days=7)


def today_items(reader: Reader) -> list[TodayItem]:
    """Plans that are overdue or due within a week, and documents to look at again."""
    items = []
    for plan in plans(reader, finished=False):
        if plan.due <= reader.today + SOON:
            state = plan_state(plan.due, None, reader.today)
            late = plan.due < reader.today
            why = f"{plan.who} took it on; due {format_date(plan.due)}"
            when = overdue_words(plan.due, reader.today).capitalize() if late else format_date(plan.due)
            items.append(TodayItem(state.tone if late else "warn", when, plan.what, why, "Open", "evidence",
                                   None, 40 if late else 60, plan.due))  # fmt: skip
    for one in documents(reader):
        if one.state is not None and one.review is not None:
            why = f"Filed as evidence; its review was due {format_date(one.review)}"
            items.append(TodayItem("warn", format_date(one.review), f"Review “{one.title}”", why, "Review", "evidence",
                                   one.id, 55, one.review))  # fmt: skip
    return items


def waiting_count(reader: Reader) -> int:
    """Plans that are overdue and documents to look at again: the badge on the rail."""
    late = sum(plan.due < reader.today for plan in plans(reader, finished=False))
    return late + sum(one.state is not None for one in documents(reader))


def search_entries(reader: Reader, ids: Iterable[int]) -> list[SearchEntry]:
    """Documents as Ctrl+K shows them."""
    columns = (_DOCUMENTS.c.id, _DOCUMENTS.c.title, _DOCUMENTS.c.dated)
    rows = reader.connection.execute(select(*columns).where(_DOCUMENTS.c.id.in_(list(ids))))
    return [SearchEntry("evidence", row.id, row.title, f"Document of {format_date(row.dated)}") for row in rows]
