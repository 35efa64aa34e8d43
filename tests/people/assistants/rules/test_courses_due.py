"""Which courses are in date, due or missing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from carecoop_desktop.people.assistants.reference import courses
from carecoop_desktop.people.assistants.rules.courses_due import (
    CourseDone,
    CourseState,
    course_states,
    in_date,
    overall,
)
from carecoop_desktop.people.assistants.rules.terms import State, Tone

TODAY = date(2026, 11, 30)
STARTED = date(2025, 5, 6)
ALL = {course.code: CourseDone(date(2026, 6, 2), date(2027, 6, 2)) for course in courses().for_everybody}


def states(done: dict[str, CourseDone], started: date | None = STARTED) -> dict[str, CourseState]:
    return {one.code: one for one in course_states(courses(), done, started, TODAY)}


def test_everybody_s_courses_are_listed_even_when_none_was_done() -> None:
    assert list(states({})) == [course.code for course in courses().for_everybody]


def test_a_course_that_was_never_done_is_red() -> None:
    assert states({})["medicines"].state == State(Tone.BAD, "not done")


def test_the_care_certificate_has_its_first_twelve_weeks() -> None:
    fresh = states({}, TODAY - timedelta(weeks=4))["care-certificate"]
    assert fresh.state == State(Tone.WARN, "by 25 Jan 2027") and in_date(fresh)
    late = states({}, TODAY - timedelta(weeks=13))["care-certificate"]
    assert late.state.tone is Tone.BAD and not in_date(late)


def test_the_twelve_weeks_need_a_first_day() -> None:
    assert states({}, None)["care-certificate"].state.tone is Tone.BAD


def test_a_course_done_once_stays_in_date() -> None:
    done = states({"care-certificate": CourseDone(date(2019, 1, 1), None)})["care-certificate"]
    assert done.state == State(Tone.MET, "in date")


def test_courses_beyond_what_everybody_needs_are_listed_too() -> None:
    found = states({"epilepsy": CourseDone(date(2023, 1, 1), date(2026, 1, 1), "Hospital")})["epilepsy"]
    assert (found.needed, found.state.tone, found.given_by) == (False, Tone.BAD, "Hospital")


def test_a_course_that_the_list_no_longer_knows_keeps_its_code() -> None:
    assert states({"old-course": CourseDone(date(2020, 1, 1), None)})["old-course"].name == "old-course"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, (Tone.MET, "in date")),
        ({"medicines": CourseDone(date(2025, 12, 20), date(2026, 12, 20))}, (Tone.WARN, "1 due")),
        ({"medicines": CourseDone(date(2025, 1, 1), date(2026, 1, 1))}, (Tone.BAD, "1 overdue")),
        ({"medicines": None}, (Tone.BAD, "1 missing")),
        ({"medicines": None, "fire-safety": None}, (Tone.BAD, "2 missing")),
        ({"epilepsy": CourseDone(date(2020, 1, 1), date(2021, 1, 1))}, (Tone.MET, "in date")),
    ],
)
def test_the_worst_comes_first_and_only_needed_courses_count(
    changes: dict[str, CourseDone | None], expected: tuple[Tone, str]
) -> None:
    done = {code: held for code, held in {**ALL, **changes}.items() if held is not None}
    assert overall(course_states(courses(), done, STARTED, TODAY)) == expected
