"""Decisions about members, as plain values."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.people.members import rules

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(("days", "words"), [(0, "same day"), (1, "1 day"), (2, "2 days"), (30, "30 days")])
def test_days_in_words(days: int, words: str) -> None:
    assert rules.days_word(days) == words


@pytest.mark.parametrize(
    ("asked", "answered", "result", "word", "tone"),
    [
        (date(2026, 11, 30), None, "open", "Open today", "info"),
        (date(2026, 11, 27), None, "open", "Open 3 days", "warn"),
        (date(2026, 11, 9), None, "open", "Open 21 days", "warn"),
        (date(2026, 11, 8), None, "open", "Open 22 days", "bad"),
        (date(2026, 11, 1), date(2026, 11, 2), "done", "Done", "met"),
        (date(2026, 11, 1), date(2026, 11, 2), "declined", "Not possible", "quiet"),
    ],
)
def test_how_a_request_stands(asked: date, answered: date | None, result: str, word: str, tone: str) -> None:
    assert rules.request_state(asked, answered, result, TODAY) == rules.Due(word, tone)


@pytest.mark.parametrize(
    ("review", "word", "tone"),
    [
        (None, "no review set", "warn"),
        (date(2026, 11, 29), "review was due 29 Nov 2026", "bad"),
        (date(2026, 11, 30), "review soon", "warn"),
        (date(2026, 12, 30), "review soon", "warn"),
        (date(2026, 12, 31), "in date", "met"),
    ],
)
def test_how_a_review_stands(review: date | None, word: str, tone: str) -> None:
    assert rules.review_state(review, TODAY) == rules.Due(word, tone)


@pytest.mark.parametrize(
    ("given", "withdrawn", "review", "word"),
    [
        (True, None, date(2027, 6, 1), "in date"),
        (True, None, None, "in date"),
        (True, None, date(2026, 12, 10), "renew soon"),
        (True, None, date(2026, 11, 29), "to renew"),
        (False, None, date(2020, 1, 1), "refused"),
        (True, date(2026, 11, 30), date(2027, 6, 1), "withdrawn"),
        (True, date(2026, 12, 1), date(2027, 6, 1), "in date"),
    ],
)
def test_how_a_consent_stands(given: bool, withdrawn: date | None, review: date | None, word: str) -> None:
    assert rules.consent_state(given, withdrawn, review, TODAY).word == word


def test_an_attorney_for_money_does_not_consent_to_care() -> None:
    issue = rules.basis_issue("support", "lpa-money")
    assert issue is not None
    assert issue.field == "basis"
    assert "money cannot decide about care" in issue.message


def test_an_attorney_for_welfare_does_not_decide_about_money() -> None:
    issue = rules.basis_issue("money", "lpa-health")
    assert issue is not None
    assert "welfare cannot decide about money" in issue.message


@pytest.mark.parametrize(
    ("subject", "basis"), [("money", "lpa-money"), ("support", "lpa-health"), ("support", "own"), ("money", "deputy")]
)
def test_who_may_decide(subject: str, basis: str) -> None:
    assert rules.basis_issue(subject, basis) is None


@given(st.dates(), st.integers(0, 400), st.integers(0, 400))
def test_a_span_holds_from_its_first_to_its_last_day(start: date, length: int, offset: int) -> None:
    start = min(start, date(2900, 1, 1))
    end, day = start + timedelta(days=length), start + timedelta(days=offset)
    assert rules.in_force(start, end, day) == (offset <= length)
    assert rules.in_force(None, None, day)
    assert rules.in_force(start, None, day)
    assert not rules.in_force(day + timedelta(days=1), None, day)


@pytest.mark.parametrize(
    ("now", "wanted", "may"),
    [("joining", "active", True), ("active", "paused", True), ("paused", "active", True), ("left", "active", True),
     ("joining", "paused", False), ("left", "paused", False), ("active", "joining", False), ("odd", "active", False)],
)  # fmt: skip
def test_which_standing_follows_which(now: str, wanted: str, may: bool) -> None:
    assert rules.may_become(now, wanted) is may


@pytest.mark.parametrize(
    ("text", "name", "relation"),
    [
        ("Janet Hollis (mother)", "Janet Hollis", "mother"),
        ("Sister (LPA)", "", "sister"),
        ("Mother", "", "mother"),
        ("Jean Parker", "Jean Parker", ""),
        ("stepfather", "", "stepfather"),
        ("Janet Hollis (LPA)", "Janet Hollis", ""),
        ("Carol Sister", "", "carol sister"),
    ],
)
def test_reads_who_speaks_for_somebody(text: str, name: str, relation: str) -> None:
    assert rules.read_suitable_person(text) == rules.SuitablePerson(name, relation, "suitable-person")


def test_reads_nobody_from_nothing() -> None:
    assert rules.read_suitable_person("").name == ""


@pytest.mark.parametrize(
    ("words", "need"),
    [("Large print", "large-print"), ("LARGE-PRINT, 18pt", "large-print"), ("Easy Read", "easy-read"),
     ("easyread", "easy-read"), ("Braille", "braille"), ("BSL", "bsl"), ("British Sign Language", "bsl"),
     ("Audio CD", "audio"), ("Email", None), ("Phone", None), ("", None)],
)  # fmt: skip
def test_finds_the_need_in_an_offices_words(words: str, need: str | None) -> None:
    assert rules.need_of(words) == need


@pytest.mark.parametrize(
    ("taken", "number"),
    [([], "001"), (["001", "002"], "003"), (["7", "A12"], "008"), (["099"], "100"), (["1200"], "1201")],
)
def test_the_next_number_is_one_more_than_the_highest(taken: list[str], number: str) -> None:
    assert rules.next_number(taken) == number


@given(st.lists(st.integers(0, 10**6).map(str), max_size=30))
def test_the_next_number_is_never_taken(taken: list[str]) -> None:
    assert int(rules.next_number(taken)) not in {int(number) for number in taken}


def test_a_need_in_words() -> None:
    assert rules.need_words("easy-read", " short sentences ") == "Easy Read, short sentences"
    assert rules.need_words("large-print", "") == "Large print"


def test_next_of_kin_speak_for_nobody_by_that_alone() -> None:
    assert "next-of-kin" not in rules.SPEAKS_FOR
    assert set(rules.SPEAKS_FOR) <= set(rules.CONTACT_ROLES)


def test_every_standing_has_its_followers() -> None:
    assert set(rules.NEXT_STATUS) == set(rules.STATUSES)
    assert all(set(followers) <= set(rules.STATUSES) for followers in rules.NEXT_STATUS.values())
