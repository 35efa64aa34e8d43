"""Statutory pay of absences long past: what was paid right stays paid, whatever else has slipped out of sight."""

from datetime import date

from tests.work.payroll.absence.conftest import Team


def test_sickness_that_linked_to_an_earlier_one_is_not_worked_out_anew_when_that_lies_a_year_back(bare: Team) -> None:
    bare.away("Ann", "sickness", date(2025, 7, 14), date(2025, 7, 18))
    bare.away("Ann", "sickness", date(2025, 8, 18), date(2025, 8, 22))
    for month in (4, 5, 6, 7, 8):
        bare.pay(2025, month, {"Ann": 100})
    # August 2025 is within a year and a day of August 2026, July is not: its three waiting days still count.
    late = bare.pay(2026, 8, {"Ann": 100})
    assert bare.paid(late, "Ann", "ssp") == 0
    assert "statutory_pay" not in bare.slip(late, "Ann").workings


def test_sickness_found_late_still_goes_on_from_one_that_lies_further_back(bare: Team) -> None:
    bare.away("Ann", "sickness", date(2025, 7, 14), date(2025, 7, 18))
    for month in (4, 5, 6, 7, 8):
        bare.pay(2025, month, {"Ann": 100})
    bare.away("Ann", "sickness", date(2025, 8, 18), date(2025, 8, 22))
    late = bare.pay(2026, 8, {"Ann": 100})
    # Five days at a fifth of £118.75: the waiting days were July's.
    assert bare.paid(late, "Ann", "ssp") == 11_875
