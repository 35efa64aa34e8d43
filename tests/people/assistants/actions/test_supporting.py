"""Matches of PAs with members."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from carecoop_desktop.people.assistants.actions import assistant_left, start_supporting, stop_supporting
from carecoop_desktop.people.assistants.entries import Support
from carecoop_desktop.people.assistants.queries import supported_by, supports
from carecoop_desktop.platform.kernel.errors import Conflict, Invalid, Refusal
from carecoop_desktop.platform.office.office import Office

JANUARY, JUNE = date(2026, 1, 5), date(2026, 6, 1)


def test_a_match_says_who_and_how_long(office: Office, add: Callable[..., int], member: Callable[[str], int]) -> None:
    number, james = add(), member("James Hollis")
    done = office.do(start_supporting, number, Support(james, JANUARY, 630, "Football"))
    assert done.sentence == "Siân Davies supports James Hollis for 10.50 hours a week"
    (link,) = office.read(supported_by, james, JANUARY)
    assert (link.assistant, link.weekly_minutes, link.match) == ("Siân Davies", 630, "Football")


def test_other_hours_end_the_earlier_match_the_day_before(
    office: Office, add: Callable[..., int], member: Callable[[str], int]
) -> None:
    number, james = add(), member("James Hollis")
    office.do(start_supporting, number, Support(james, JANUARY, 600))
    office.do(start_supporting, number, Support(james, JUNE, 900))
    assert [(link.weekly_minutes, link.until) for link in office.read(supports, number)] == [
        (900, None), (600, date(2026, 5, 31)),
    ]  # fmt: skip
    assert [link.weekly_minutes for link in office.read(supported_by, james, date(2026, 5, 31))] == [600]


def test_the_same_day_again_corrects_the_match(
    office: Office, add: Callable[..., int], member: Callable[[str], int]
) -> None:
    number, james = add(), member("James Hollis")
    first = office.do(start_supporting, number, Support(james, JUNE, 600)).value
    assert office.do(start_supporting, number, Support(james, JANUARY, 480)).value == first
    assert [(link.since, link.weekly_minutes) for link in office.read(supports, number)] == [(JANUARY, 480)]


def test_a_match_ends_on_its_last_day(office: Office, add: Callable[..., int], member: Callable[[str], int]) -> None:
    number, james = add(), member("James Hollis")
    link = office.do(start_supporting, number, Support(james, JANUARY, 600)).value
    done = office.do(stop_supporting, link, JUNE)
    assert done.sentence == "Siân Davies supports James Hollis until 1 Jun 2026"
    assert len(office.read(supported_by, james, JUNE)) == 1
    assert office.read(supported_by, james, date(2026, 6, 2)) == []


@pytest.mark.parametrize("day", [None, date(2026, 1, 4), date(2030, 1, 1)])
def test_an_end_must_be_sane(
    office: Office, add: Callable[..., int], member: Callable[[str], int], day: date | None
) -> None:
    link = office.do(start_supporting, add(), Support(member("James Hollis"), JANUARY, 600)).value
    with pytest.raises(Invalid):
        office.do(stop_supporting, link, day)


def test_who_left_is_matched_with_nobody(office: Office, add: Callable[..., int], member: Callable[[str], int]) -> None:
    number = add()
    office.do(assistant_left, number, JUNE)
    with pytest.raises(Refusal, match="has left"):
        office.do(start_supporting, number, Support(member("James Hollis"), JUNE, 600))


def test_a_match_with_nobody_is_refused(office: Office, add: Callable[..., int]) -> None:
    with pytest.raises(Refusal, match="member is no longer there"):
        office.do(start_supporting, add(), Support(999, JUNE, 600))
    with pytest.raises(Invalid):
        office.do(start_supporting, 1, Support(999, None, None))


def test_a_match_that_another_desk_changed_is_neither_set_nor_ended_unread(
    office: Office, add: Callable[..., int], member: Callable[[str], int]
) -> None:
    number, james = add(), member("James Hollis")
    link = office.do(start_supporting, number, Support(james, JANUARY, 600)).value
    seen = office.read(lambda reader: reader.mark)
    office.do(stop_supporting, link, JUNE)
    with pytest.raises(Conflict, match=r"^Priya Shah changed until of this match at "):
        office.do(start_supporting, number, Support(james, date(2026, 11, 2), 900), seen)
    with pytest.raises(Conflict, match=r"^Priya Shah changed until of this match at "):
        office.do(stop_supporting, link, date(2026, 7, 1), 1)
