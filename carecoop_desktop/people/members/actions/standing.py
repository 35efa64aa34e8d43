"""A member's standing: joining, active, paused, left."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.people.members.events import MemberLeft
from carecoop_desktop.people.members.permissions import CHANGE_MEMBERS
from carecoop_desktop.people.members.rules import STATUSES, may_become
from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Invalid, Issue, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.work import Work


@action("Welcome a member", CHANGE_MEMBERS)
def welcome_member(work: Work, member_id: int, joined: date | None = None, version: int | None = None) -> None:
    """Somebody who was joining is a member from a day on, today when nothing is said.

    With the ``version`` that was read, here and below, another standing since then is a conflict.
    """
    row = _row(work, member_id, "active", version)
    work.change(row, status="active", joined=joined or row.joined or work.reader.today, left=None)
    work.say(f"{row.name} is a member now")


@action("Pause a member's support", CHANGE_MEMBERS)
def pause_member(work: Work, member_id: int, reason: str = "", version: int | None = None) -> None:
    """Support rests for a while (a stay in hospital, a holiday); the reason stands in the history."""
    row = _row(work, member_id, "paused", version)
    work.change(row, status="paused")
    work.reason = reason.strip()
    work.say(f"Paused {row.name}'s support")


@action("Resume a member's support", CHANGE_MEMBERS)
def resume_member(work: Work, member_id: int, version: int | None = None) -> None:
    """Support goes on after a pause."""
    row = _row(work, member_id, "active", version)
    work.change(row, status="active", left=None)
    work.say(f"{row.name}'s support goes on")


@action("Note that a member left", CHANGE_MEMBERS)
def member_left(
    work: Work, member_id: int, left: date | None = None, reason: str = "", version: int | None = None
) -> None:
    """A member leaves on a day, today when nothing is said; their place in a circle and their PAs end with it."""
    row = _row(work, member_id, "left", version)
    day = left or work.reader.today
    if day > work.reader.today:
        raise Invalid([Issue("left", "This day is still to come.", f"A day up to {format_date(work.reader.today)}.")])
    if row.joined is not None and day < row.joined:
        raise Invalid([Issue("left", f"They joined on {format_date(row.joined)}.", "A day after that.")])
    work.change(row, status="left", left=day)
    work.reason = reason.strip()
    work.publish(MemberLeft(member_id, day))
    work.say(f"{row.name} left on {format_date(day)}")


def _row(work: Work, member_id: int, wanted: str, version: int | None) -> MemberRow:
    row = work.get(MemberRow, member_id)
    work.stands(row, version, "status", "joined", "left")
    if not may_become(row.status, wanted):
        raise Refusal(f"{row.name} is {STATUSES[row.status].lower()}, so cannot become {STATUSES[wanted].lower()}.")
    return row
