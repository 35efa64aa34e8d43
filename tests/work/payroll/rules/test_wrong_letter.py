"""What a wrong letter comes to, and what of arrears may be taken when: plain arithmetic."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.statutory.national_insurance import ni_due
from carecoop_desktop.statutory.tables import NationalInsurance, load_shelf
from carecoop_desktop.statutory.tables.deductions import EarningsPeriod
from carecoop_desktop.work.payroll.rules.wrong_letter import (
    CHECKED,
    Stood,
    lapsing,
    moved,
    outstanding,
    settled,
    still_open,
    told,
    told_of,
)

YEAR = load_shelf().year("2026-27")
MONTH = EarningsPeriod(False, 1)
DAYS = (date(2026, 4, 28), date(2026, 5, 28), date(2026, 6, 28))
PENCE = st.integers(0, 600_000)


def table(day: date) -> NationalInsurance:
    return YEAR.table(NationalInsurance, day)


def stood(number: int, letter: str, earnings: int, month: int = 0) -> Stood:
    """A payslip as it was paid by itself."""
    due = ni_due(table(DAYS[0]), letter, MONTH, earnings)
    amounts = {"earnings": earnings, "at_lel": due.at_lel, "lel_to_pt": due.lel_to_pt, "pt_to_uel": due.pt_to_uel,
               "employer": due.employer.pence, "employee": due.employee.pence}  # fmt: skip
    return Stood(number, DAYS[month or number - 1], "monthly", month or number, letter, amounts)


@given(st.lists(PENCE, min_size=1, max_size=3))
def test_there_and_back_is_nothing(pays: list[int]) -> None:
    paid = [stood(number, "A", pence) for number, pence in enumerate(pays, 1)]
    there = moved(paid, "C", DAYS[0], table)
    again = [Stood(one.stood.payslip_id, one.stood.paid_on, "monthly", one.stood.number, "C", one.amounts)
             for one in there]  # fmt: skip
    back = moved(again, "A", DAYS[0], table)
    assert sum(one.employee for one in (*there, *back)) == 0 == sum(one.employer for one in (*there, *back))
    assert [one.amounts for one in back] == [one.amounts for one in paid]


def test_only_payslips_from_the_day_on_and_of_another_letter_move() -> None:
    paid = [stood(1, "A", 150_000), stood(2, "A", 150_000), stood(3, "C", 150_000)]
    (only,) = moved(paid, "C", DAYS[1], table)
    assert (only.stood.payslip_id, only.employee, only.employer) == (2, -3_616, 0)
    assert only.kept() == {
        "payslip": 2, "paid_on": "2026-05-28", "from": "A", "to": "C",
        "was": [150_000, 55_900, 48_900, 45_200, 16_245, 3_616], "now": [150_000, 55_900, 48_900, 45_200, 16_245, 0],
    }  # fmt: skip
    assert moved(paid, "A", DAYS[0], table)[0].stood.payslip_id == 3


def test_two_payments_of_one_month_count_together() -> None:
    first, second = stood(1, "C", 80_000, 1), stood(2, "C", 80_000, 1)
    changes = moved([second, first], "A", DAYS[0], table)
    assert [one.stood.payslip_id for one in changes] == [1, 2]
    # (1,600.00 - 1,048.00) x 8 % on both, nothing on the first alone.
    assert [one.employee for one in changes] == [0, 4_416]


@given(st.integers(-200_000, 200_000), st.integers(0, 200_000), st.integers(-50_000, 50_000))
def test_no_more_is_taken_than_the_contributions_due(arrears: int, before: int, due: int) -> None:
    done = settled(arrears, before, due)
    assert done.taken <= max(due, 0) and done.taken <= max(before + arrears, 0)
    assert done.arrears == arrears and done.advanced == arrears - done.taken
    # What is left never falls below nothing, and what was paid too much is given back at once.
    assert before + arrears - done.taken >= 0
    if before + arrears < 0:
        assert done.taken == before + arrears


def test_arrears_may_be_taken_in_their_year_and_the_next_alone() -> None:
    years = [("2024-25", 10_000, 4_000), ("2025-26", 0, 1_000)]
    assert outstanding(years, "2024-25") == 5_000 == outstanding(years, "2025-26")
    assert outstanding(years, "2026-27") == 0
    assert outstanding([*years, ("2026-27", 3_000, 500)], "2026-27") == 2_500
    # What was given back of them is no longer open.
    assert outstanding([("2026-27", 7_000, 2_000), ("2027-28", -5_000, 0)], "2027-28") == 0
    assert outstanding([], "2026-27") == 0


def test_what_is_too_old_or_remains_at_leaving_lapses() -> None:
    years = [("2024-25", 10_000, 4_000), ("2026-27", 3_000, 500)]
    assert still_open(years) == {"2024-25": 6_000, "2026-27": 2_500}, "the first is not taken from pay of 2026-27"
    assert lapsing(still_open(years), "2025-26", last=False) == {}
    assert lapsing(still_open(years), "2026-27", last=False) == {"2024-25": 6_000}
    assert lapsing(still_open(years), "2026-27", last=True) == {"2024-25": 6_000, "2026-27": 2_500}


def test_what_lapsed_is_neither_taken_nor_lapses_again() -> None:
    years, gone = [("2026-27", 7_000, 2_000)], {("2026-27", "2026-27"): 5_000}
    assert still_open(years, gone) == {} and outstanding(years, "2026-27", gone) == 0
    # A new job's arrears of the next year are taken; what lapsed stays the employer's.
    later = [*years, ("2027-28", 1_000, 400)]
    assert still_open(later, gone) == {"2027-28": 600}
    # The letter was right after all: what lapsed is no cost any longer.
    undone = still_open([("2026-27", 2_000, 2_000)], gone)
    assert undone == {"2026-27": -5_000} == lapsing(undone, "2026-27", last=False)
    # A lapse of a year without payslips counts too.
    assert still_open([("2024-25", 900, 0)], {("2026-27", "2024-25"): 900}) == {}


_YEARS = ("2024-25", "2025-26", "2026-27")


@given(st.lists(st.tuples(st.integers(0, 9_000), st.integers(0, 9_000)), min_size=3, max_size=3), st.booleans())
def test_every_penny_is_taken_open_or_lapsed(sums: list[tuple[int, int]], last: bool) -> None:
    years = [(year, arose, min(taken, arose)) for year, (arose, taken) in zip(_YEARS, sums, strict=True)]
    open_ = still_open(years)
    assert sum(open_.values()) == sum(arose - taken for _, arose, taken in years)
    gone = lapsing(open_, "2026-27", last)
    left = outstanding(years, "2026-27", {("2026-27", year): pence for year, pence in gone.items()})
    assert left + sum(gone.values()) == sum(open_.values()) and (left == 0 or not last)


@given(st.integers(-200_000, 0), st.integers(0, 50_000), st.integers(0, 50_000), st.integers(0, 90_000))
def test_what_the_employer_bore_is_given_back_to_the_employer(arrears: int, before: int, due: int, borne: int) -> None:
    done = settled(arrears, before, due, borne)
    if before + arrears >= 0:
        assert done == settled(arrears, before, due)
    else:
        assert done.taken == -max(-(before + arrears) - borne, 0)


def test_it_is_told_in_sentences_with_what_is_not_checked() -> None:
    assert CHECKED == "unchecked"
    sentence = told(moved([stood(1, "A", 150_000)], "M", DAYS[0], table))
    assert "1 payslip paid from 28 Apr 2026" in sentence and "employee's contributions stay as they are" in sentence
    assert "The employer is owed by HMRC £162.45." in sentence
    assert told_of([], 500, 0, False) == ["£5.00 of National Insurance that was not taken before is taken now."]
    assert told_of([], 0, 700, True) == ["£7.00 of it cannot be taken from later pay any more: the employer bears it."]
    assert told_of([], 0, 700, False) == ["£7.00 of it is left for later payslips."]
