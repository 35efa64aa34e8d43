"""What a member says about themselves is kept with its day."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.people.members.actions import set_about_me
from carecoop_desktop.people.members.queries import member_record
from carecoop_desktop.platform.kernel.errors import Conflict, Invalid
from carecoop_desktop.platform.office.office import Office


def test_writes_the_parts_that_are_given(office: Office, james: int) -> None:
    done = office.do(set_about_me, james, about_me=" I love football. ", important_to_me="My flat")
    record = office.read(member_record, james)
    assert record.about_me == "I love football."
    assert record.important_to_me == "My flat"
    assert record.quote == "I would like someone who is good fun to be around."
    assert record.about_written == date(2026, 11, 30)
    assert done.sentence == "Wrote down what James Hollis says about themselves"


def test_an_emptied_part_is_empty(office: Office, james: int) -> None:
    office.do(set_about_me, james, quote="")
    assert office.read(member_record, james).quote == ""


def test_words_from_paper_keep_their_day(office: Office, james: int) -> None:
    office.do(set_about_me, james, about_me="x", written=date(2026, 1, 5), plan_review=date(2027, 1, 5))
    record = office.read(member_record, james)
    assert (record.about_written, record.plan_review) == (date(2026, 1, 5), date(2027, 1, 5))


def test_words_cannot_be_written_tomorrow(office: Office, james: int) -> None:
    with pytest.raises(Invalid):
        office.do(set_about_me, james, about_me="x", written=date(2026, 12, 1))


def test_two_writers_are_told_of_each_other(office: Office, james: int) -> None:
    version = office.read(member_record, james).version
    office.do(set_about_me, james, version, about_me="first")
    with pytest.raises(Conflict):
        office.do(set_about_me, james, version, about_me="second")
    assert office.read(member_record, james).about_me == "first"
