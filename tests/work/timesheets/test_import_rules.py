"""Hours from an office's spreadsheet: minutes, nights, miles and expenses to the last one."""

from __future__ import annotations

import json
import re
from datetime import date, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.people.assistants.import_rules import assistant_spec
from carecoop_desktop.people.members.import_rules import member_spec
from carecoop_desktop.platform.office.importing.cells import Cell, Sheet, SourceRow
from carecoop_desktop.platform.office.importing.names import Known, NameLookup
from carecoop_desktop.platform.office.importing.plan import ImportSpec, plan_import
from carecoop_desktop.platform.office.importing.reading import read_sheet
from carecoop_desktop.platform.office.importing.report import ImportReport
from carecoop_desktop.platform.office.importing.values import Unreadable, clock_time, day
from carecoop_desktop.work.timesheets.import_rules import by_assistant, timesheet_json, timesheet_spec

_TODAY = date(2026, 11, 22)
_ANN, _BEN, _CY = Known(1, "Ann Lee"), Known(2, "Ben Oduya"), Known(3, "Cy Rhys")
_HEAD = ("PA", "Member", "Date", "Start", "Finish", "Break", "Type", "Miles", "Expenses", "Notes", "Week ending")


def _spec() -> ImportSpec:
    return timesheet_spec(NameLookup("PA", [_ANN, _BEN]), NameLookup("member", [_CY]), _TODAY)


def _plan(*rows: tuple[Cell, ...], standing: tuple[dict[str, object], ...] = ()) -> ImportReport:
    sheet = Sheet(tuple(SourceRow(number, row) for number, row in enumerate((_HEAD, *rows), start=1)))
    return plan_import(sheet, _spec(), standing)


def _one(*row: Cell) -> Any:
    report = _plan(("Ann Lee", "Cy Rhys", "24/10/2026", *row))
    assert not report.refused
    return report.rows[0].values


def _office_spec(folder: Path) -> ImportSpec:
    """The specification for the people of the office whose files lie in a folder."""
    lookups = [
        NameLookup(
            sort, [Known(row.number, str(row.values["name"])) for row in plan_import(read_sheet(file), spec).rows]
        )
        for sort, file, spec in (
            ("PA", folder / "assistants.csv", assistant_spec(_TODAY)),
            ("member", folder / "members.csv", member_spec(_TODAY)),
        )
    ]
    return timesheet_spec(lookups[0], lookups[1], _TODAY)


def _typed(cell: Cell) -> Cell | float:
    """A cell as Excel would have kept it: real dates, times, fractions of a day, numbers."""
    cell = cell.strip() if isinstance(cell, str) else cell
    for parse in (day, clock_time):
        try:
            found = parse(cell) if isinstance(cell, str) and re.search(r"[-/: ]", cell) else None
        except Unreadable:
            continue
        if found is not None:
            return found
    if isinstance(cell, str) and re.fullmatch(r"[0-9]+(\.[0-9]+)?", cell):
        return float(cell) if "." in cell else int(cell)
    return cell


def _fraction(cell: Cell | float) -> Cell | float:
    return (cell.hour * 60 + cell.minute) / 1440 if isinstance(cell, time) else cell


def _as_workbook(sheet: Sheet, file: Path, *, fractions: bool) -> Sheet:
    book = openpyxl.Workbook()
    for row in sheet.rows:
        cells = [_typed(cell) for cell in row.cells]
        book.active.append([_fraction(cell) for cell in cells] if fractions else cells)
    book.save(file)
    return read_sheet(file)


