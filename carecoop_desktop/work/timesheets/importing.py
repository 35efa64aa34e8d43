"""Importing a file of hours in one call, as the command line does it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from carecoop_desktop.platform.office.importing.reading import read_sheet
from carecoop_desktop.platform.office.importing.report import ImportReport
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.timesheets.actions.importing import import_timesheets
from carecoop_desktop.work.timesheets.import_rules import timesheet_json
from carecoop_desktop.work.timesheets.queries.importing import plan_timesheets


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What came of a file: the report, whether anything was written, and a sentence that says so."""

    report: ImportReport
    written: bool
    sentence: str

    @property
    def ok(self) -> bool:
        """Whether the command may end with status 0: written, or a dry run that refused nothing."""
        return self.written or not self.report.refused

    def to_json(self) -> dict[str, object]:
        """The summary, with each PA's totals."""
        return timesheet_json(self.report)


def import_timesheets_file(
    office: Office, path: Path | str, *, dry_run: bool = False, accept_good: bool = False,
    mapping: Mapping[str, str] | None = None,
) -> ImportOutcome:  # fmt: skip
    """Read a file of hours and write it, unless it is a dry run or rows are refused and the good ones not accepted."""
    sheet = read_sheet(Path(path))
    report = office.read(plan_timesheets, sheet, mapping)
    told = f"{report.read} rows read, {len(report.refused_rows)} refused"
    if dry_run or (report.refused and not accept_good):
        return ImportOutcome(report, False, f"{told}; nothing was written")
    done = office.do(import_timesheets, sheet, accept_good, mapping)
    return ImportOutcome(done.value, True, f"{told}. {done.sentence}")
