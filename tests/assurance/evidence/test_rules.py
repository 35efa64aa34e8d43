"""How checks, topics and plans stand, and how people are named on paper."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.assurance.evidence.rules import (
    Standing,
    State,
    aim_words,
    check_standing,
    check_state,
    counted,
    initials,
    now_words,
    plan_state,
    question_state,
    review_state,
    topic_state,
    without_quotes,
)

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("met", "total", "aim", "standing"),
    [
        (31, 31, 100, Standing.MET),
        (30, 31, 100, Standing.GAP),
        (19, 20, 95, Standing.MET),
        (18, 20, 95, Standing.GAP),
        (0, 0, 100, Standing.NOTHING),
    ],
)
def test_a_check_is_met_when_it_reaches_its_aim(met: int, total: int, aim: int, standing: Standing) -> None:
    assert check_standing(met, total, aim) is standing


@given(st.integers(1, 10_000), st.integers(0, 100), st.data())
def test_one_more_never_makes_a_met_check_a_gap(total: int, aim: int, data: st.DataObject) -> None:
    met = data.draw(st.integers(0, total - 1))
    if check_standing(met, total, aim) is Standing.MET:
        assert check_standing(met + 1, total, aim) is Standing.MET


def test_a_gap_is_red_only_where_all_are_asked_for() -> None:
    assert check_state(Standing.GAP, 1, 100) == State("1 gap", "bad")
    assert check_state(Standing.GAP, 3, 90) == State("3 gaps", "warn")


def test_what_is_not_kept_is_never_called_met() -> None:
    assert check_state(Standing.NOT_KEPT, 0, 100) == State("not kept in CareCoop yet", "quiet")
    assert check_state(Standing.HIDDEN, 0, 100).tone == "quiet"
    assert check_state(Standing.NOTHING, 0, 100).word == "nothing to count yet"
    assert check_state(Standing.MET, 0, 100) == State("met", "met")


def test_figures_are_counts_until_nobody_could_count_them() -> None:
    assert now_words(30, 31, Standing.GAP) == "30 of 31"
    assert now_words(9_400, 10_000, Standing.MET) == "94%"
    assert now_words(9_999, 10_000, Standing.GAP) == "99%"
    assert now_words(0, 0, Standing.NOT_KEPT) == "–"
    assert (aim_words(100), aim_words(95)) == ("all", "95%")


def test_a_topic_says_its_gaps_first() -> None:
    gap, met, unseen = Standing.GAP, Standing.MET, Standing.NOT_KEPT
    assert topic_state([gap, met, gap, unseen], 3) == State("2 gaps", "warn")
    assert topic_state([met, met], 0) == State("complete", "met")
    assert topic_state([met, unseen], 2) == State("1 not kept yet", "quiet")
    assert topic_state([Standing.HIDDEN], 0) == State("1 not kept yet", "quiet")
    assert topic_state([], 2) == State("on paper", "info")
    assert topic_state([Standing.NOTHING], 0) == State("no evidence yet", "quiet")


def test_a_question_counts_topics_with_gaps() -> None:
    gap, done, open_ = State("2 gaps", "warn"), State("complete", "met"), State("on paper", "info")
    assert question_state([gap, done, gap]) == State("2 gaps", "warn")
    assert question_state([done, done]) == State("complete", "met")
    assert question_state([done, open_]) == State("in progress", "quiet")


def test_a_plan_stands_against_its_day() -> None:
    assert plan_state(TODAY, None, TODAY) == State("planned", "info")
    assert plan_state(date(2026, 11, 29), None, TODAY) == State("1 day overdue", "bad")
    assert plan_state(date(2026, 11, 24), None, TODAY) == State("6 days overdue", "bad")
    assert plan_state(date(2026, 11, 24), TODAY, TODAY) == State("done", "met")


def test_a_document_is_looked_at_again_on_its_day() -> None:
    assert review_state(None, TODAY) is None
    assert review_state(date(2026, 12, 1), TODAY) is None
    assert review_state(TODAY, TODAY) == State("to review", "warn")


@pytest.mark.parametrize(
    ("name", "short"),
    [("Siân Davies", "S.D."), ("Łukasz van der Berg", "Ł.V.D.B."), ("O'Hara", "O."), ("", ""), ("31 Place", "P.")],
)
def test_people_are_named_by_initials(name: str, short: str) -> None:
    assert initials(name) == short


def test_what_somebody_said_does_not_travel() -> None:
    assert without_quotes("“Marek to come later” took 9 days") == "a request took 9 days"
    assert without_quotes('"A" and "B" are open') == "a request and a request are open"
    assert without_quotes("no certificate recorded") == "no certificate recorded"


def test_counting_in_words() -> None:
    assert (counted(1, "gap"), counted(2, "gap"), counted(0, "gap")) == ("1 gap", "2 gaps", "0 gaps")
