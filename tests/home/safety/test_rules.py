"""When a backup is due, which ones stay, and how its age is said."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.home.safety.rules import (
    DAYS,
    MONTHS,
    WEEKS,
    age_in_days,
    backup_name,
    backup_text,
    is_due,
    kept,
    moment_of,
)
from carecoop_desktop.platform.kernel.dates import LONDON

NOW = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)
MOMENTS = st.integers(0, 730 * 86_400).map(lambda s: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=s))


@pytest.mark.parametrize(("ago", "said"), [
    (timedelta(), "Last backup today 10:42"),
    (timedelta(hours=10), "Last backup today 00:42"),
    (timedelta(hours=11), "Last backup yesterday 23:42"),
    (timedelta(days=2), "Last backup 2 days ago"),
    (timedelta(days=9), "Last backup 9 days ago"),
    (timedelta(days=40), "Last backup 13 Oct 2026"),
    (timedelta(days=-3), "Last backup 25 Nov 2026"),
])  # fmt: skip
def test_the_status_bar_says_when(ago: timedelta, said: str) -> None:
    assert backup_text(NOW - ago, NOW) == said


def test_the_status_bar_goes_by_the_offices_clock() -> None:
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert backup_text(late, datetime(2026, 7, 2, 8, 0, tzinfo=UTC)) == "Last backup today 00:30"
    assert backup_text(None, NOW) == "No backup yet"


def test_due_once_a_day_and_when_the_clock_went_back() -> None:
    assert is_due(None, NOW)
    assert not is_due(NOW - timedelta(hours=10), NOW)
    assert is_due(NOW - timedelta(hours=11), NOW)
    assert is_due(NOW + timedelta(days=2), NOW)


@given(last=MOMENTS, days=st.integers(0, 400))
def test_age_counts_days_of_the_calendar(last: datetime, days: int) -> None:
    day = last.astimezone(LONDON).date()
    assert age_in_days(last, day + timedelta(days=days)) == days


@given(MOMENTS)
def test_a_name_tells_its_moment(moment: datetime) -> None:
    name = backup_name("dee-valley", moment)
    found = moment_of(name, "dee-valley")
    # In the hour that the clocks go back through, a clock time names two moments.
    assert found is not None and abs(found - moment) in (timedelta(), timedelta(hours=1))
    assert moment_of(name, "dee") is None and moment_of(name, "other-office") is None


@pytest.mark.parametrize("name", [
    "office.carecoop", "dee-valley 2026-13-45 080000.carecoop-backup", "dee-valley.carecoop-backup",
    "dee-valley 2026-11-22 0802.carecoop-backup", ".dee-valley 2026-11-22 080214.carecoop-backup.99.part",
])  # fmt: skip
def test_other_files_are_never_ours(name: str) -> None:
    assert moment_of(name, "dee-valley") is None


@given(st.lists(MOMENTS, max_size=60))
def test_the_newest_always_stays_and_few_do(moments: list[datetime]) -> None:
    stay = kept(moments)
    assert stay <= set(moments)
    assert len(stay) <= DAYS + WEEKS + MONTHS
    if moments:
        assert max(moments) in stay
    assert kept(stay) == stay


def test_a_year_of_daily_backups_thins_out() -> None:
    year = [datetime(2026, 1, 1, 8, tzinfo=UTC) + timedelta(days=n) for n in range(326)]
    stay = sorted(kept([*year, *(m + timedelta(hours=9) for m in year)]), reverse=True)
    days = [m.astimezone(LONDON).date() for m in stay]
    assert days[:7] == [date(2026, 11, 22) - timedelta(days=n) for n in range(7)]
    assert {d.strftime("%Y-%m") for d in days} == {f"2026-{n:02d}" for n in range(1, 12)}
    assert all(m.hour == 17 for m in stay)
    assert len(days) <= DAYS + WEEKS + MONTHS - 2
