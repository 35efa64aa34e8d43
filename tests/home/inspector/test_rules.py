"""What a PIN must be, and what is hidden in running text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.home.inspector.rules import (
    four_weeks_before,
    framework_for,
    hidden,
    pin_issues,
    visit_issues,
)


@pytest.mark.parametrize("pin", ["4711", "8052", "000001", "123409"])
def test_a_pin_of_four_figures_or_more_is_taken(pin: str) -> None:
    assert pin_issues(pin) == []


@pytest.mark.parametrize("pin", ["", "123", "12a4", "١٢٣٤", "1" * 13, "1111", "1234", "4321", "7890"])
def test_a_pin_that_is_short_or_tried_first_is_refused(pin: str) -> None:
    assert [issue.field for issue in pin_issues(pin)] == ["pin"]


def test_everything_that_is_missing_is_told_at_once() -> None:
    fields = [issue.field for issue in visit_issues(" ", "", "12", "13")]
    assert fields == ["inspector", "body", "pin", "again"]
    assert visit_issues("Ruth Adler", "CQC", "4711", "4711") == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ring 07700 900123 first", "Ring (number hidden) first"),
        ("Ring 01244 555666.", "Ring (number hidden)."),
        ("+44 7700 900123", "(number hidden)"),
        ("She lives at CH1 2AB now", "She lives at (postcode hidden) now"),
        ("Sort code 20-29-59", "Sort code (bank details hidden)"),
        ("Write to ann@hay.example", "Write to (e-mail hidden)"),
        ("It cost £1,234.56 then", "It cost (amount hidden) then"),
    ],
)
def test_numbers_places_and_amounts_are_hidden(text: str, shown: str) -> None:
    assert hidden(text) == shown


@pytest.mark.parametrize("text", ["30 of 31", "22 Nov 2026", "NMS15 and Reg 12", "7:30 to 14:00", "Siân Davies"])
def test_ordinary_words_stay(text: str) -> None:
    assert hidden(text) == text


@given(st.text())
def test_hiding_twice_changes_nothing(text: str) -> None:
    assert hidden(hidden(text)) == hidden(text)


def test_ofsted_inspects_by_its_own_framework() -> None:
    assert framework_for("Ofsted") == "ofsted-sccif-ifa"
    assert framework_for("The council") == framework_for("CQC") == "cqc-saf-2023"


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_four_whole_weeks_lie_before_today(today: date) -> None:
    first, last = four_weeks_before(today)
    assert (first.weekday(), last.weekday(), (last - first).days) == (0, 6, 27)
    assert 0 < (today - last).days <= 7
