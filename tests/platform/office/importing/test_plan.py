"""A sheet read by a specification: every reason told, nothing counted twice, a second import adds nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.importing import values as read
from carecoop_desktop.platform.office.importing.cells import Cell, Sheet, SourceRow
from carecoop_desktop.platform.office.importing.plan import Field, ImportSpec, Problem, Row, plan_import
from carecoop_desktop.platform.office.importing.register import Key
from carecoop_desktop.platform.office.importing.report import ImportReport


def _keys(values: Mapping[str, object]) -> tuple[Key, ...]:
    return (("number", values["number"]),) if values.get("number") else ()


def _weak(values: Mapping[str, object]) -> tuple[Key, ...]:
    return (("name", values["name"]),) if values.get("name") else ()


def _check(row: Row) -> Iterable[Problem]:
    if row.get("budget", 0) > 100_000:
        yield Problem("budget", "too much", "at most £1,000")
    if "town" in row and "name" not in row:
        yield Problem("name", "a town needs a name")


def _warn(row: Row) -> Iterable[str]:
    if row.get("budget") == 0:
        yield "the budget is nothing."


_SPEC = ImportSpec(
    name="people",
    fields=(
        Field("number", "No", read.reference),
        Field("name", "Name", read.person_name, required=True, accepted="a name", unless=("alias",)),
        Field("alias", "Alias", read.person_name),
        Field("town", "Town", read.text),
        Field("budget", "Budget", read.money, ("Amount",), needed=True),
    ),
    keys=_keys,
    weak_keys=_weak,
    twice="the same person twice",
    twice_field="name",
    checks=(_check,),
    warn=_warn,
)


def _sheet(*rows: tuple[Cell, ...]) -> Sheet:
    return Sheet(tuple(SourceRow(number, row) for number, row in enumerate(rows, start=1)), ("a note",))


def _plan(*rows: tuple[Cell, ...], standing: Iterable[Mapping[str, object]] = ()) -> ImportReport:
    return plan_import(_sheet(("No", "Name", "Town", "Amount"), *rows), _SPEC, standing)


def test_good_rows_are_typed_and_empty_cells_are_absent() -> None:
    report = _plan(("7", " Ann  Lee ", "", "£4.20"))
    assert [(row.number, row.values, row.status) for row in report.rows] == [
        (2, {"number": "7", "name": "Ann Lee", "budget": 420}, "new")
    ]
    assert report.notes == ("a note",)


def test_every_reason_of_a_row_is_told_with_its_column() -> None:
    report = _plan(("1", "=", "", "ten"), ("2", "", "Chester", "2,000.00"), ("3", "Cy", "", "1"))
    assert [(cell.row, cell.column, cell.value, cell.why) for cell in report.refused] == [
        (2, "Name", "=", "not a name"),
        (2, "Amount", "ten", "not an amount of money"),
        (3, "Name", "", "nothing is filled in"),
        (3, "Amount", "2,000.00", "too much"),
    ]
    assert (report.read, report.refused_rows, [row.number for row in report.rows]) == (3, (2, 3), [4])
    assert report.refused[2].accepted == "a name"


def test_the_second_of_two_rows_about_one_person_is_refused() -> None:
    report = _plan(("1", "Ann", "", "1"), ("1", "Other", "", "1"), ("", "Ann", "", "1"), ("2", "Ann", "", "1"))
    assert [(cell.row, cell.why) for cell in report.refused] == [
        (3, "the same person twice"),
        (4, "the same person twice"),
    ]
    assert "row 2" in report.refused[0].accepted


def test_a_refused_row_does_not_make_the_right_one_after_it_a_second() -> None:
    report = _plan(("1", "Ann", "", "ten"), ("1", "Ann", "", "10"))
    assert ([cell.row for cell in report.refused], [row.number for row in report.rows]) == ([2], [3])


def test_what_stands_already_is_changed_or_left() -> None:
    standing = [{"id": 70, "number": "7", "name": "Ann", "town": "Chester", "budget": 100}, {"id": 80, "name": "Ben"}]
    report = _plan(("7", "Ann", "", "2"), ("", "Ben", "Bury", "1"), standing=standing)
    assert [(row.status, row.existing["id"]) for row in report.rows if row.existing] == [
        ("changed", 70),
        ("unchanged", 80),
    ]
    assert report.rows[0].changes == {"budget": (100, 200)}
    assert [row.number for row in report.to_write()] == [2]


def test_a_row_that_fits_two_records_is_refused() -> None:
    standing = [{"number": "7", "name": "Ann"}, {"number": "7", "name": "Ann B"}]
    assert [cell.why for cell in _plan(("7", "Ann", "", "1"), standing=standing).refused] == [
        "fits two records of the office"
    ]


def test_warnings_name_their_row_and_unread_columns_are_told() -> None:
    sheet = _sheet(("No", "Name", "Amount", "Shoes"), ("1", "Ann", "0", "38"))
    assert plan_import(sheet, _SPEC).warnings == (
        "Row 2: the budget is nothing.",
        "Columns that were not read: Shoes.",
    )


def test_one_american_date_makes_the_others_of_its_column_doubtful() -> None:
    spec = replace(_SPEC, fields=(*_SPEC.fields, Field("seen", "Seen", read.day)))
    sheet = _sheet(("Name", "Budget", "Seen"), ("Ann Lee", "1", "3/4/2026"), ("Cy Rhys", "2", "10/25/2026"))
    report = plan_import(sheet, spec)
    assert [(cell.row, cell.value) for cell in report.refused] == [(3, "10/25/2026")]
    assert "month" in report.refused[0].why
    assert [w for w in report.warnings if "wrong way round" in w and w.startswith("Seen: row 3")]


def test_headings_without_rows_are_told() -> None:
    report = plan_import(_sheet(("Name", "Budget")), _SPEC)
    assert report.read == 0 and report.warnings == ("The file has headings but no rows below them.",)


def test_a_missing_column_is_refused_before_any_row() -> None:
    with pytest.raises(Refusal) as refused:
        plan_import(_sheet(("No", "Name", "Town"), ("1", "Ann", "x")), _SPEC)
    assert str(refused.value) == "The file has no column for Budget. Its columns are: No, Name, Town."
    assert plan_import(_sheet(("No", "Alias", "Amount"), ("1", "Ann", "1")), _SPEC).rows


def test_a_remembered_mapping_reads_headings_of_the_offices_own() -> None:
    sheet = _sheet(("Wer", "Geld"), ("Ann", "4.20"))
    report = plan_import(sheet, _SPEC, mapping={"name": "Wer", "budget": "Geld"})
    assert report.rows[0].values == {"name": "Ann", "budget": 420}
    assert report.columns.mapping == {"name": "Wer", "budget": "Geld"}


_CELLS = st.one_of(st.text(max_size=6), st.integers(-5, 5), st.sampled_from(["Ann", "Ben", "1", "2", "£1.00", ""]))


@given(st.lists(st.tuples(_CELLS, _CELLS, _CELLS, _CELLS), max_size=8))
def test_any_cells_give_good_or_refused_rows_and_the_good_ones_stand_the_second_time(
    rows: list[tuple[Cell, Cell, Cell, Cell]],
) -> None:
    report = _plan(*rows)
    told = {row.number for row in report.rows} | set(report.refused_rows) | {row.number for row in report.skipped}
    assert told == {number for number, row in enumerate(rows, start=2) if not SourceRow(number, row).blank}
    assert not {row.number for row in report.rows} & set(report.refused_rows)
    again = _plan(*rows, standing=[row.values for row in report.rows])
    assert again.refused == report.refused
    assert again.count("new") == 0
