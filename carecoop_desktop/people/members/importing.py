"""Brings a spreadsheet of members into an office: the one door for the command line and the window."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from carecoop_desktop.people.members.actions.importing import import_members
from carecoop_desktop.people.members.queries.importing import plan_member_import
from carecoop_desktop.platform.office.importing.report import ImportReport
from carecoop_desktop.platform.office.office import Office


def import_members_file(
    office: Office,
    path: Path,
    *,
    dry_run: bool = False,
    accept_good: bool = False,
    mapping: Mapping[str, str] | None = None,
) -> ImportReport:
    """Read a file and, unless it is a dry run, write it; with refused rows only where ``accept_good`` says so."""
    report = office.read(plan_member_import, path, mapping)
    if dry_run or (report.refused and not accept_good):
        return report
    return office.do(import_members, path, accept_good, mapping, shown=report).value
