"""What was filled in about the people around a member is proved without an office."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from carecoop_desktop.people.members.actions import judging
from carecoop_desktop.people.members.entries import NewConsent, NewContact, NewNeed, NewRequest

TODAY = date(2026, 11, 30)
GOOD = NewContact(1, "Janet Hollis", "nominee", "mother", "07700 900456", "janet@example.org")


def test_a_good_contact_has_no_issue() -> None:
    assert judging.contact_issues(GOOD) == []


def test_a_relation_is_enough_where_the_name_is_not_known() -> None:
    assert judging.contact_issues(replace(GOOD, name="")) == []
    assert [issue.field for issue in judging.contact_issues(replace(GOOD, name="", relation=""))] == ["name"]


def test_stray_spaces_go() -> None:
    tidy = judging.tidy_contact(replace(GOOD, name="  Janet   Hollis ", note=" seen \n today "))
    assert (tidy.name, tidy.note) == ("Janet Hollis", "seen today")
    assert tidy.role == "nominee"


def test_an_issue_says_what_would_be_accepted() -> None:
    (issue,) = judging.contact_issues(replace(GOOD, phone="later"))
    assert "01244 555123" in issue.accepted


def test_every_need_but_the_two_with_a_language_stands_alone() -> None:
    from carecoop_desktop.people.members.rules import NEEDS

    alone = [need for need in NEEDS if not judging.need_issues(NewNeed(1, need))]
    assert set(NEEDS) - set(alone) == {"interpreter", "translation"}
    assert judging.need_issues(NewNeed(1, "interpreter", "Polish")) == []


def test_a_good_consent_has_no_issue() -> None:
    consent = NewConsent(1, "money", True, "Jan Roe", "lpa-money", date(2026, 1, 1), date(2027, 1, 1))
    assert judging.consent_issues(consent, TODAY) == []


def test_a_review_comes_after_the_consent() -> None:
    consent = NewConsent(1, "money", True, "Jan Roe", "own", date(2026, 5, 1), date(2026, 5, 1))
    assert [issue.field for issue in judging.consent_issues(consent, TODAY)] == ["review"]


def test_a_request_that_is_open_needs_no_answer() -> None:
    assert judging.request_issues(NewRequest(1, "Football"), TODAY) == []


def test_an_answer_needs_its_day() -> None:
    issues = judging.request_issues(NewRequest(1, "Football", result="done"), TODAY)
    assert [issue.field for issue in issues] == ["answered"]


def test_answered_on_the_day_it_was_asked() -> None:
    assert judging.request_issues(NewRequest(1, "Football", "", TODAY, "done", TODAY), TODAY) == []
