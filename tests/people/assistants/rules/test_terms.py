"""When parts of a file fall due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.people.assistants.rules.terms import (
    Tone,
    dbs_renew_by,
    due_state,
    training_renew_by,
)

TODAY = date(2026, 11, 30)


def test_a_certificate_without_the_update_service_lasts_the_policy_s_three_years() -> None:
    assert dbs_renew_by(date(2024, 2, 29), None, False, 36, 12) == date(2027, 2, 28)


def test_on_the_update_service_the_next_look_is_a_year_after_the_last() -> None:
    assert dbs_renew_by(date(2024, 11, 18), date(2025, 11, 20), True, 36, 12) == date(2026, 11, 20)


def test_before_the_first_look_the_year_runs_from_the_certificate() -> None:
    assert dbs_renew_by(date(2026, 1, 5), None, True, 36, 12) == date(2027, 1, 5)


@pytest.mark.parametrize(("months", "renew"), [(12, date(2027, 6, 2)), (36, date(2029, 6, 2)), (0, None)])
def test_training_is_renewed_after_its_own_term(months: int, renew: date | None) -> None:
    assert training_renew_by(date(2026, 6, 2), months) == renew


@pytest.mark.parametrize(
    ("renew", "tone", "words"),
    [
        (TODAY - timedelta(days=1), Tone.BAD, "overdue 1 day"),
        (TODAY, Tone.WARN, "due 30 Nov 2026"),
        (TODAY + timedelta(days=60), Tone.WARN, "due 29 Jan 2027"),
        (TODAY + timedelta(days=61), Tone.MET, "in date"),
        (None, Tone.MET, "in date"),
    ],
)
def test_the_day_itself_still_counts(renew: date | None, tone: Tone, words: str) -> None:
    assert due_state(renew, TODAY, 60) == (tone, words)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 120))
def test_every_state_has_words(renew: date, soon: int) -> None:
    state = due_state(renew, TODAY, soon)
    assert state.words and (state.tone is Tone.BAD) == (renew < TODAY)
