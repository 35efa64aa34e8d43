"""Says which PA supports which member, from when until when."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta

from carecoop_desktop.people.assistants.actions.reading import check
from carecoop_desktop.people.assistants.entries import Support
from carecoop_desktop.people.assistants.permissions import CHANGE_ASSISTANTS
from carecoop_desktop.people.assistants.rules.entered import day_issues, support_issues
from carecoop_desktop.people.assistants.tables import AssistantRow, SupportLinkRow
from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Issue, Refusal
from carecoop_desktop.platform.kernel.money import format_hours
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.work import Work


@action("Match a PA with a member", CHANGE_ASSISTANTS)
def start_supporting(work: Work, assistant_id: int, support: Support, seen: int | None = None) -> int:
    """A PA supports a member from a day on. Hours that change end the earlier match the day before.

    A match of the two that was made, changed or ended after the change ``seen`` last is a conflict.
    """
    check(support_issues(support, work.reader.today))
    person, member = work.get(AssistantRow, assistant_id), work.get(MemberRow, support.member_id)
    if person.status == "left":
        raise Refusal(f"{person.name} has left.", "Choose a PA who is with you.")
    links = work.all(SupportLinkRow, SupportLinkRow.assistant_id == assistant_id, SupportLinkRow.member_id == member.id)
    terms = {"since": support.since, "weekly_minutes": support.weekly_minutes, "match": support.match, "until": None}
    work.hold(links, seen, terms)
    standing = next((link for link in links if link.until is None), None)
    work.say(f"{person.name} supports {member.name} for {format_hours(support.weekly_minutes or 0)} hours a week")
    if standing is not None and support.since is not None:
        if standing.since >= support.since:
            return work.change(standing, **asdict(support)).id
        work.change(standing, until=support.since - timedelta(days=1))
    return work.add(SupportLinkRow(assistant_id=assistant_id, until=None, **asdict(support))).id


@action("End a match", CHANGE_ASSISTANTS)
def stop_supporting(work: Work, link_id: int, until: date | None, version: int | None = None) -> None:
    """The last day on which a PA supports a member."""
    link = work.get(SupportLinkRow, link_id)
    issues = day_issues("until", until, date(work.reader.today.year + 1, 12, 31), needed=True)
    if until is not None and until < link.since:
        issues.append(Issue("until", "This is before the match began.", f"From {format_date(link.since)} on."))
    check(issues)
    person, member = work.get(AssistantRow, link.assistant_id), work.get(MemberRow, link.member_id)
    work.change(link, version=version, until=until)
    work.say(f"{person.name} supports {member.name} until {format_date(until) if until else ''}")
