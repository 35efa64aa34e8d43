"""Staff files and the training matrix as an inspector sees them."""

from __future__ import annotations

from carecoop_desktop.home.inspector.showing.sheets import Mark
from carecoop_desktop.home.inspector.showing.staff import staff_list, staff_sheet, training_matrix
from carecoop_desktop.platform.office.office import Office


def test_the_list_says_whose_file_is_not_complete(reading: Office) -> None:
    shown = reading.read(staff_list)
    row = shown.sections[0].rows[0]
    assert row[0] == "Marek Nowak"
    assert row[3] == Mark("not complete", "bad")
    assert "Proof of identity" in str(row[4])
    assert shown.sections[0].opens[0][0] == "staff"


def test_a_file_has_schedule_3_item_by_item_and_training(reading: Office) -> None:
    number = reading.read(staff_list).sections[0].opens[0][1]
    shown = reading.read(staff_sheet, number)
    assert shown.title == "Staff file · Marek Nowak"
    assert shown.context == "Personal assistant since 6 May 2025 · supports 0 members"
    schedule, training = shown.sections
    assert schedule.heading == "Schedule 3 file: not complete"
    assert ("Right to work", "Passport seen", "6 Apr 2025", "Priya Shah") in schedule.rows
    assert len(schedule.rows) == 9
    assert training.rows and isinstance(training.rows[0][3], Mark)


def test_the_matrix_says_what_is_missing(reading: Office) -> None:
    row = reading.read(training_matrix).sections[0].rows[0]
    assert row[0] == "Marek Nowak"
    assert str(row[1]).startswith("0 of ")
    assert "Safeguarding adults not done" in str(row[3])
