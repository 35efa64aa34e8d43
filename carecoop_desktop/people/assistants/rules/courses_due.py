"""Which courses a PA has in date, which fall due, and which are missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from carecoop_desktop.people.assistants.reference import Course, Courses
from carecoop_desktop.people.assistants.rules.terms import State, Tone, due_state
from carecoop_desktop.platform.kernel.dates import format_date


@dataclass(frozen=True, slots=True)
class CourseDone:
    """The newest time a course was done."""

    done: date
    renew_by: date | None
    given_by: str = ""


@dataclass(frozen=True, slots=True)
class CourseState:
    """A course, when it was done, and how it stands."""

    code: str
    name: str
    done: date | None
    renew_by: date | None
    given_by: str
    needed: bool
    state: State


def course_states(
    courses: Courses, done: Mapping[str, CourseDone], started: date | None, today: date
) -> tuple[CourseState, ...]:
    """Every course that everybody needs, and every other one that the PA has done."""
    needed = courses.for_everybody
    others = [code for code in done if code not in {course.code for course in needed}]
    found = [_needed_state(course, done.get(course.code), started, courses.soon_days, today) for course in needed]
    return (*found, *(_other_state(courses, code, done[code], today) for code in others))


def _needed_state(course: Course, held: CourseDone | None, started: date | None, soon: int, today: date) -> CourseState:
    if held is not None:
        state = due_state(held.renew_by, today, soon)
        return CourseState(course.code, course.name, held.done, held.renew_by, held.given_by, True, state)
    last = started + timedelta(weeks=course.within_weeks) if started else None
    if course.within_weeks and last and today <= last:
        state = State(Tone.WARN, f"by {format_date(last)}")
        return CourseState(course.code, course.name, None, last, "", True, state)
    return CourseState(course.code, course.name, None, None, "", True, State(Tone.BAD, "not done"))


def _other_state(courses: Courses, code: str, held: CourseDone, today: date) -> CourseState:
    state = due_state(held.renew_by, today, courses.soon_days)
    return CourseState(code, courses.name(code), held.done, held.renew_by, held.given_by, False, state)


def in_date(state: CourseState) -> bool:
    """Whether a course counts today; one that falls due soon still does."""
    return state.state.tone in (Tone.MET, Tone.WARN)


def overall(states: tuple[CourseState, ...]) -> State:
    """One state for a whole training record, the worst first."""
    needed = [one for one in states if one.needed]
    missing = [one for one in needed if one.state.tone is Tone.BAD and one.done is None]
    overdue = [one for one in needed if one.state.tone is Tone.BAD and one.done is not None]
    soon = [one for one in needed if one.state.tone is Tone.WARN]
    for found, tone, word in ((missing, Tone.BAD, "missing"), (overdue, Tone.BAD, "overdue"), (soon, Tone.WARN, "due")):
        if found:
            return State(tone, f"{len(found)} {word}")
    return State(Tone.MET, "in date")
