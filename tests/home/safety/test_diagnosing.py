"""The report for support names versions and figures, and nobody."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import select

from carecoop_desktop import __version__
from carecoop_desktop.app import features
from carecoop_desktop.home.safety.diagnosing import machine_lines, office_lines, report_lines, trouble_lines
from carecoop_desktop.people.assistants.tables import AssistantRow
from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import change_setting


def test_it_holds_what_support_needs(office: Office) -> None:
    text = "\n".join([*machine_lines(), *office_lines(office, features())])
    for part in (f"CareCoop {__version__}", "Python 3.", "SQLAlchemy 2", "Rows: ", "member 0", "history of 1 changes",
                 "1 owner", "holds: History chain", "Practice office: True", "office.name", "never"):  # fmt: skip
        assert part in text


def test_it_holds_no_name_of_anybody_no_path_and_no_value(living: Office) -> None:
    living.do(change_setting, "letter.Priya Shah", "green door")
    living.do(change_setting, "letter.foot", "green door")
    text = "\n".join(office_lines(living, features()))
    with living.database.reading() as connection:
        names = [*connection.execute(select(MemberRow.name)).scalars(),
                 *connection.execute(select(AssistantRow.name)).scalars(), "Priya Shah", "Dee Valley"]  # fmt: skip
        words = {word for name in names for word in name.split() if len(word) > 3}
    assert len(words) > 20
    assert [word for word in words if word.lower() in text.lower()] == []
    assert "green door" not in text and "letter.foot" in text and "(a key of another shape)" in text
    path = living.database.address.path
    assert path is None or (str(path.parent) not in text and path.name not in text)


def test_what_is_wrong_is_counted_and_not_told(office: Office) -> None:
    with office.database.bare() as connection:
        connection.exec_driver_sql("UPDATE change_set SET summary = 'Mrs Secret was here' WHERE id = 1")
        connection.commit()
    text = "\n".join(office_lines(office, features()))
    assert "1 wrong: History chain" in text and "Secret" not in text


def test_the_latest_error_reports_are_in_it(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"crash-{number}.txt").write_text(f"report {number}\n" + "line\n" * 300)
        os.utime(tmp_path / f"crash-{number}.txt", (number, number))
    lines = list(report_lines(tmp_path))
    assert [line for line in lines if "report" in line.lower()] == [
        "Error reports: 3", "  report 4", "  report 3", "  report 2"]  # fmt: skip
    assert len(lines) < 400
    assert list(report_lines(tmp_path / "none")) == ["Error reports: 0"]


def test_an_office_that_cannot_be_opened_is_told_by_kind() -> None:
    trouble = Refusal("/home/priya/office.carecoop is damaged.")
    trouble.__cause__ = ValueError("Priya")
    text = "\n".join(trouble_lines(trouble))
    assert "Refusal" in text and "ValueError" in text and "priya" not in text.lower()
    assert list(trouble_lines(Fault("The disk is full."))) == ["The office cannot be read: Fault"]
