"""What was typed, brought to its one form."""

from __future__ import annotations

import pytest

from carecoop_desktop.people.assistants.actions.reading import check, rate_entry_issues, read, read_bank
from carecoop_desktop.people.assistants.entries import Bank, PayRate
from carecoop_desktop.platform.kernel.errors import Invalid, Issue
from carecoop_desktop.platform.office.importing import values


def test_check_raises_all_issues_together_and_nothing_without_one() -> None:
    check([])
    with pytest.raises(Invalid) as told:
        check([Issue("a", "One."), Issue("b", "Two.")])
    assert str(told.value) == "One. Two."


def test_nothing_typed_is_the_fallback_and_no_issue() -> None:
    issues: list[Issue] = []
    assert read(issues, "postcode", values.postcode, "  ", "none") == "none" and issues == []


def test_what_cannot_be_read_says_so_with_what_can() -> None:
    issues: list[Issue] = []
    assert read(issues, "ni_number", values.ni_number, "QQ123456C", "") == ""
    assert issues[0].message == "“QQ123456C” is not a possible NI number." and "AB 12 34 56 C" in issues[0].accepted


@pytest.mark.parametrize("typed", ["20-29-59", "20 29 59", "202959"])
def test_sort_codes_are_kept_as_six_figures(typed: str) -> None:
    clean, issues = read_bank(Bank(None, "A", typed, "12345678"))
    assert clean.sort_code == "202959" and [issue.field for issue in issues] == ["since"]


def test_a_rate_needs_its_day() -> None:
    assert [issue.field for issue in rate_entry_issues(PayRate("standard", 1300, None))] == ["since"]
