"""Automatic enrolment and contributions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.statutory.pensions import (
    Contributed,
    Relief,
    Scheme,
    Standing,
    assess,
    check_scheme,
    opt_out_ends,
    pension_due,
    postponement_ends,
    reenrolment_window,
)
from carecoop_desktop.statutory.tables import AutoEnrolment, StatePensionAge, load_shelf

YEAR = load_shelf().year("2026-27")
DAY = date(2026, 11, 20)
TABLE = YEAR.table(AutoEnrolment, DAY)
AGES = YEAR.table(StatePensionAge, DAY)
NEST = Scheme("NEST", 500, 300)
ADULT = date(1990, 1, 1)


def standing(earnings: int, born: date = ADULT, period: str = "month", day: date = DAY) -> Standing:
    return assess(TABLE, AGES, period, earnings, born, day).standing


@pytest.mark.parametrize("period", list(TABLE.periods))
def test_a_penny_either_side_of_the_limits(period: str) -> None:
    lower, trigger, _ = TABLE.periods[period]
    assert standing(lower, period=period) is Standing.ENTITLED
    assert standing(lower + 1, period=period) is Standing.NON_ELIGIBLE
    assert standing(trigger, period=period) is Standing.NON_ELIGIBLE
    assert standing(trigger + 1, period=period) is Standing.ELIGIBLE


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (date(2004, 11, 21), Standing.NON_ELIGIBLE),
        (date(2004, 11, 20), Standing.ELIGIBLE),
        (date(1960, 8, 15), Standing.ELIGIBLE),  # State Pension age of 66 years and 5 months is still to come
        (date(1960, 4, 5), Standing.NON_ELIGIBLE),
        (date(2010, 11, 21), Standing.OUTSIDE),
        (date(2010, 11, 20), Standing.NON_ELIGIBLE),
        (date(1951, 11, 20), Standing.OUTSIDE),
        (date(1951, 11, 21), Standing.NON_ELIGIBLE),
    ],
)
def test_ages_at_both_ends(born: date, expected: Standing) -> None:
    assert standing(200_000, born) is expected


def test_nobody_is_enrolled_while_postponed() -> None:
    until = postponement_ends(TABLE, date(2026, 9, 1))
    assert until == date(2026, 12, 1)
    waiting = assess(TABLE, AGES, "month", 200_000, ADULT, DAY, until)
    assert (waiting.standing, waiting.enrol) == (Standing.ELIGIBLE, False)
    assert "Postponed until 1 Dec 2026" in waiting.why
    assert assess(TABLE, AGES, "month", 200_000, ADULT, until, until).enrol


def test_the_sentence_names_age_pay_and_trigger() -> None:
    why = assess(TABLE, AGES, "month", 100_000, ADULT, DAY).why
    assert why == "Aged 36, with £1,000.00 in the month, above the trigger of £833.00: must be enrolled."


def test_an_unknown_reference_period_is_refused() -> None:
    with pytest.raises(Refusal, match="“day” is not a pay reference period"):
        assess(TABLE, AGES, "day", 1, ADULT, DAY)
    with pytest.raises(Refusal, match="“day” is not a pay reference period"):
        pension_due(TABLE, NEST, "day", 1)


def test_opting_out_and_enrolling_again_have_their_days() -> None:
    assert opt_out_ends(TABLE, date(2026, 1, 31)) == date(2026, 2, 28)
    assert reenrolment_window(TABLE, date(2023, 11, 1), DAY) == (date(2029, 8, 1), date(2029, 11, 1), date(2030, 2, 1))
    assert reenrolment_window(TABLE, date(2023, 11, 21), DAY)[1] == date(2026, 11, 21)


def test_relief_at_source_takes_four_fifths_from_net_pay() -> None:
    due = pension_due(TABLE, NEST, "month", 200_000)
    assert due.base == 148_000
    assert (due.employee.pence, due.relief, due.employer.pence) == (5_920, 1_480, 4_440)
    assert (due.off_taxable, due.off_niable, due.sacrificed) == (0, 0, 0)


def test_a_net_pay_arrangement_lowers_taxable_pay_only() -> None:
    due = pension_due(TABLE, replace(NEST, relief=Relief.NET_PAY), "month", 200_000)
    assert (due.employee.pence, due.off_taxable, due.off_niable) == (7_400, 7_400, 0)


def test_salary_sacrifice_lowers_both() -> None:
    due = pension_due(TABLE, replace(NEST, relief=Relief.SACRIFICE), "month", 200_000)
    assert (due.off_taxable, due.off_niable, due.sacrificed) == (7_400, 7_400, 7_400)


def test_all_pay_counts_where_the_scheme_says_so() -> None:
    due = pension_due(TABLE, Scheme("Own", 500, 400, qualifying=False), "month", 200_000)
    assert (due.employee.pence, due.employer.pence) == (8_000, 8_000)


@pytest.mark.parametrize(
    ("scheme", "certified", "refused"),
    [
        (NEST, "qualifying", ""),
        (Scheme("Own", 500, 200), "qualifying", "employer must pay at least 3%"),
        (Scheme("Own", 400, 300), "qualifying", "at least 8%"),
        (Scheme("Own", 500, 300, qualifying=False), "set 1", "employer must pay at least 4%"),
        (Scheme("Own", 500, 400, qualifying=False), "set 1", ""),
        (Scheme("Own", 400, 300, qualifying=False), "set 3", ""),
        (NEST, "set 9", "not a set"),
    ],
)
def test_a_scheme_below_the_minimum_is_refused(scheme: Scheme, certified: str, refused: str) -> None:
    if not refused:
        check_scheme(TABLE, scheme, certified)
        return
    with pytest.raises(Refusal, match=refused):
        check_scheme(TABLE, scheme, certified)


@given(
    st.integers(-1000, 1_000_000),
    st.sampled_from(list(Relief)),
    st.booleans(),
    st.sampled_from(list(TABLE.periods)),
    st.integers(0, 2000),
)
def test_contributions_are_their_share_to_the_penny(
    pay: int, relief: Relief, qualifying: bool, period: str, rate: int
) -> None:
    due = pension_due(TABLE, Scheme("Own", rate, 300, relief, qualifying), period, pay)
    lower, _, upper = TABLE.periods[period]
    assert 0 <= due.base <= (upper - lower if qualifying else max(pay, 0))
    assert abs((due.employee.pence + due.relief) * 10_000 - due.base * rate) <= 5_000
    assert abs(due.employer.pence * 10_000 - due.base * 300) <= 5_000
    for worked in (due.employee, due.employer):
        assert worked.lines[-1].pence == worked.pence
        assert all(line.source and line.rule for line in worked.lines)


@pytest.mark.parametrize(("relief", "word"), [(Relief.AT_SOURCE, "claims 20%"), (Relief.NET_PAY, "before tax")])
def test_the_working_tells_how_tax_relief_comes(relief: Relief, word: str) -> None:
    due = pension_due(TABLE, replace(NEST, relief=relief), "month", 200_000)
    assert any(word in line.text for line in due.employee.lines)


@given(st.lists(st.integers(0, 300_000), min_size=1, max_size=4), st.sampled_from(list(Relief)), st.booleans())
def test_payments_of_one_period_contribute_like_one(payments: list[int], relief: Relief, qualifying: bool) -> None:
    scheme = Scheme("Own", 500, 300, relief, qualifying)
    so_far, base, off = Contributed(), 0, 0
    for payment in payments:
        due = pension_due(TABLE, scheme, "month", payment, so_far)
        assert due.employee.lines[-1].pence == due.employee.pence
        assert due.employer.lines[-1].pence == due.employer.pence
        so_far = Contributed(
            so_far.pensionable + payment,
            so_far.employee + due.employee.pence,
            so_far.employer + due.employer.pence,
            so_far.relief + due.relief,
        )
        base, off = base + due.base, off + due.off_taxable
    whole = pension_due(TABLE, scheme, "month", sum(payments))
    assert so_far[1:] == (whole.employee.pence, whole.employer.pence, whole.relief)
    assert (base, off) == (whole.base, whole.off_taxable)
