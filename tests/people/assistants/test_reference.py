"""The data files: dated, sourced, and without a hole."""

from __future__ import annotations

from carecoop_desktop.people.assistants.reference import courses, staff_file_rules


def test_the_files_say_where_they_come_from_and_when_they_were_checked() -> None:
    for found in (courses(), staff_file_rules()):
        assert found.source and found.checked_on.year >= 2026


def test_schedule_3_has_its_eight_items() -> None:
    assert len(staff_file_rules().items) == 8
    assert {item.answered_by for item in staff_file_rules().items} == {"item", "dbs", "references"}


def test_certificates_are_not_recorded_by_hand() -> None:
    assert "enhanced-dbs" not in {item.code for item in staff_file_rules().by_hand}


def test_names_are_words_and_unknown_codes_stay() -> None:
    assert staff_file_rules().name("identity") == "Proof of identity, photograph"
    assert staff_file_rules().name("nothing") == "nothing"
    assert courses().name("medicines") == "Medicines" and courses().name("nothing") == "nothing"


def test_what_everybody_needs_is_what_the_live_checks_ask_for() -> None:
    needed = {course.code for course in courses().for_everybody}
    assert {"moving-handling", "medicines", "safeguarding-adults", "care-certificate"} <= needed


def test_yearly_courses_are_yearly_and_the_certificate_is_done_once() -> None:
    assert {courses().by_code[code].months for code in ("moving-handling", "medicines", "fire-safety")} == {12}
    assert courses().by_code["care-certificate"].months == 0
    assert courses().by_code["care-certificate"].within_weeks == 12


def test_each_category_of_the_workforce_data_set_is_used_once() -> None:
    used = [course.asc_wds for course in courses().by_code.values() if course.asc_wds]
    assert len(used) == len(set(used)) and all(1 <= number <= 51 for number in used)


def test_the_policy_is_sane() -> None:
    policy = staff_file_rules().policy
    assert policy.references == 2 and policy.dbs_months == 36 and policy.status_check_months == 12
