"""What of the evidence needs somebody today, and what Ctrl+K finds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from carecoop_desktop.assurance.evidence.actions import finish_plan, plan_gap
from carecoop_desktop.assurance.evidence.queries import search_entries, today_items, waiting_count
from carecoop_desktop.platform.database.lists.search_index import find
from carecoop_desktop.platform.office.office import Office

SAF = "cqc-saf-2023"


def plan(office: Office, what: str, days: int) -> int:
    return office.do(plan_gap, SAF, "S6", what, "Rhian Lowe", office.today + timedelta(days=days)).value


def test_an_empty_office_waits_for_nothing(office: Office) -> None:
    assert office.read(today_items) == []
    assert office.read(waiting_count) == 0


def test_overdue_plans_and_those_of_this_week_are_told(office: Office) -> None:
    plan(office, "Renew", -6)
    plan(office, "Book", 3)
    plan(office, "Later", 30)
    items = office.read(today_items)
    assert [(one.what, one.tone) for one in items] == [("Renew", "bad"), ("Book", "warn")]
    assert items[0].when == "Overdue 6 days"
    assert items[0].why == "Rhian Lowe took it on; due 24 Nov 2026"
    assert items[0].rank < items[1].rank
    assert office.read(waiting_count) == 1


def test_a_finished_plan_is_not_told(office: Office) -> None:
    office.do(finish_plan, plan(office, "Renew", -6))
    assert office.read(today_items) == []


def test_a_document_to_look_at_again_opens_on_itself(office: Office, filed: Callable[..., int]) -> None:
    number = filed(review=date(2026, 11, 20))
    filed("Fresh", review=date(2027, 1, 1))
    item = office.read(today_items)[0]
    assert (item.page, item.record_id, item.what) == ("evidence", number, "Review “Recruitment policy”")
    assert office.read(waiting_count) == 1


def test_documents_are_found_by_their_title(office: Office, filed: Callable[..., int]) -> None:
    number = filed("Safeguarding leaflet")
    entry = office.read(search_entries, [number])[0]
    assert (entry.kind, entry.title, entry.detail) == ("evidence", "Safeguarding leaflet", "Document of 9 Sep 2026")
    found = office.read(lambda reader: find(reader.connection, "leaflet", limit=5))
    assert [(one.kind, one.record_id) for one in found] == [("evidence", number)]
