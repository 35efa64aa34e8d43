"""The tables of a run are its payslips and charges."""

from __future__ import annotations

from carecoop_desktop.work.payroll.papers.queries.run import gross_to_net, hours_by_member
from carecoop_desktop.work.payroll.queries import run_totals, runs
from tests.work.payroll.crew import Crew


def test_gross_to_net_is_the_runs_totals(crew: Crew) -> None:
    run = crew.office.read(runs)[-1].id
    report, totals = crew.office.read(gross_to_net, run), crew.office.read(run_totals, run)
    summed = report.totals()
    assert summed is not None and [row[1] for row in report.rows] == ["Ann Ward", "Bea Ward"]
    assert summed[2:4] == (totals["minutes"], totals["gross"])
    assert (summed[5], summed[6], summed[10], summed[13]) == (
        totals["tax"], totals["ee_ni"], totals["net"], totals["employer_cost"])  # fmt: skip
    assert report.notes == ()


def test_from_gross_to_net_line_by_line(crew: Crew) -> None:
    for row in crew.office.read(gross_to_net, crew.office.read(runs)[-1].id).rows:
        gross, expenses, tax, ni, pension, loans, other, net = (int(each) for each in row[3:11])  # type: ignore[arg-type]
        assert gross + expenses - tax - ni - pension - loans - other == net


def test_hours_by_member(crew: Crew) -> None:
    run = crew.office.read(runs)[-1].id
    report = crew.office.read(hours_by_member, run)
    assert [(row[0], row[1], row[2]) for row in report.rows] == [
        ("James Hollis", "Ann Ward", 9000), ("James Hollis", "Bea Ward", 6000)]  # fmt: skip
    totals = report.totals()
    assert totals is not None and totals[3] == crew.office.read(run_totals, run)["charged_to_members"]


def test_a_draft_says_so(crew: Crew) -> None:
    draft = crew.start(6, {"Ann": 10})
    assert "draft" in crew.office.read(gross_to_net, draft).notes[0]
    assert "draft" in crew.office.read(hours_by_member, draft).notes[0]
