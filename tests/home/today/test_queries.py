"""What Today counts."""

from __future__ import annotations

from dataclasses import replace

from carecoop_desktop.home.today.queries import badge, figures, needs, nobody_yet
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role


def test_an_empty_office_needs_nothing_about_people(office: Office) -> None:
    assert office.read(nobody_yet)
    assert [each.figure for each in office.read(figures)][:2] == ["0", "0"]


def test_the_badge_counts_the_lines(living: Office) -> None:
    found = living.read(needs)
    assert found
    assert living.read(badge) == len(found)
    assert not living.read(nobody_yet)


def test_the_most_urgent_stands_first(living: Office) -> None:
    order = {"bad": 0, "warn": 1, "info": 2, "quiet": 3, "met": 4}
    tones = [order[item.tone] for item in living.read(needs)]
    assert tones == sorted(tones)


def test_of_equal_lines_those_due_first_stand_first(living: Office) -> None:
    dated = [(item.tone, item.rank, item.due) for item in living.read(needs) if item.due is not None]
    for tone, rank in {(tone, rank) for tone, rank, _ in dated}:
        days = [due for one, other, due in dated if (one, other) == (tone, rank)]
        assert days == sorted(days)
    assert len(dated) > 2


def test_every_line_says_what_why_and_where_to_go(living: Office) -> None:
    for item in living.read(needs):
        assert item.what and item.why and item.button and item.page


def test_pay_is_only_counted_for_those_who_may_see_it(living: Office) -> None:
    assert living.read(figures)[2].figure.startswith("£")
    living.user = replace(living.user, role=Role.OFFICE)
    assert living.read(figures)[2].figure == "–"
