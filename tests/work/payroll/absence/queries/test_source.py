"""Absence as it reaches payslips: paid through the run, with its working, and the ledger in balance."""

from datetime import date

from tests.work.payroll.absence.conftest import Team

HOURS = {"Ann": 100, "Bea": 30}


def test_a_week_of_sickness_is_paid_with_its_working(team: Team) -> None:
    team.away("Ann", "sickness", date(2026, 5, 18), date(2026, 5, 22), self_certified=date(2026, 5, 25))
    run = team.pay(2026, 5, HOURS)
    assert team.paid(run, "Ann", "ssp") == 12_325
    view = team.slip(run, "Ann")
    words = " ".join(f"{line.label} {line.text}" for line in view.workings["statutory_pay"])
    assert "Average weekly earnings" in words and "5 × £24.65 a day" in words
    assert view.figures["gross"] == 150_000 + 12_325
    assert sum(line.pence or 0 for line in view.workings["gross"]) == view.figures["gross"]
    assert team.crew.faults() == []
