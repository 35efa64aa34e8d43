"""Where the table starts and which of its rows are data."""

from __future__ import annotations

from dataclasses import replace

import pytest

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.importing.cells import Sheet, SourceRow
from carecoop_desktop.platform.office.importing.layout import Skipped, Table, find_table

_KNOWN = frozenset({"name", "date", "amount"})


def _table(*rows: tuple[object, ...]) -> Table:
    return find_table(Sheet(tuple(SourceRow(n, row) for n, row in enumerate(rows, start=1))), _KNOWN)  # type: ignore[arg-type]


def test_headings_stand_below_titles_and_blank_rows() -> None:
    table = _table(
        ("Hours of October",), (), ("Name", "Printed 1 Nov"), ("Name", "Date", "Amount"), ("Ann", "1/2/26", 3)
    )
    assert table.headings == ("Name", "Date", "Amount")
    assert [row.number for row in table.rows] == [5]
    assert table.skipped == (Skipped(1, "title"), Skipped(3, "title"))


@pytest.mark.parametrize(
    "row",
    [
        ("", "TOTAL", ""),
        ("Total", "", "12"),
        ("Totals:", "", "£1,234.50"),
        ("Grand total", 5, 7),
        ("Sub-total", "", "(3.20)"),
        ("Total hours", "", "37:30"),
        ("", "", "11"),
        ("", "", "£2,216.40"),
        ("", "", 26.5),
    ],
)
def test_totals_are_left_out_and_told(row: tuple[object, ...]) -> None:
    table = _table(("Name", "Date", "Amount"), ("Ann", "1/2/26", "3"), row)
    assert ([data.number for data in table.rows], table.skipped) == ([2], (Skipped(3, "total"),))


@pytest.mark.parametrize(
    "row",
    [
        ("Total Eclipse Ltd", "Ann", "3"),
        ("Tom Totally", "1/2/26", "3"),
        ("Ann", "", "total"),
        ("", "1/2/26", ""),
        ("", "09:00", "12"),
        ("014", "", ""),
    ],
)
def test_a_row_with_an_identity_is_no_total(row: tuple[object, ...]) -> None:
    assert len(_table(("Name", "Date", "Amount"), row).rows) == 1


def test_headings_repeated_on_each_printed_page_are_left_out() -> None:
    table = _table(("Name", "Date"), ("Ann", "1/2/26"), ("Name", "Date"), ("Ben", "1/2/26"))
    assert ([row.number for row in table.rows], table.skipped) == ([2, 4], (Skipped(3, "headings again"),))


@pytest.mark.parametrize("rows", [((),), (("Ann", "1/2/26"),), (("Name",), ("Ann",)), ()])
def test_without_headings_the_file_is_refused(rows: tuple[tuple[object, ...], ...]) -> None:
    with pytest.raises(Refusal, match="No row of headings"):
        _table(*rows)


@pytest.mark.parametrize(
    "row",
    [
        ("Ann Lee Total", "", 3),
        ("", "", "Total", 3),
        ("Total hours: 45.50", "", ""),
        ("Week ending 11/10/2026 total",),
        ("Weekly total:", "3 hrs", "£4.20"),
        ("Subtotal", "", 5),
        ("Page 2 of 3",),
        ("Hours of October",),
    ],
)
def test_sums_feet_and_titles_of_a_printed_page_are_no_rows(row: tuple[object, ...]) -> None:
    table = _table(("Hours of October",), ("Name", "Date", "Amount"), ("Ann", "1/2/26", 3), row)
    assert [found.number for found in table.rows] == [3]
    assert table.skipped[-1].number == 4


def test_a_person_beside_the_word_total_is_a_row() -> None:
    table = _table(("Name", "Date", "Amount"), ("Ann", "1/2/26", "Total"), ("Total Tom", "x", 2))
    assert [found.number for found in table.rows] == [2, 3]


def test_the_first_sheet_with_headings_is_taken_and_the_others_like_it_are_named() -> None:
    words = Sheet((SourceRow(1, ("How to fill this in",)),), title="Help")
    weeks = [Sheet((SourceRow(1, ("Name", "Date")), SourceRow(2, ("Ann", week))), title=week) for week in ("W1", "W2")]
    table = find_table(replace(words, others=tuple(weeks)), _KNOWN)
    assert (table.rows[0].cells, table.like_it) == (("Ann", "W1"), ("W2",))
