"""What waits today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from carecoop_desktop.people.assistants.actions import record_right_to_work, record_status_check
from carecoop_desktop.people.assistants.entries import Dbs, RightToWork, Training
from carecoop_desktop.people.assistants.queries import today_items, waiting_count
from carecoop_desktop.people.assistants.reference import courses
from carecoop_desktop.platform.office.office import Office

ONLINE = Dbs("001234567890", date(2024, 11, 18), update_service=True, status_checked=date(2025, 11, 20))


def trained(**done: date) -> tuple[Training, ...]:
    usual = {course.code: date(2026, 6, 2) for course in courses().for_everybody}
    changed = {code.replace("_", "-"): day for code, day in done.items()}
    return tuple(Training(code, day) for code, day in {**usual, **changed}.items())


def test_nothing_waits_when_all_is_in_date(office: Office, add: Callable[..., int]) -> None:
    add()
    assert office.read(today_items) == [] and office.read(waiting_count) == 0


def test_an_overdue_look_at_the_update_service_is_first(office: Office, add: Callable[..., int]) -> None:
    number = add(dbs=ONLINE)
    (item,) = office.read(today_items)
    assert (item.tone, item.when, item.what) == ("bad", "Overdue 10 days", "DBS renewal · Siân Davies")
    assert item.why == "Update Service check was due 20 Nov 2026"
    assert (item.button, item.page, item.record_id) == ("Record check", "assistants", number)
    office.do(record_status_check, number, date(2026, 11, 30))
    assert office.read(today_items) == []


def test_a_renewal_that_comes_is_told_quietly(office: Office, add: Callable[..., int]) -> None:
    add(dbs=Dbs("001234567890", date(2024, 1, 9)))
    (item,) = office.read(today_items)
    assert (item.tone, item.when, item.why) == ("info", "9 Jan 2027", "A new certificate is due")
    assert office.read(waiting_count) == 0


def test_no_certificate_at_all_is_told(office: Office, add: Callable[..., int]) -> None:
    add(dbs=None)
    (item,) = office.read(today_items)
    assert (item.tone, item.what) == ("bad", "DBS certificate · Siân Davies")


def test_limited_leave_is_told_before_it_ends_and_after(office: Office, add: Callable[..., int]) -> None:
    number = add()
    office.do(record_right_to_work, number, RightToWork("Share code", date(2026, 1, 1), "PS", date(2026, 12, 20)))
    (item,) = office.read(today_items)
    assert (item.tone, item.when) == ("warn", "20 Dec 2026")
    office.do(record_right_to_work, number, RightToWork("Share code", date(2026, 1, 2), "PS", date(2026, 11, 28)))
    (late,) = office.read(today_items)
    assert (late.tone, late.when) == ("bad", "Overdue 2 days")
    office.do(record_right_to_work, number, RightToWork("Settled status", date(2026, 11, 30), "PS"))
    assert office.read(today_items) == []


def test_overdue_training_names_the_courses(office: Office, add: Callable[..., int]) -> None:
    add(training=trained(medicines=date(2025, 11, 1), fire_safety=date(2025, 11, 20)))
    (item,) = office.read(today_items)
    assert (item.tone, item.button) == ("warn", "Record training")
    assert item.why == "Medicines overdue 29 days; Fire safety overdue 10 days"


def test_training_to_book_is_one_line_for_all(office: Office, add: Callable[..., int]) -> None:
    add("Siân Davies", training=trained(medicines=date(2025, 12, 20)))
    add("Ann Hay", training=trained(medicines=date(2025, 12, 10), fire_safety=date(2025, 12, 24)))
    (item,) = office.read(today_items)
    assert (item.when, item.what) == ("3 due", "Training to book · 2 PAs")
    assert item.why == "First: Ann Hay, Medicines, 10 Dec 2026"


def test_an_active_pa_without_pay_details_is_told(office: Office, add: Callable[..., int]) -> None:
    add("Ann Hay", bank=None)
    add("Bo Lee", bank=None, tax=None)
    assert [(item.what, item.why) for item in office.read(today_items)] == [
        ("Pay details · Ann Hay", "Without bank details this PA cannot be paid"),
        ("Pay details · Bo Lee", "Without bank and tax details this PA cannot be paid"),
    ]
    assert office.read(waiting_count) == 2


def test_the_most_urgent_comes_first(office: Office, add: Callable[..., int]) -> None:
    add("Ann Hay", bank=None)
    add("Zoe Price", dbs=ONLINE)
    add("Bo Lee", training=trained(medicines=date(2025, 11, 1)))
    assert [item.what.split(" · ")[0] for item in office.read(today_items)] == [
        "DBS renewal",
        "Pay details",
        "Training",
    ]
