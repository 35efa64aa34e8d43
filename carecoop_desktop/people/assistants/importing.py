"""Brings a spreadsheet of PAs into an office: the one door for the command line and the window."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from carecoop_desktop.people.assistants.actions.importing import import_assistants, plan_assistants
from carecoop_desktop.platform.office.importing.report import ImportReport
from carecoop_desktop.platform.office.office import Office


def import_assistants_file(
    office: Office,
    path: Path,
    *,
    dry_run: bool = False,
    accept_good: bool = False,
    mapping: Mapping[str, str] | None = None,
) -> ImportReport:
    """Read a file and, unless it is a dry run, write it; with refused rows only where ``accept_good`` says so."""
    report = office.read(plan_assistants, path, mapping)
    if dry_run or (report.refused and not accept_good) or not report.to_write():
        return report
    return office.do(import_assistants, path, accept_good=accept_good, mapping=mapping, shown=report).value