@pytest.mark.parametrize("form", ["csv", "times", "fractions"])
def test_an_offices_file_gives_exactly_what_is_expected(shared: Path, tmp_path: Path, form: str) -> None:
    folder = shared / "real-input"
    expected = json.loads((folder / "expected.json").read_text())
    sheet = read_sheet(folder / "timesheets.csv")
    if form != "csv":
        sheet = _as_workbook(sheet, tmp_path / "timesheets.xlsx", fractions=form == "fractions")
    report = plan_import(sheet, _office_spec(folder))
    assert [(cell.row, cell.why) for cell in report.refused] == [
        (refused["row"], refused["why"]) for refused in expected["refused"]["timesheets"]
    ]
    totals = {str(total["name"]): total for total in by_assistant(report)}
    for figure in ("minutes", "miles", "expenses_pence"):
        assert {name: total[figure] for name, total in totals.items()} == expected[figure]
    assert {n: t["sleep_in_nights"] for n, t in totals.items() if t["sleep_in_nights"]} == expected["sleep_in_nights"]
    assert (report.read, report.count("new"), report.warnings) == (175, 169, ())


def test_the_windows_1252_file_gives_the_same_for_the_people_it_can_write(shared: Path) -> None:
    folder = shared / "real-input"
    expected = json.loads((folder / "expected.json").read_text())
    report = plan_import(read_sheet(folder / "timesheets-windows-1252.csv"), _office_spec(folder))
    minutes = {str(total["name"]): total["minutes"] for total in by_assistant(report)}
    assert minutes == {name: total for name, total in expected["minutes"].items() if name != "Tolu Zieliński"}
    assert [cell.why for cell in report.refused] == [cell["why"] for cell in expected["refused"]["timesheets"]]


def test_importing_the_same_file_twice_adds_nothing(shared: Path) -> None:
    folder = shared / "real-input"
    sheet, spec = read_sheet(folder / "timesheets.csv"), _office_spec(folder)
    first = plan_import(sheet, spec)
    again = plan_import(sheet, spec, [row.values for row in first.rows])
    assert (again.count("new"), again.count("changed"), again.count("unchanged")) == (0, 0, 169)
    assert by_assistant(again) == by_assistant(first)


@pytest.mark.parametrize(
    ("kind", "minutes", "nights"),
    [
        ("Standard", 600, 0),
        ("std", 600, 0),
        ("", 600, 0),
        ("Waking night", 600, 0),
        ("Sleep-in", 0, 1),
        ("travel", 600, 0),
    ],
)
def test_the_night_of_the_clock_change_lasts_ten_hours_and_a_sleep_in_none(
    kind: str, minutes: int, nights: int
) -> None:
    values = _one("22:00", "7.00", "", kind)
    assert (values["minutes"], values["nights"]) == (minutes, nights)


def test_a_break_is_not_paid() -> None:
    assert _one("9:00", "17:00", "30")["minutes"] == 450


@pytest.mark.parametrize("kind", ["travel", "training", "mileage", "expenses"])
def test_the_co_ops_own_work_needs_no_member(kind: str) -> None:
    report = _plan(("Ann Lee", "", "24/10/2026", "9:00", "10:00", "", kind, "6", "£4.20"))
    assert not report.refused
    assert "member" not in report.rows[0].values


def test_claims_need_no_times_and_have_no_minutes() -> None:
    report = _plan(
        ("Ann Lee", "Cy Rhys", "24/10/2026", "", "", "", "Mileage", "12.5"),
        ("Ann Lee", "Cy Rhys", "24/10/2026", "", "", "", "Expenses", "", "£4.20", "bus"),
        ("Ann Lee", "Cy Rhys", "24/10/2026", "", "", "", "Expenses", "", "£4.20", "bus back"),
    )
    assert timesheet_json(report)["by_assistant"] == [
        {"name": "Ann Lee", "minutes": 0, "sleep_in_nights": 0, "miles": 12.5, "expenses_pence": 840}
    ]


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        (("Nobody", "Cy Rhys", "24/10/2026", "9:00", "10:00"), "PA", "no such PA"),
        (("Ann Lee", "Nobody", "24/10/2026", "9:00", "10:00"), "Member", "no such member"),
        (("Ann Lee", "", "24/10/2026", "9:00", "10:00"), "Member", "nothing is filled in"),
        (("Ann Lee", "Cy Rhys", "31/02/2026", "9:00", "10:00"), "Date", "no such date"),
        (("Ann Lee", "Cy Rhys", "24/10/2026", "9 till late", ""), "Start", "no such time"),
        (("Ann Lee", "Cy Rhys", "24/10/2026", "9:00", ""), "Finish", "nothing is filled in"),
        (("Ann Lee", "Cy Rhys", "24/10/2026", "", "9:00"), "Start", "nothing is filled in"),
        (("Ann Lee", "Cy Rhys", "24/10/2026", "9:00", "0900"), "Finish", "starts when it finishes"),
        (("Ann Lee", "Cy Rhys", "24/10/2026", "9:00", "12:00", "200"), "Break", "the break is longer than the shift"),
        (("Ann Lee", "Cy Rhys", "24/10/2026", "9:00", "12:00", "", "Holiday"), "Type", "no such type of work"),
        (("Ann Lee", "Cy Rhys", "24/10/2026", "", "", "", "Mileage"), "Miles", "nothing is filled in"),
        (("Ann Lee", "Cy Rhys", "24/10/2026", "", "", "", "Expenses", "5"), "Expenses", "nothing is filled in"),
    ],
)
def test_each_wrong_row_is_refused_in_its_column(row: tuple[str, ...], column: str, why: str) -> None:
    report = _plan(row)
    assert [(cell.row, cell.column, cell.why) for cell in report.refused] == [(2, column, why)]
    assert report.refused[0].accepted


