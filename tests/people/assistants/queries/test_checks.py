"""Live checks: what they count and whom they name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from carecoop_desktop.people.assistants.actions import assistant_left
from carecoop_desktop.people.assistants.entries import (
    Dbs,
    Reference,
    RightToWork,
    Supervision,
    Training,
    VettingItem,
    WholeFile,
)
from carecoop_desktop.people.assistants.feature import FEATURE
from carecoop_desktop.people.assistants.queries import checks
from carecoop_desktop.people.assistants.reference import courses
from carecoop_desktop.platform.office.features import CheckResult
from carecoop_desktop.platform.office.office import Office

NAMES = [check.id for check in FEATURE.checks]
COURSES = [course.code for course in courses().for_everybody]


def result(office: Office, name: str) -> CheckResult:
    found: CheckResult = office.read(getattr(checks, name))
    return found


def without(code: str) -> tuple[Training, ...]:
    return tuple(Training(each, date(2026, 6, 2)) for each in COURSES if each != code)


def held(*received: date | None) -> tuple[Reference, ...]:
    asked = date(2025, 4, 1)
    return tuple(Reference(f"Referee {place}", asked=asked, received=day) for place, day in enumerate(received))


def test_the_room_brings_the_ten_checks() -> None:
    assert len(NAMES) == 10 and all(hasattr(checks, name) for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_nobody_to_count_is_no_gap(office: Office, name: str) -> None:
    found = result(office, name)
    assert (found.total, found.ok, found.shown) == (0, True, "")


@pytest.mark.parametrize("name", NAMES)
def test_a_complete_file_meets_every_check(office: Office, add: Callable[..., int], name: str) -> None:
    add()
    found = result(office, name)
    assert (found.met, found.total, found.gaps, found.shown) == (1, 1, (), "1 of 1")


@pytest.mark.parametrize("name", NAMES)
def test_who_left_is_not_counted(office: Office, add: Callable[..., int], name: str) -> None:
    office.do(assistant_left, add(dbs=None, references=(), training=()), date(2026, 11, 1))
    assert result(office, name).total == 0


@pytest.mark.parametrize(
    ("name", "change", "why"),
    [
        ("dbs_in_date", {"dbs": None}, "no certificate recorded"),
        ("dbs_in_date", {"dbs": Dbs("001234567890", date(2023, 1, 1))}, "renewal was due 1 Jan 2026"),
        ("references_before_first_shift", {"references": held(date(2025, 4, 9))}, "1 of 2 references held"),
        (
            "references_before_first_shift",
            {"references": held(date(2025, 4, 9), date(2025, 5, 7))},
            "the last came in on 7 May 2025, after the first day",
        ),
        (
            "references_before_first_shift",
            {"references": (Reference("As imported 1"), Reference("As imported 2"))},
            "the day a reference came in is not recorded",
        ),
        ("right_to_work_before_first_shift", {"right_to_work": None}, "no check recorded"),
        (
            "right_to_work_before_first_shift",
            {"right_to_work": RightToWork("Passport", date(2025, 5, 7))},
            "checked on 7 May 2025, after the first day",
        ),
        ("training_in_date", {"training": without("fire-safety")}, "Fire safety not done"),
        ("moving_handling_in_date", {"training": without("moving-handling")}, "Moving and handling not done"),
        ("medicines_in_date", {"training": without("medicines")}, "Medicines not done"),
        ("safeguarding_training_in_date", {"training": without("safeguarding-adults")}, "Safeguarding adults not done"),
        ("care_certificate_done", {"training": without("care-certificate")}, "Care Certificate not done"),
        ("supervision_in_time", {"supervisions": ()}, "none recorded yet"),
        (
            "supervision_in_time",
            {"supervisions": (Supervision("supervision", date(2026, 9, 6)),)},
            "last on 6 Sep 2026",
        ),
    ],
)
def test_each_gap_names_the_pa_and_says_why(
    office: Office, add: Callable[..., int], name: str, change: dict[str, object], why: str
) -> None:
    number = add(**change)
    found = result(office, name)
    assert found.gaps == (("assistants", number, "Siân Davies", why),)
    assert (found.met, found.total, found.ok) == (0, 1, False)


def test_schedule_3_names_every_missing_item(office: Office, add: Callable[..., int]) -> None:
    begun = (VettingItem("identity", "Passport", date(2025, 4, 6)),)
    add(vetting=begun)
    ((_kind, _number, _name, why),) = result(office, "schedule3_complete").gaps
    assert why == (
        "Why last care post ended, Qualifications, Full employment history, gaps explained, "
        "Health, reasonable adjustments"
    )


def test_a_check_on_the_first_day_is_in_time(office: Office, add: Callable[..., int]) -> None:
    add(right_to_work=RightToWork("Passport", date(2025, 5, 6)), references=held(date(2025, 5, 6), date(2025, 4, 9)))
    assert result(office, "right_to_work_before_first_shift").ok
    assert result(office, "references_before_first_shift").ok


def test_twelve_weeks_to_the_day_are_in_time(office: Office, add: Callable[..., int]) -> None:
    add(supervisions=(Supervision("appraisal", date(2026, 9, 7)),))
    assert result(office, "supervision_in_time").ok


def test_the_aim_of_training_leaves_room_for_a_booking(people_office: Office) -> None:
    found = result(people_office, "training_in_date")
    assert (found.aim, found.total) == (95, 31) and found.met >= 28


def test_the_demo_office_has_one_overdue_certificate(people_office: Office, whole: Callable[..., WholeFile]) -> None:
    found = result(people_office, "dbs_in_date")
    assert (found.met, found.total) == (30, 31) and found.gaps[0][3] == "renewal was due 20 Nov 2026"
