"""The forms of a circle and of a member's place in it: what they ask and what they say."""

from __future__ import annotations

from collections.abc import Iterable

from carecoop_desktop.people.circles.queries import CircleView, Person
from carecoop_desktop.people.circles.rules import joined_names, people_words, size_words
from carecoop_desktop.platform.desktop.forms import Field, choice, date_, text
from carecoop_desktop.platform.desktop.page import Tag
from carecoop_desktop.platform.kernel.dates import format_date

STATUS_TAGS = {"active": Tag("Active", "met"), "joining": Tag("Joining", "info"), "paused": Tag("Paused", "quiet"),
               "left": Tag("Left", "quiet")}  # fmt: skip


def circle_fields(circle: CircleView | None) -> tuple[Field, ...]:
    """Name, area and when it meets."""
    return (
        text("name", "Name", circle.name if circle else "", required=True),
        text("area", "Area", circle.area if circle else "", hint="Where its members live"),
        text("meets", "Meets", circle.meets if circle else "", hint="First Tuesday, 2 pm, community centre"),
    )


def place_fields(people: Iterable[Person]) -> tuple[Field, ...]:
    """Who comes into a circle, and from when."""
    return (
        choice("member", "Member", [(person.id, person.name) for person in people], required=True),
        date_("since", "From", hint="Empty means today"),
    )


def circle_rows(circles: Iterable[CircleView]) -> list[list[str | int | Tag]]:
    """The list of circles."""
    return [
        [circle.name, len(circle.members), len(circle.assistants), Tag(*size_words(len(circle.members)))]
        for circle in circles
    ]


def member_rows(circle: CircleView) -> list[list[str | Tag]]:
    """The members of a circle."""
    return [
        [person.name, STATUS_TAGS[person.status], "" if person.since is None else format_date(person.since)]
        for person in circle.members
    ]


def context_line(circles: list[CircleView], without: list[Person]) -> str:
    """The figures under the title, and who is in no circle."""
    placed = sum(len(circle.members) for circle in circles)
    count = "1 circle" if len(circles) == 1 else f"{len(circles)} circles"
    line = f"{count} · {people_words(placed)} in them"
    if without:
        line += f" · in none: {joined_names(person.name for person in without)}"
    return line


def circle_line(circle: CircleView) -> str:
    """Area and when it meets."""
    return " · ".join(part for part in (circle.area, f"meets {circle.meets}" if circle.meets else "") if part)