def test_several_reasons_of_one_row_are_all_told() -> None:
    report = _plan(("Nobody", "Nobody", "31/02/2026", "late", "25:00", "x"))
    assert [cell.column for cell in report.refused] == ["PA", "Member", "Date", "Start", "Finish", "Break"]
    assert report.read == 1


def test_a_later_finish_is_a_change_of_the_shift_that_stands() -> None:
    row = ("Ann Lee", "Cy Rhys", "24/10/2026", "9:00", "12:00")
    first = _plan(row).rows[0].values
    report = _plan((*row[:4], "13:00"), standing=({**first, "id": 5},))
    assert report.rows[0].changes == {"finish": (time(12), time(13))}
    assert report.rows[0].values["minutes"] == 240


def test_the_same_start_with_another_pa_or_kind_is_another_shift() -> None:
    report = _plan(
        ("Ann Lee", "Cy Rhys", "24/10/2026", "9:00", "12:00"),
        ("Ben Oduya", "Cy Rhys", "24/10/2026", "9:00", "12:00"),
        ("Ann Lee", "Cy Rhys", "24/10/2026", "9:00", "9:30", "", "Travel"),
        ("ann  lee", "CY RHYS", "24-Oct-26", "0900", "1 pm"),
    )
    assert [(cell.row, cell.why) for cell in report.refused] == [(5, "the same shift twice")]


@pytest.mark.parametrize(
    ("when", "finish", "stated", "told"),
    [
        ("24/10/2026", "10:00", "25/10/2026", None),
        ("24/10/2026", "10:00", "18/10/2026", "24 Oct 2026 lies in the week ending 25 Oct 2026, not 18 Oct 2026."),
        ("24/12/2026", "10:00", "", "24 Dec 2026 is still to come."),
        ("24/10/2025", "10:00", "", "24 Oct 2025 is more than half a year ago."),
        ("24/10/2026", "01:00", "", "the shift lasts 16 hours or longer."),
    ],
)
def test_odd_dates_and_lengths_are_told_and_taken(when: str, finish: str, stated: str, told: str | None) -> None:
    report = _plan(("Ann Lee", "Cy Rhys", when, "9:00", finish, "", "", "", "", "", stated))
    assert report.warnings == ((f"Row 2: {told}",) if told else ())
    assert report.count("new") == 1


_WORDS = st.one_of(
    st.sampled_from(["Ann Lee", "Cy Rhys", "24/10/2026", "9:00", "17.30", "30", "Sleep-in", "12", "£1", "", "TOTAL"]),
    st.text(max_size=5),
    st.integers(-3, 50_000),
    st.times(),
    st.dates(),
)


