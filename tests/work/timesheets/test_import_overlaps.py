"""Rows of an import that lie over other hours of the same PA."""

from __future__ import annotations

from datetime import date, time

from carecoop_desktop.platform.office.importing.cells import Sheet, SourceRow
from carecoop_desktop.platform.office.importing.names import Known, NameLookup
from carecoop_desktop.platform.office.importing.plan import plan_import
from carecoop_desktop.work.timesheets.import_overlaps import overlap_warnings
from carecoop_desktop.work.timesheets.import_rules import timesheet_spec

ANN, BEN, CY = Known(1, "Ann Lee"), Known(2, "Ben Oduya"), Known(3, "Cy Rhys")
HEAD = ("PA", "Member", "Date", "Start", "Finish", "Type", "Miles")
STANDING = {
    "assistant": ANN, "member": CY, "day": date(2026, 10, 5), "kind": "standard", "start": time(9), "finish": time(12),
    "break_minutes": 0,
}  # fmt: skip


def _warnings(*rows: tuple[str, ...], standing: tuple[dict[str, object], ...] = ()) -> list[str]:
    sheet = Sheet(tuple(SourceRow(at, row) for at, row in enumerate((HEAD, *rows), start=1)))
    spec = timesheet_spec(NameLookup("PA", [ANN, BEN]), NameLookup("member", [CY]), date(2026, 11, 22))
    return list(overlap_warnings(plan_import(sheet, spec, standing), standing))


def test_a_shift_moved_on_a_corrected_sheet_is_told_beside_the_one_that_stands() -> None:
    told = _warnings(("Ann Lee", "Cy Rhys", "5/10/2026", "09:30", "12:00"), standing=(STANDING,))
    assert told == ["Row 2: 2.5 h overlaps another shift 09:00\u201312:00."]


def test_two_rows_of_one_pa_are_told_on_both() -> None:
    told = _warnings(
        ("Ann Lee", "Cy Rhys", "5/10/2026", "09:00", "12:00"), ("Ann Lee", "Cy Rhys", "5/10/2026", "11:00", "13:00")
    )
    assert [said[:6] for said in told] == ["Row 2:", "Row 3:"]


def test_the_same_sheet_again_and_a_later_finish_lie_over_nothing() -> None:
    for finish in ("12:00", "12:30"):
        assert not _warnings(("Ann Lee", "Cy Rhys", "5/10/2026", "09:00", finish), standing=(STANDING,))


def test_other_pas_and_mileage_lie_over_nothing() -> None:
    rows = (
        ("Ben Oduya", "Cy Rhys", "5/10/2026", "09:00", "12:00"),
        ("Ann Lee", "Cy Rhys", "5/10/2026", "09:30", "10:00", "Mileage", "4"),
    )
    assert not _warnings(*rows, standing=(STANDING,))
