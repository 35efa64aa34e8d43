"""Importing a file of hours in one call, on the office's real spreadsheets too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from carecoop_desktop.people.assistants.import_rules import assistant_spec
from carecoop_desktop.people.assistants.tables import AssistantRow
from carecoop_desktop.people.members.import_rules import member_spec
from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.database.lists.folding import fold
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.importing.plan import plan_import
from carecoop_desktop.platform.office.importing.reading import read_sheet
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import SEE_RECORDS
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.timesheets.importing import import_timesheets_file


@action("Names of a spreadsheet", SEE_RECORDS)
def _known(work: Work, folder: Path) -> None:
    for kind, name, spec in ((AssistantRow, "assistants", assistant_spec), (MemberRow, "members", member_spec)):
        report = plan_import(read_sheet(folder / f"{name}.csv"), spec(work.reader.today))
        for number, row in enumerate(report.rows):
            text = str(row.values["name"])
            work.add(kind(number=f"N{number}", name=text, name_key=fold(text), status="active"))


@pytest.fixture
def real(shared: Path, office: Office) -> Path:
    folder = shared / "real-input"
    office.do(_known, folder)
    return folder


@pytest.mark.parametrize(
    ("name", "lacks"), [("timesheets.csv", ()), ("timesheets-windows-1252.csv", ("Tolu Zieliński",))]
)
def test_totals_of_each_pa_agree_with_what_was_counted_by_hand(
    office: Office, real: Path, name: str, lacks: tuple[str, ...]
) -> None:
    expected = json.loads((real / "expected.json").read_text(encoding="utf-8"))
    outcome = import_timesheets_file(office, real / name, accept_good=True)
    found = {one["name"]: one for one in outcome.to_json()["by_assistant"]}  # type: ignore[attr-defined]
    for field, key in (("minutes", "minutes"), ("sleep_in_nights", "sleep_in_nights"), ("miles", "miles"),
                       ("expenses_pence", "expenses_pence")):  # fmt: skip
        assert {name: one[field] for name, one in found.items() if one[field]} == {
            name: amount for name, amount in expected[key].items() if amount and name not in lacks}  # fmt: skip
    refused = outcome.to_json()["refused"]
    rows = sorted({cell["row"] for cell in refused})  # type: ignore[attr-defined]
    wrong = [one["row"] for one in expected["refused"]["timesheets"]]
    assert [row - rows[0] for row in rows] == [row - wrong[0] for row in wrong]
    assert lacks or rows == wrong
    again = import_timesheets_file(office, real / name, accept_good=True)
    assert (again.report.count("new"), again.report.count("changed")) == (0, 0)


def test_nothing_is_written_by_a_dry_run_or_while_rows_are_refused(office: Office, real: Path) -> None:
    dry = import_timesheets_file(office, real / "timesheets.csv", dry_run=True)
    assert not dry.written and "nothing was written" in dry.sentence
    stopped = import_timesheets_file(office, real / "timesheets.csv")
    assert not stopped.written and not stopped.ok
    done = import_timesheets_file(office, real / "timesheets.csv", accept_good=True)
    assert done.written and done.ok and done.report.count("new") > 100
