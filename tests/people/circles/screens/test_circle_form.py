"""What the page of circles asks and says."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.people.circles.queries import CircleView, Person
from carecoop_desktop.people.circles.screens import circle_form
from carecoop_desktop.platform.desktop.page import Tag

ANN, BO = Person(1, "Ann Hay", "active", date(2026, 3, 1)), Person(2, "Bo Rees", "paused", None)
CHESTER = CircleView(5, 2, "Chester", "Hoole", "first Tuesday", (ANN, BO), (Person(9, "Marek Nowak", "active"),))


def test_the_fields_open_with_what_stands_there() -> None:
    assert [field.value for field in circle_form.circle_fields(CHESTER)] == ["Chester", "Hoole", "first Tuesday"]
    assert [field.value for field in circle_form.circle_fields(None)] == ["", "", ""]


def test_who_can_be_placed_is_offered_by_name() -> None:
    member, since = circle_form.place_fields([ANN, BO])
    assert list(member.choices) == [(1, "Ann Hay"), (2, "Bo Rees")]
    assert since.value is None


def test_rows() -> None:
    assert circle_form.circle_rows([CHESTER]) == [["Chester", 2, 1, Tag("small", "info")]]
    assert circle_form.member_rows(CHESTER) == [
        ["Ann Hay", Tag("Active", "met"), "1 Mar 2026"],
        ["Bo Rees", Tag("Paused", "quiet"), ""],
    ]


def test_lines() -> None:
    assert circle_form.context_line([CHESTER], []) == "1 circle · 2 people in them"
    assert circle_form.circle_line(CHESTER) == "Hoole · meets first Tuesday"
    assert circle_form.context_line([CHESTER, CHESTER], [BO]).endswith("in none: Bo Rees")
