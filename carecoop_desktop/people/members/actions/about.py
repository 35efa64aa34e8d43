"""What a member says about themselves, in their own words."""

from __future__ import annotations

from datetime import date
from typing import Any

from carecoop_desktop.people.members.actions.checking import checked, refuse
from carecoop_desktop.people.members.permissions import CHANGE_MEMBERS
from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.work import Work


@action("Write down what a member says about themselves", CHANGE_MEMBERS)
def set_about_me(
    work: Work,
    member_id: int,
    version: int | None = None,
    *,
    known_as: str | None = None,
    quote: str | None = None,
    about_me: str | None = None,
    important_to_me: str | None = None,
    how_to_support_me: str | None = None,
    written: date | None = None,
    plan_review: date | None = None,
) -> None:
    """Set the parts that are given; the words are dated ``written``, today when nothing is said."""
    row = work.get(MemberRow, member_id)
    given: dict[str, Any] = {
        "known_as": known_as, "quote": quote, "about_me": about_me, "important_to_me": important_to_me,
        "how_to_support_me": how_to_support_me, "plan_review": plan_review,
        "about_written": written or work.reader.today,
    }  # fmt: skip
    fields: Any = {key: value for key, value in given.items() if value is not None}
    stored, issues = checked(fields, work.reader.today)
    refuse(issues)
    work.change(row, version=version, **stored)
    work.say(f"Wrote down what {row.name} says about themselves")
