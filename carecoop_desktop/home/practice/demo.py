"""``carecoop demo``: a living office with its month done, its papers on disk, and totals that agree."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from carecoop_desktop.app import features
from carecoop_desktop.home.practice import papers
from carecoop_desktop.home.practice.building import Stopwatch, build_office, do_month
from carecoop_desktop.home.settings.checking import check_office
from carecoop_desktop.people.assistants.queries import count_assistants
from carecoop_desktop.people.members.queries import member_counts
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.demo import DemoPlan
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.queries import latest_run, run_totals

OFFICE = "office.carecoop"
SUMMARY = "summary.json"
"""Written last: where it is missing, the demo was not done."""


@dataclass(frozen=True, slots=True)
class DemoDone:
    """What the demo made: the office's place, the summary as written, and what does not agree (hopefully nothing)."""

    place: str
    summary: dict[str, Any]
    faults: tuple[str, ...]


def make_demo(
    folder: Path, plan: DemoPlan, *, place: str | None = None, say: Callable[[str], None] = lambda _: None
) -> DemoDone:
    """Make the demo office in ``folder`` (or at another ``place``), do its month and write its papers."""
    _prepare(folder)
    place = place or str(folder / OFFICE)
    watch = Stopwatch(say)
    office = build_office(place, plan, watch)
    try:
        do_month(office, plan, watch)
        summary = _write_papers(office, folder, watch)
        with watch.step("proof"):
            faults = tuple(_disagreements(office, summary))
    finally:
        office.close()
    summary["seconds"] = watch.seconds
    (folder / SUMMARY).write_text(json.dumps(summary, indent=2) + "\n", encoding="utf-8")
    return DemoDone(place, summary, faults)


def _prepare(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise Refusal(*_not_empty(folder))
    papers.make_folder(folder)


def _not_empty(folder: Path) -> tuple[str, str]:
    """What stands in the way and what to do. Nothing is deleted: a demo may just be being made there."""
    if not all(_of_a_demo(each.name) for each in folder.iterdir()):
        return f"The folder {folder} is not empty.", "Choose a new one; nothing in it was touched."
    if (folder / SUMMARY).exists():
        return f"A demo office stands in {folder} already.", "Delete that folder, or name a new one with --to."
    return (
        f"A demo in {folder} was stopped before it was done, or is being made just now.",
        "If it was stopped, delete that folder and give the command again; or name a new one with --to.",
    )


def _of_a_demo(name: str) -> bool:
    return name.startswith(OFFICE) or name in ("payslips", "statements", "payments.csv", "evidence-pack.pdf", SUMMARY)


def _write_papers(office: Office, folder: Path, watch: Stopwatch) -> dict[str, Any]:
    run = office.read(latest_run)
    month = papers.Month(run.id, run.first, run.last)
    with watch.step("payslips"):
        payslips = papers.write_run_payslips(office, run.id, folder / "payslips")
    with watch.step("statements"):
        statements = papers.write_statements(office, month, folder / "statements")
    with watch.step("payments"):
        papers.write_payments(office, month, folder / "payments.csv")
    with watch.step("evidence pack"):
        papers.write_pack(office, folder / "evidence-pack.pdf")
    return {
        "members": office.read(member_counts).present,
        "assistants": office.read(count_assistants),
        "payslips": payslips,
        "statements": statements,
        "totals": office.read(run_totals, run.id),
    }


def _disagreements(office: Office, summary: dict[str, Any]) -> list[str]:
    totals = summary["totals"]
    charged = totals["charged_to_members"] + totals["charged_to_coop"]
    found = [fault for part in check_office(office, features()) for fault in part.faults]
    if totals["employer_cost"] != charged:
        found.append(f"The employer's cost is {totals['employer_cost']} pence but {charged} pence were charged.")
    return found
