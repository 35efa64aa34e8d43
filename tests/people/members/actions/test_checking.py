"""What is filled in about a member is proved and brought to one form."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.people.members.actions.checking import checked, refuse
from carecoop_desktop.platform.kernel.errors import Invalid, Issue

TODAY = date(2026, 11, 30)


def _fields(issues: list[Issue]) -> list[str]:
    return [issue.field for issue in issues]


def test_brings_everything_to_one_form() -> None:
    stored, issues = checked(
        {
            "name": "  Renée   ŁUKASZ ",
            "nhs_number": "999 252 7609",
            "postcode": "ch42 9ne",
            "email": "mailto:Ann@EXAMPLE.org",
            "known_as": " Ren ",
        },
        TODAY,
    )
    assert issues == []
    assert stored["name"] == "Renée ŁUKASZ"
    assert stored["name_key"] == "renee lukasz"
    assert stored["nhs_number"] == "9992527609"
    assert stored["postcode"] == "CH42 9NE"
    assert stored["email"] == "Ann@example.org"
    assert stored["known_as"] == "Ren"


def test_what_is_not_given_stays_out() -> None:
    stored, issues = checked({"known_as": "Jim"}, TODAY)
    assert (stored, issues) == ({"known_as": "Jim"}, [])


def test_an_empty_nhs_number_is_none() -> None:
    assert checked({"nhs_number": ""}, TODAY)[0] == {"nhs_number": None}


def test_tells_every_issue_at_once_beside_its_field() -> None:
    _stored, issues = checked(
        {
            "name": " ",
            "number": "",
            "nhs_number": "943 476 5918",
            "postcode": "CHESTER",
            "phone": "no",
            "email": "x@y",
            "status": "asleep",
            "employer": "nobody",
        },
        TODAY,
    )
    assert sorted(_fields(issues)) == [
        "email", "employer", "name", "nhs_number", "number", "phone", "postcode", "status",
    ]  # fmt: skip
    assert all(issue.message.endswith(".") for issue in issues)


def test_a_wrong_check_digit_says_so() -> None:
    (issue,) = checked({"nhs_number": "943 476 5918"}, TODAY)[1]
    assert issue.message == "This NHS number cannot be right: fails its check digit."
    assert "943 476 5919" in issue.accepted


def test_a_short_nhs_number_says_what_is_needed() -> None:
    (issue,) = checked({"nhs_number": "123"}, TODAY)[1]
    assert issue.message == "This NHS number cannot be right: it needs ten figures."


@pytest.mark.parametrize("born", [date(2026, 12, 1), date(1899, 12, 31), date(2031, 1, 1)])
def test_nobody_is_born_in_the_future_or_too_long_ago(born: date) -> None:
    assert _fields(checked({"born": born}, TODAY)[1]) == ["born"]


def test_somebody_born_today_is_possible() -> None:
    assert checked({"born": TODAY}, TODAY)[1] == []


def test_dates_follow_each_other() -> None:
    issues = checked({"born": date(1990, 1, 1), "joined": date(1989, 1, 1), "left": date(1988, 1, 1)}, TODAY)[1]
    assert _fields(issues) == ["joined", "left"]


def test_words_are_not_dated_ahead() -> None:
    assert _fields(checked({"about_written": date(2026, 12, 1)}, TODAY)[1]) == ["about_written"]


def test_refuses_only_where_something_is_wrong() -> None:
    refuse([])
    with pytest.raises(Invalid) as trouble:
        refuse([Issue("name", "The name is missing.")])
    assert trouble.value.issues[0].field == "name"