@given(st.lists(st.lists(_WORDS, max_size=11).map(tuple), max_size=6))
def test_any_cells_give_good_or_refused_rows(rows: list[tuple[Cell, ...]]) -> None:
    report = _plan(*rows)
    assert not {row.number for row in report.rows} & set(report.refused_rows)
    assert all(total["name"] in ("Ann Lee", "Ben Oduya") for total in by_assistant(report))
    json.dumps(timesheet_json(report))


def _sheet(head: str, *rows: str) -> ImportReport:
    cells = [tuple(line.split("|")) for line in (head, *rows)]
    return plan_import(Sheet(tuple(SourceRow(at, row) for at, row in enumerate(cells, start=1))), _spec())


def test_words_of_other_offices_and_an_idle_weekday_column_are_understood() -> None:
    report = _sheet(
        "Week|Carer|Client name|Day|Shift date|Clock in|Clock out", "42|Ann Lee|Cy Rhys|Mon|05/10/2026|9.00|12.00"
    )
    assert (report.rows[0].values["day"], report.rows[0].values["minutes"]) == (date(2026, 10, 5), 180)
    assert report.columns.unused == ("Week", "Day")


def test_both_times_may_stand_in_one_column() -> None:
    report = _sheet("PA|Member|Date|Times", "Ann Lee|Cy Rhys|05/10/2026|0730-1500", "Ann Lee|Cy Rhys|06/10/2026|9-5")
    assert report.rows[0].values["minutes"] == 450
    assert [(cell.row, cell.column, cell.why) for cell in report.refused] == [(3, "Times", "no such times")]


def test_a_break_in_hours_is_taken_off_and_a_break_of_one_minute_is_doubted() -> None:
    head = "PA|Member|Date|Start|Finish|"
    assert _sheet(head + "Break (hrs)", "Ann Lee|Cy Rhys|05/10/2026|09:00|17:00|0.5").rows[0].values["minutes"] == 450
    assert "read as 1 min" in _sheet(head + "Break", "Ann Lee|Cy Rhys|05/10/2026|09:00|17:00|1").warnings[0]


def test_hours_that_disagree_with_the_times_are_told() -> None:
    head = "PA|Member|Date|Start|Finish|Hours"
    report = _sheet(head, "Ann Lee|Cy Rhys|05/10/2026|09:00|12:00|3", "Ann Lee|Cy Rhys|06/10/2026|09:00|12:30|3.00")
    assert report.warnings == ("Row 3: the sheet says 3.00 hours, start and finish make 3.50.",)


@pytest.mark.parametrize(
    ("tick", "kind"), [("x1", "sleep-in"), ("Yes", "sleep-in"), ("", "standard"), ("0", "standard"), ("-", "standard")]
)
def test_a_ticked_sleep_in_is_a_night_and_no_hours(tick: str, kind: str) -> None:
    (row,) = _sheet("PA|Member|Date|Start|Finish|Sleep-in", f"Ann Lee|Cy Rhys|05/10/2026|22:00|07:00|{tick}").rows
    assert (row.values["kind"], row.values["nights"]) == (kind, int(kind == "sleep-in"))


@pytest.mark.parametrize(
    ("tick", "kind", "why"),
    [("2", "", "more than one night in one row"), ("1", "Standard", "the type of work is another")],
)
def test_a_sleep_in_that_cannot_be_one_is_refused(tick: str, kind: str, why: str) -> None:
    report = _sheet(
        "PA|Member|Date|Start|Finish|Sleep-in|Type", f"Ann Lee|Cy Rhys|05/10/2026|22:00|07:00|{tick}|{kind}"
    )
    assert [(cell.column, cell.why) for cell in report.refused] == [("Sleep-in", why)]


@pytest.mark.parametrize("nothing", ["-", "–", "£-", "£ - ", "n/a", "Nil", "none"])
def test_a_dash_is_nothing(nothing: str) -> None:
    report = _sheet(
        "PA|Member|Date|Start|Finish|Break|Miles|Expenses",
        f"Ann Lee|Cy Rhys|05/10/2026|09:00|12:00|{nothing}|{nothing}|{nothing}",
    )
    assert not report.refused
    assert not {"miles", "expenses"} & set(report.rows[0].values)
