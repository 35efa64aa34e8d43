"""Statutory Sick Pay under the rules before and from 6 April 2026."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.dates import Span
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.statutory.statutory_pay import Linked, Spell, average_weekly, sick_pay
from carecoop_desktop.statutory.tables import load_shelf

SHELF = load_shelf()
WORKDAYS = frozenset(range(5))


def spell(first: date, last: date, weekly: int = 60_000, **changes: object) -> Spell:
    given = {"weekdays": WORKDAYS, "average": average_weekly(weekly, weeks=1), **changes}
    return Spell(first, last, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "last", "weekly", "pence"),
    [
        (date(2026, 4, 13), date(2026, 4, 17), 25_000, 12_325),
        (date(2026, 4, 13), date(2026, 4, 17), 11_250, 9_000),
        (date(2026, 10, 5), date(2026, 10, 7), 60_000, 7_395),
        (date(2026, 10, 5), date(2026, 10, 6), 10_000, 3_200),
        (date(2026, 4, 13), date(2026, 4, 17), 14_000, 11_200),
        (date(2026, 4, 13), date(2026, 4, 13), 60_000, 2_465),
    ],
)
def test_from_april_2026_every_qualifying_day_counts(first: date, last: date, weekly: int, pence: int) -> None:
    assert sick_pay(SHELF, spell(first, last, weekly)).pay.pence == pence


def test_only_days_of_the_pay_period_are_paid_in_it() -> None:
    whole = spell(date(2026, 10, 29), date(2026, 11, 3))
    october = sick_pay(SHELF, whole, Span(date(2026, 10, 1), date(2026, 10, 31)))
    november = sick_pay(SHELF, whole, Span(date(2026, 11, 1), date(2026, 11, 30)))
    assert (october.pay.pence, october.days) == (4_930, 2)
    assert (november.pay.pence, november.days) == (4_930, 2)


@pytest.mark.parametrize(("year", "pence"), [(2025, 11_875), (2024, 11_675)])
def test_a_linked_full_week_by_the_old_rules_is_the_flat_rate(year: int, pence: int) -> None:
    monday = date(year, 6, 2) if year == 2025 else date(2024, 6, 3)
    before = Linked(monday - timedelta(days=21), monday - timedelta(days=10), 3, 5)
    result = sick_pay(SHELF, spell(monday, monday + timedelta(days=4), linked=before))
    assert result.pay.pence == pence


def test_by_the_old_rules_three_days_wait() -> None:
    result = sick_pay(SHELF, spell(date(2025, 6, 2), date(2025, 6, 8)))
    assert (result.days, result.pay.pence) == (2, 4_750)
    assert any("3 waiting days" in line.text for line in result.pay.lines)


def test_a_single_day_reads_as_one() -> None:
    lines = sick_pay(SHELF, spell(date(2026, 4, 13), date(2026, 4, 13))).pay.lines
    assert lines[0].text == "Sick for 1 day in a row, of at least 1 needed."
    assert (lines[-1].label, lines[-1].text) == ("Statutory Sick Pay", "1 day")


def test_by_the_old_rules_three_days_are_too_short() -> None:
    result = sick_pay(SHELF, spell(date(2025, 6, 2), date(2025, 6, 4)))
    assert not result.qualifies
    assert result.reasons == ("Sick for 3 days in a row, of at least 4 needed.",)
    assert result.pay.lines[-1].label == "No Statutory Sick Pay"


@pytest.mark.parametrize(("weekly", "due"), [(12_499, False), (12_500, True)])
def test_by_the_old_rules_low_earnings_get_nothing(weekly: int, due: bool) -> None:
    result = sick_pay(SHELF, spell(date(2025, 6, 2), date(2025, 6, 15), weekly))
    assert result.qualifies is due
    assert (result.pay.pence > 0) is due
    if not due:
        assert result.reasons == ("Average weekly earnings of £124.99, of at least £125.00 needed.",)


def test_who_is_on_sick_pay_when_the_law_changes_keeps_the_old_rules() -> None:
    low = spell(date(2026, 3, 23), date(2026, 4, 17), 13_000)
    after = sick_pay(SHELF, low, Span(date(2026, 4, 6), date(2026, 4, 17)))
    assert after.pay.pence == 2 * 12_325  # the flat rate of the new year, not 80% of £130


def test_who_earned_too_little_is_paid_from_the_change() -> None:
    low = spell(date(2026, 3, 23), date(2026, 4, 10), 12_000)
    result = sick_pay(SHELF, low)
    assert (result.days, result.pay.pence) == (5, 9_600)


def test_who_has_been_sick_for_more_than_a_tax_year_without_pay_is_paid_from_the_change() -> None:
    result = sick_pay(SHELF, spell(date(2025, 3, 3), date(2026, 4, 10), 12_000))
    assert (result.days, result.pay.pence) == (5, 9_600)


def test_waiting_days_end_with_the_change() -> None:
    result = sick_pay(SHELF, spell(date(2026, 4, 2), date(2026, 4, 10)))
    assert (result.days, result.pay.pence) == (5, 12_325)


def test_a_spell_of_march_alone_is_not_touched_by_the_change() -> None:
    assert not sick_pay(SHELF, spell(date(2026, 3, 23), date(2026, 4, 3), 12_000)).qualifies


def test_spells_link_over_56_days_and_not_over_57() -> None:
    first = date(2025, 9, 1)
    near = Linked(date(2025, 6, 2), first - timedelta(days=57), 3, 10)
    far = Linked(date(2025, 6, 2), first - timedelta(days=58), 3, 10)
    end = first + timedelta(days=4)
    assert sick_pay(SHELF, spell(first, end, linked=near)).days == 5
    assert sick_pay(SHELF, spell(first, end, linked=far)).days == 2


def test_28_weeks_are_the_most() -> None:
    long = sick_pay(SHELF, spell(date(2026, 4, 6), date(2027, 3, 31)))
    assert long.days == 140
    assert long.pay.pence == 28 * 12_325
    used = Linked(date(2026, 4, 6), date(2026, 10, 30), 0, 138)
    rest = sick_pay(SHELF, spell(date(2026, 11, 9), date(2026, 11, 13), linked=used))
    assert rest.days == 2
    gone = sick_pay(SHELF, spell(date(2026, 11, 9), date(2026, 11, 13), linked=used._replace(paid_days=140)))
    assert gone.reasons == ("140 of at most 140 days (28 weeks) of sick pay were used before.",)


def test_another_reason_stands_in_the_way() -> None:
    result = sick_pay(SHELF, spell(date(2026, 10, 5), date(2026, 10, 9), excluded="Maternity pay is being paid."))
    assert result.reasons == ("Maternity pay is being paid.",)
    assert result.pay.pence == 0


def test_a_days_rate_is_cut_and_a_week_goes_up_to_the_penny() -> None:
    three = spell(date(2026, 10, 5), date(2026, 10, 11), weekdays=frozenset({0, 2, 4}))
    result = sick_pay(SHELF, three)
    assert result.pay.pence == 12_325  # 3 x £41.0833 = £123.2499
    assert "3 × £41.0833 a day" in result.pay.lines[-2].text


@pytest.mark.parametrize("weekdays", [frozenset(), frozenset({7})])
def test_a_spell_needs_sense(weekdays: frozenset[int]) -> None:
    with pytest.raises(Refusal, match="no qualifying day"):
        spell(date(2026, 10, 5), date(2026, 10, 9), weekdays=weekdays)
    with pytest.raises(Refusal, match="ends before it begins"):
        spell(date(2026, 10, 5), date(2026, 10, 4))


@given(
    st.dates(date(2024, 4, 6), date(2027, 1, 1)),
    st.integers(0, 80),
    st.sets(st.integers(0, 6), min_size=1).map(frozenset),
    st.integers(0, 60_000),
)
def test_pay_stays_within_the_flat_rate_and_ends_its_working(
    first: date, length: int, weekdays: frozenset[int], weekly: int
) -> None:
    result = sick_pay(SHELF, spell(first, first + timedelta(days=length), weekly, weekdays=weekdays))
    assert 0 <= result.pay.pence <= 12_325 * (length // 7 + 2)
    assert result.pay.lines[-1].pence == result.pay.pence
    assert (result.pay.pence > 0) <= result.qualifies
    if first >= date(2026, 4, 6):
        assert result.qualifies
