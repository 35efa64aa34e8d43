"""Sheets on paper and hours as a spreadsheet."""

from __future__ import annotations

import csv
from datetime import date, time
from pathlib import Path

import pytest
from pypdf import PdfReader

from carecoop_desktop.platform.kernel.errors import NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.timesheets.actions import NewLine, enter_lines
from carecoop_desktop.work.timesheets.documents import HEADINGS, save_member_hours, save_sheets
from carecoop_desktop.work.timesheets.queries import period_for

DAY = date(2026, 11, 16)


def _fill(office: Office, people) -> int:
    office.do(enter_lines, [
        NewLine(people.marek, people.james, DAY, start=time(7), finish=time(11, 30)),
        NewLine(people.marek, people.james, DAY, "mileage", miles=125),
        NewLine(people.sian, None, DAY, "training", minutes=90),
        NewLine(people.tolu, people.james, DAY, minutes=60),
    ])  # fmt: skip
    return office.read(period_for, "monthly", DAY).id


def test_one_page_for_each_pa_with_lines_to_sign_on(office: Office, periods_made, tmp_path: Path) -> None:
    number = _fill(office, periods_made)
    pages = PdfReader(office.read(save_sheets, number, tmp_path / "sheets.pdf")).pages
    assert len(pages) == 2
    first = pages[0].extract_text()
    for words in ("Marek Nowak", "Mon 16", "07:00–11:30", "4.50 h", "12.5 mi", "these hours are right"):
        assert words in first
    assert "Siân Davies" in pages[1].extract_text()


def test_an_empty_period_says_so_and_large_print_works(office: Office, periods_made, tmp_path: Path) -> None:
    empty = office.read(period_for, "monthly", date(2026, 5, 1)).id
    office.read(save_sheets, empty, tmp_path / "empty.pdf", large_print=True)
    assert "Nobody has hours" in PdfReader(tmp_path / "empty.pdf").pages[0].extract_text()


def test_hours_by_member_add_up(office: Office, periods_made, tmp_path: Path) -> None:
    number = _fill(office, periods_made)
    office.read(save_member_hours, number, tmp_path / "hours.csv")
    with (tmp_path / "hours.csv").open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert tuple(head) == HEADINGS
    assert sorted(rows) == [
        ["James Hollis", "Marek Nowak", "Mileage", "0.00", "0", "12.5", "0.00", "1"],
        ["James Hollis", "Marek Nowak", "Standard", "4.50", "0", "0", "0.00", "1"],
        ["The co-op itself", "Siân Davies", "Training", "1.50", "0", "0", "0.00", "1"],
    ]
    with pytest.raises(Refusal):
        office.read(save_member_hours, office.read(period_for, "monthly", date(2026, 5, 1)).id, tmp_path / "none.csv")


def test_copies_leave_the_office_only_with_permission(office: Office, periods_made, tmp_path: Path) -> None:
    number = _fill(office, periods_made)
    office.user = User("Sam", Role.READ_ONLY)
    with pytest.raises(NotAllowed):
        office.read(save_sheets, number, tmp_path / "sheets.pdf")
    assert not (tmp_path / "sheets.pdf").exists()
