"""Everything that changes circles and who is in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from carecoop_desktop.people.circles.permissions import CHANGE_CIRCLES
from carecoop_desktop.people.circles.rules import place_issues
from carecoop_desktop.people.circles.tables import CircleMemberRow, CircleRow
from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.database.lists.folding import fold
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Invalid, Issue, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.work import Work


@action("Add a circle", CHANGE_CIRCLES)
def add_circle(work: Work, name: str, area: str = "", meets: str = "") -> int:
    """Add a circle; its name is told apart from the others without regard to capitals and accents."""
    name = " ".join(name.split())
    _refuse_name(work, name, None)
    work.say(f"Added the circle {name}")
    row = CircleRow(name=name, name_key=fold(name), area=area.strip(), meets=meets.strip())
    return work.add(row).id


@action("Change a circle", CHANGE_CIRCLES)
def change_circle(work: Work, circle_id: int, version: int | None, name: str, area: str = "", meets: str = "") -> None:
    """Change a circle's name, area and when it meets."""
    row = work.get(CircleRow, circle_id)
    name = " ".join(name.split())
    _refuse_name(work, name, circle_id)
    work.change(row, version=version, name=name, name_key=fold(name), area=area.strip(), meets=meets.strip())
    work.say(f"Changed the circle {name}")


@action("Remove a circle", CHANGE_CIRCLES)
def remove_circle(work: Work, circle_id: int, version: int | None = None) -> None:
    """Remove a circle that nobody was ever in."""
    row = work.get(CircleRow, circle_id)
    if work.one(CircleMemberRow, CircleMemberRow.circle_id == circle_id) is not None:
        raise Refusal(f"{row.name} has or had members; it stays for the record.", "Change its name instead.")
    work.say(f"Removed the circle {row.name}")
    work.remove(row, version=version)


@action("Place a member in a circle", CHANGE_CIRCLES)
def place_member(work: Work, member_id: int, circle_id: int, since: date | None = None, seen: int | None = None) -> int:
    """Place a member in a circle from a day on; a place in another circle ends the day it begins.

    A place that they were given, or lost, after the change that was ``seen`` last is a conflict.
    """
    circle, member = work.get(CircleRow, circle_id), work.get(MemberRow, member_id)
    day = since or work.reader.today
    if issues := place_issues(day, work.reader.today, member.joined, member.left):
        raise Invalid(issues)
    _hold_places(work, member_id, seen)
    current = _current(work, member_id)
    if current is not None:
        if current.circle_id == circle_id:
            raise Refusal(f"{member.name} is in {circle.name} already, since {format_date(current.since)}.")
        if day < current.since:
            raise Invalid(
                [
                    Issue(
                        "since",
                        f"They have been in another circle since {format_date(current.since)}.",
                        "That day or later.",
                    )
                ]
            )
        work.change(current, until=day)
    work.say(f"{member.name} is in {circle.name} now")
    return work.add(CircleMemberRow(circle_id=circle_id, member_id=member_id, since=day, until=None)).id


@action("Place members in circles", CHANGE_CIRCLES)
def place_members(work: Work, places: Sequence[tuple[int, int, date]]) -> int:
    """Place many members (member, circle, since) who are in no circle yet. Refusal when one is."""
    held = {row.member_id for row in work.all(CircleMemberRow, CircleMemberRow.until.is_(None))}
    if any(member_id in held for member_id, _circle, _since in places):
        raise Refusal("Somebody among them is in a circle already.", "Place them one by one.")
    work.add_many(CircleMemberRow, [{"circle_id": circle_id, "member_id": member_id, "since": since, "until": None}
                                    for member_id, circle_id, since in places])  # fmt: skip
    work.say(f"Placed {len(places)} members in circles")
    return len(places)


@action("Leave a circle", CHANGE_CIRCLES)
def leave_circle(work: Work, member_id: int, until: date | None = None, seen: int | None = None) -> None:
    """A member is no longer in their circle from a day on, today when nothing is said."""
    _hold_places(work, member_id, seen)
    member, current = work.get(MemberRow, member_id), _current(work, member_id)
    if current is None:
        raise Refusal(f"{member.name} is in no circle.")
    day = until or work.reader.today
    if not current.since <= day <= work.reader.today + timedelta(days=1):
        raise Invalid(
            [
                Issue(
                    "until",
                    "The day lies between the start of the place and today.",
                    f"From {format_date(current.since)} on.",
                )
            ]
        )
    work.change(current, until=day)
    work.say(f"{member.name} left {work.get(CircleRow, current.circle_id).name}")


def _hold_places(work: Work, member_id: int, seen: int | None) -> None:
    work.hold(work.all(CircleMemberRow, CircleMemberRow.member_id == member_id), seen, {})


def _current(work: Work, member_id: int) -> CircleMemberRow | None:
    return work.one(CircleMemberRow, CircleMemberRow.member_id == member_id, CircleMemberRow.until.is_(None))


def _refuse_name(work: Work, name: str, own_id: int | None) -> None:
    if not name:
        raise Invalid([Issue("name", "The name is missing.")])
    twin = work.one(CircleRow, CircleRow.name_key == fold(name), CircleRow.id != (own_id or 0))
    if twin is not None:
        raise Invalid([Issue("name", f"There is a circle called {twin.name} already.", "Another name.")])
