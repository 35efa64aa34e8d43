"""What the import page decides, without a window."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest

from carecoop_desktop.people.members.import_rules import member_spec
from carecoop_desktop.platform.desktop.importing.steps import ImportSteps, Show, shown
from carecoop_desktop.platform.kernel.errors import FieldConflict, Refusal
from carecoop_desktop.platform.office.importing.plan import plan_import
from carecoop_desktop.platform.office.importing.reading import read_bytes

SPEC = member_spec(date(2026, 11, 30))
GOOD = b"No,Name,DOB,Weekly budget\n1,Ann Hay,1/2/1950,250\n"
MIXED = GOOD + b"2,Bo Rees,31/02/1950,300\n1,Ann Hay,1/2/1950,1\n"


def _steps(data: bytes, remembered: dict[str, str] | None = None, standing: tuple = ()) -> ImportSteps:
    steps = ImportSteps(SPEC.fields)
    sheet = read_bytes("members.csv", data)
    steps.open_file("members.csv", sheet, remembered)
    try:
        steps.looked(plan_import(sheet, SPEC, standing, steps.mapping))
    except Refusal as trouble:
        steps.failed(str(trouble))
    return steps


def test_nothing_can_be_imported_without_a_file() -> None:
    steps = ImportSteps(SPEC.fields)
    assert steps.why_not_all == steps.why_not_good == "Choose a file first."
    assert (steps.rows(), steps.summary, steps.warnings) == ([], "", [])


def test_a_file_without_a_fault_is_imported_whole() -> None:
    steps = _steps(GOOD)
    assert steps.why_not_all == ""
    assert steps.why_not_good == "No row is refused: import them all."
    assert steps.summary == "members.csv · 1 rows · 1 new · 0 changed · 0 refused"


def test_a_refused_row_stops_the_whole_but_not_the_good() -> None:
    steps = _steps(MIXED)
    assert steps.why_not_all == "2 rows are refused. Correct the file, or import the good rows."
    assert steps.why_not_good == ""


def test_a_file_of_faults_only() -> None:
    steps = _steps(b"Name,DOB\nAnn,32/1/1950\n")
    assert steps.why_not_all == steps.why_not_good == "No row of this file can be read."


def test_what_is_imported_is_not_imported_again() -> None:
    steps = _steps(GOOD)
    steps.imported("Imported 1")
    assert steps.why_not_all == "This file has been imported."


def test_each_row_says_what_becomes_of_it() -> None:
    rows = _steps(MIXED).rows()
    assert [(row.number, row.word) for row in rows] == [(2, "New"), (3, "Refused"), (4, "Refused")]
    assert rows[0].values == ("1", "Ann Hay", "1 Feb 1950", "£250.00")
    assert rows[1].values == ("2", "Bo Rees", "31/02/1950", "300")
    assert "DOB: " in rows[1].why and "Accepted: " in rows[1].why
    assert "stands in row 2 already" in rows[2].why


def test_only_some_rows_can_be_shown() -> None:
    steps = _steps(MIXED)
    assert [row.number for row in steps.rows(Show.REFUSED)] == [3, 4]
    assert [row.number for row in steps.rows(Show.NEW)] == [2]
    assert steps.rows(Show.CHANGED) == []


def test_a_change_shows_before_and_after() -> None:
    standing = ({"id": 1, "number": "1", "name": "Ann Hayes", "born": date(1950, 2, 1)},)
    (row,) = _steps(GOOD, standing=standing).rows()
    changed, warned = row.why.split("; ", 1)
    assert (row.word, row.tone, changed) == ("Changed", "info", "Name: Ann Hayes → Ann Hay")
    assert warned.startswith("no council or ICB is named")


def test_warnings_stand_on_their_rows() -> None:
    data = b"Name,DOB,Joined,Shoe size\nAnn Hay,1/2/1950,1/2/2030,5\n"
    steps = _steps(data)
    assert steps.rows()[0].why == "the joining date is still to come."
    assert steps.warnings == ["Columns that were not read: Shoe size."]


def test_columns_are_found_and_can_be_changed() -> None:
    steps = _steps(b"Who,Birthday,Phone\nAnn Hay,1/2/1950,07700 900123\n")
    assert "no column for Name" in steps.why_not_all
    assert steps.chosen == {"born": "Birthday", "phone": "Phone"}
    steps.choose("name", "Who")
    assert steps.mapping["name"] == "Who"


def test_a_column_serves_one_field() -> None:
    steps = _steps(GOOD)
    steps.choose("known", "Name")
    assert "name" not in steps.chosen
    steps.choose("known", "")
    assert "known" not in steps.chosen
    assert steps.mapping["known"] == ""


def test_what_a_file_merely_lacks_is_not_left_out_for_ever() -> None:
    steps = _steps(GOOD)
    assert "email" not in steps.mapping
    steps.choose("weekly_budget", "")
    assert steps.mapping["weekly_budget"] == ""


def test_remembered_columns_come_first() -> None:
    steps = _steps(b"Name,Alias,DOB\nAnn Hay,Annie,1/2/1950\n", {"name": "Alias", "postcode": ""})
    assert steps.chosen["name"] == "Alias"
    assert steps.rows()[0].values[0] == "Annie"
    assert steps.left_out == {"postcode"}


def test_a_file_without_headings_is_refused() -> None:
    with pytest.raises(Refusal, match="No row of headings"):
        ImportSteps(SPEC.fields).open_file("x.csv", read_bytes("x.csv", b"1,2\n3,4\n"))


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("name", None, ""),
        ("born", date(1950, 2, 1), "1 Feb 1950"),
        ("start", time(7, 5), "07:05"),
        ("weekly_budget", 71750, "£717.50"),
        ("minutes", 90, "90"),
        ("enrolled", True, "Yes"),
        ("share", Decimal("5.5"), "5.5"),
    ],
)
def test_values_as_staff_read_them(name: str, value: object, words: str) -> None:
    assert shown(name, value) == words


def test_what_another_desk_changed_can_be_left_and_is_told_with_both_values() -> None:
    steps = ImportSteps(())
    told = FieldConflict("import", 3, "weekly", 25_000, 30_000, 27_500, "Priya Shah", "")
    other = FieldConflict("agreement", 1, "note", "", "x", None, "Tom", "", hidden=True)
    assert (
        steps.choice([told]) == "weekly: £275.00 there, £300.00 in the file. Import again to write what the file says."
    )
    steps.met([told, other])
    assert (set(steps.moved), steps.leave_words) == ({3}, "Leave 1 row as another desk has set it")
    assert steps.choice([other]).startswith("Import again to write what the file says, or tick")
    steps.leave(True)
    assert steps.left == {3}
    steps.leave(False)
    assert steps.left == frozenset()
