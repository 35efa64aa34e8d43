"""Sheets without clock times are told once, and no sleep-in goes in as standard hours unsaid."""

from __future__ import annotations

from pathlib import Path

import pytest

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.timesheets.queries import plan_timesheets

WHO = "Marek Nowak,James Hollis"


@pytest.fixture
def file(tmp_path: Path):
    def write(text: str) -> Path:
        (tmp_path / "hours.csv").write_text(text, encoding="utf-8")
        return tmp_path / "hours.csv"

    return write


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"PA,Member,Week ending,Hours\n{WHO},22/11/2026,30\n", "one row for each week with hours under Hours"),
        (f"PA,Member,Date,Hours\n{WHO},17/11/2026,4\n", "has rows with hours under Hours"),
        ("Name,Mon,Tue,Weds,Thurs,Fri 20/11,Sat\nMarek Nowak,4,4,4,,4,\n", "hours under Mon to Sat"),
        ("PA,Member,Date,Start,Finish,Hours\n" + f"{WHO},17/11/2026,,,4\n" * 2, "no start and finish"),
    ],
)
def test_hours_without_times_are_told_once_with_the_shape_that_is_needed(
    office: Office, people, file, text: str, told: str
) -> None:
    with pytest.raises(Refusal, match=told) as met:
        office.read(plan_timesheets, file(text))
    assert "one row for each shift, with PA, Member, Date, Start and Finish" in met.value.remedy


def test_a_row_without_times_among_others_is_still_told_alone(office: Office, people, file) -> None:
    text = f"PA,Member,Date,Start,Finish,Hours\n{WHO},17/11/2026,9:00,11:00,2\n" + f"{WHO},18/11/2026,,,4\n" * 2
    report = office.read(plan_timesheets, file(text))
    assert (len(report.rows), report.refused_rows) == (1, (3, 4))


WHAT = f"PA,Member,Date,Start,Finish,{{}}\n{WHO},16/11/2026,7:00,11:30,{{}}\n" + (
    "Sian Davies,Aled Pritchard,17/11/2026,22:00,07:00,{}\n"
)


def test_a_column_that_names_types_is_the_type_whatever_its_heading(office: Office, people, file) -> None:
    report = office.read(plan_timesheets, file(WHAT.format("What", "Support", "sleep in")))
    assert [row.values["kind"] for row in report.rows] == ["standard", "sleep-in"]
    assert report.columns.mapping["kind"] == "What"
    assert report.warnings == ("The column What is read as the Type of work, since its cells say Standard, Sleep-in.",)


@pytest.mark.parametrize(
    ("cells", "mapping"),
    [
        (("What", "Shopping", "Sleep-in"), {}),
        (("What", "Shopping", "SLEEP-IN at Ann's"), {}),
        (("What", "Standard", "Sleep-in"), {"kind": ""}),
    ],
)
def test_a_sleep_in_is_never_paid_as_standard_hours_unsaid(
    office: Office, people, file, cells: tuple[str, str, str], mapping: dict[str, str]
) -> None:
    report = office.read(plan_timesheets, file(WHAT.format(*cells)), mapping)
    assert [row.values["kind"] for row in report.rows] == ["standard"]
    assert [(one.row, one.column, one.value) for one in report.refused] == [(3, "What", cells[2])]
    assert "names a type of work" in report.refused[0].why


def test_other_columns_are_not_taken_for_the_type(office: Office, people, file) -> None:
    report = office.read(plan_timesheets, file(WHAT.format("Rota", "Day", "Day")))
    assert "kind" not in report.columns.mapping and len(report.rows) == 2
