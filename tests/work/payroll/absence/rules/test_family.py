"""Family leave as a claim: notice, evidence, earlier blocks, and what is due until somebody is back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.dates import Span
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.statutory.statutory_pay import Average, average_weekly
from carecoop_desktop.statutory.tables import load_shelf
from carecoop_desktop.work.payroll.absence.rules.family import FamilyLeave, family_leave, in_time
from carecoop_desktop.work.payroll.absence.rules.family import tested_until as week_end
from carecoop_desktop.work.payroll.absence.rules.record import Record

SHELF = load_shelf()
STARTED = date(2024, 1, 1)
YEAR = Span(date(2026, 4, 6), date(2027, 4, 5))
MATERNITY = Record(
    1, 1, 1, "maternity", date(2026, 5, 4), None, event=date(2026, 6, 1), notified=date(2026, 4, 6),
    evidence="MATB1", evidence_seen=date(2026, 4, 6),
)  # fmt: skip
NEONATAL = Record(
    2, 1, 1, "neonatal", date(2026, 5, 4), date(2026, 5, 17), event=date(2026, 5, 1), notified=date(2026, 5, 4),
    evidence_seen=date(2026, 5, 4),
)  # fmt: skip


def average_of(_limit: date) -> Average:
    return average_weekly(40_000, weeks=1)


def leave(record: Record, others: tuple[Record, ...] = (), started: date | None = STARTED) -> FamilyLeave:
    return family_leave(record, others, average_of, started, None)


def test_the_week_that_is_tested_follows_the_kind() -> None:
    assert week_end(MATERNITY) == date(2026, 2, 21)
    assert week_end(NEONATAL) == date(2026, 4, 25)
    with pytest.raises(Refusal):
        week_end(replace(MATERNITY, kind="unpaid"))


@pytest.mark.parametrize(
    ("notified", "accepted", "fits"),
    [
        (None, False, False),
        (None, True, False),
        (date(2026, 4, 6), False, True),
        (date(2026, 4, 7), False, False),
        (date(2026, 4, 7), True, True),
    ],
)
def test_notice_is_28_days_unless_late_notice_was_accepted(notified: date | None, accepted: bool, fits: bool) -> None:
    assert in_time(replace(MATERNITY, notified=notified, late_accepted=accepted)) is fits


def test_neonatal_and_bereavement_need_no_notice_before() -> None:
    assert in_time(NEONATAL) and in_time(replace(NEONATAL, kind="bereavement"))


def test_maternity_pay_runs_39_weeks_or_until_she_is_back() -> None:
    due = leave(MATERNITY).due(SHELF, YEAR)
    assert due.days == 39 * 7 and due.pay.pence == 6 * 36_000 + 33 * 19_432
    back = leave(replace(MATERNITY, last=date(2026, 5, 31))).due(SHELF, YEAR)
    assert back.days == 28 and back.pay.pence == 4 * 36_000


def test_a_part_of_a_week_is_paid_by_sevenths() -> None:
    due = leave(MATERNITY).due(SHELF, Span(date(2026, 5, 1), date(2026, 5, 6)))
    assert due.days == 3 and due.pay.pence == -(-3 * 36_000 // 7)


def test_blocks_of_the_same_event_share_its_weeks() -> None:
    second = replace(NEONATAL, id=3, first=date(2026, 6, 1), last=date(2026, 9, 13))
    made = leave(second, (NEONATAL, second))
    assert made.weeks_before == 2
    assert made.due(SHELF, YEAR).days == 10 * 7
    other = replace(NEONATAL, id=4, event=date(2026, 1, 1))
    assert leave(second, (other, second)).weeks_before == 0


def test_only_whole_weeks_of_a_block_are_paid() -> None:
    assert leave(replace(NEONATAL, last=date(2026, 5, 16))).due(SHELF, YEAR).days == 7


def test_what_is_missing_is_refused_in_words() -> None:
    with pytest.raises(Refusal, match="employment began"):
        leave(MATERNITY, started=None)
    with pytest.raises(Refusal, match="no date"):
        leave(replace(MATERNITY, event=None))


def test_a_reason_of_the_office_withholds_it() -> None:
    outcome = leave(replace(MATERNITY, withheld="in custody")).due(SHELF, YEAR)
    assert not outcome.qualifies and outcome.reasons == ("The office pays none: in custody.",)
    assert outcome.pay.pence == 0


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8))
def test_windows_that_join_pay_the_whole_and_at_most_a_penny_more_each(lengths: list[int]) -> None:
    begins, total = MATERNITY.first, 0
    for length in lengths:
        window = Span(begins, begins + timedelta(days=length - 1))
        total += leave(MATERNITY).due(SHELF, window).pay.pence
        begins = window.last + timedelta(days=1)
    whole = leave(MATERNITY).due(SHELF, Span(MATERNITY.first, begins - timedelta(days=1))).pay.pence
    assert whole <= total <= whole + len(lengths) - 1
