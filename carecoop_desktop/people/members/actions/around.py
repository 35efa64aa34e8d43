"""The people around a member, how information must reach them, what they consented to and what they asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from carecoop_desktop.people.members.actions.checking import refuse
from carecoop_desktop.people.members.actions.judging import (
    consent_issues,
    contact_issues,
    need_issues,
    request_issues,
    tidy_contact,
)
from carecoop_desktop.people.members.entries import NewConsent, NewContact, NewNeed, NewRequest
from carecoop_desktop.people.members.permissions import CHANGE_MEMBERS
from carecoop_desktop.people.members.rules import (
    CONSENT_SUBJECTS,
    CONTACT_ROLES,
    NEED_REVIEWED_EVERY,
    days_word,
    need_words,
)
from carecoop_desktop.people.members.tables import (
    ChangeRequestRow,
    ConsentRow,
    ContactRow,
    InformationNeedRow,
    MemberRow,
)
from carecoop_desktop.platform.kernel.dates import add_months, format_date
from carecoop_desktop.platform.kernel.errors import Invalid, Issue, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.work import Work


@action("Add a contact of a member", CHANGE_MEMBERS)
def add_contact(work: Work, contact: NewContact) -> int:
    """Add somebody around a member, in one legal role."""
    member = work.get(MemberRow, contact.member_id)
    contact = tidy_contact(contact)
    refuse(contact_issues(contact))
    work.say(f"Added {contact.name} as {CONTACT_ROLES[contact.role].lower()} of {member.name}")
    return work.add(ContactRow(**_contact(work, contact))).id


@action("Change a contact of a member", CHANGE_MEMBERS)
def change_contact(work: Work, contact_id: int, version: int | None, contact: NewContact) -> None:
    """Change what is kept of a contact; their member and the end of their role stay."""
    row = work.get(ContactRow, contact_id)
    contact = tidy_contact(contact)
    refuse(contact_issues(contact))
    values = asdict(contact)
    for fixed in ("member_id", "until"):
        values.pop(fixed)
    work.change(row, version=version, **values)
    work.say(f"Changed {row.name}'s details")


@action("End a contact's role", CHANGE_MEMBERS)
def end_contact(work: Work, contact_id: int, until: date | None = None, version: int | None = None) -> None:
    """Somebody is no longer in this role after a day, today when nothing is said."""
    row = work.get(ContactRow, contact_id)
    day = until or work.reader.today
    if row.since is not None and day < row.since:
        raise Invalid([Issue("until", f"They have been in this role since {format_date(row.since)}.")])
    work.change(row, version=version, until=day)
    work.say(f"{row.name} is no longer {CONTACT_ROLES[row.role].lower()}")


@action("Record how information must reach a member", CHANGE_MEMBERS)
def record_information_need(work: Work, need: NewNeed) -> int:
    """Record a need of format or support; it stands on every page of this person. The next look is a year away."""
    member = work.get(MemberRow, need.member_id)
    refuse(need_issues(need))
    same = work.one(
        InformationNeedRow,
        InformationNeedRow.member_id == need.member_id,
        InformationNeedRow.need == need.need,
        InformationNeedRow.detail == need.detail.strip(),
    )
    if same is not None:
        raise Refusal(f"{need_words(need.need, need.detail)} is recorded already.", "Review it instead.")
    for none in work.all(
        InformationNeedRow, InformationNeedRow.member_id == need.member_id, InformationNeedRow.need == "none"
    ):
        work.remove(none)
    work.say(f"Recorded for {member.name}: {need_words(need.need, need.detail)}")
    return work.add(InformationNeedRow(**_need(work, need))).id


@action("Review how information reaches a member", CHANGE_MEMBERS)
def review_information_need(work: Work, need_id: int, review: date | None = None, version: int | None = None) -> None:
    """The need was looked at with the member and still holds; ``review`` is the day of the next look."""
    row = work.get(InformationNeedRow, need_id)
    today = work.reader.today
    work.change(row, version=version, recorded=today, review=review or add_months(today, NEED_REVIEWED_EVERY))
    work.say(f"Reviewed: {need_words(row.need, row.detail)}")


@action("Remove an information need", CHANGE_MEMBERS)
def remove_information_need(work: Work, need_id: int, version: int | None = None) -> None:
    """The need is no longer there; the history keeps that it was."""
    row = work.get(InformationNeedRow, need_id)
    work.say(f"Removed: {need_words(row.need, row.detail)}")
    work.remove(row, version=version)


@action("Record a consent", CHANGE_MEMBERS)
def record_consent(work: Work, consent: NewConsent, seen: int | None = None) -> int:
    """Record a consent or a refusal, who gave it and on what basis; an earlier one on the same subject ends.

    An answer on it that somebody else recorded after what was ``seen`` is a conflict.
    """
    member = work.get(MemberRow, consent.member_id)
    refuse(consent_issues(consent, work.reader.today))
    stored = _consent(work, consent)
    answers = work.all(ConsentRow, ConsentRow.member_id == member.id, ConsentRow.subject == consent.subject)
    work.hold(answers, seen, {key: value for key, value in stored.items() if key not in ("member_id", "subject")})
    for earlier in answers:
        if earlier.withdrawn is None:
            work.change(earlier, withdrawn=stored["recorded"])
    word = "consent" if consent.given else "refusal"
    work.say(f"Recorded {member.name}'s {word}: {CONSENT_SUBJECTS[consent.subject].lower()}")
    return work.add(ConsentRow(**stored)).id


@action("Withdraw a consent", CHANGE_MEMBERS)
def withdraw_consent(
    work: Work, consent_id: int, withdrawn: date | None = None, reason: str = "", version: int | None = None
) -> None:
    """A consent no longer holds from a day on, today when nothing is said."""
    row = work.get(ConsentRow, consent_id)
    work.stands(row, version)
    if row.withdrawn is not None:
        raise Refusal(f"This consent was withdrawn on {format_date(row.withdrawn)} already.")
    day = withdrawn or work.reader.today
    if not row.recorded <= day <= work.reader.today:
        raise Invalid(
            [
                Issue(
                    "withdrawn",
                    "The day lies between the consent and today.",
                    f"{format_date(row.recorded)} to {format_date(work.reader.today)}.",
                )
            ]
        )
    work.change(row, version=version, withdrawn=day)
    work.reason = reason.strip()
    work.say(f"Withdrew consent: {CONSENT_SUBJECTS[row.subject].lower()}")


@action("Ask for a change", CHANGE_MEMBERS)
def ask_for_change(work: Work, request: NewRequest) -> int:
    """Write down what a member wants to be different, and how they said so."""
    member = work.get(MemberRow, request.member_id)
    refuse(request_issues(request, work.reader.today))
    work.say(f"Wrote down what {member.name} asked for")
    return work.add(ChangeRequestRow(**_request(work, request))).id


@action("Answer a request for change", CHANGE_MEMBERS)
def answer_change(
    work: Work, request_id: int, result: str, answer: str = "", answered: date | None = None, version: int | None = None
) -> None:
    """Say what came of a request (``done`` or ``declined``); declining needs a reason that the member can be told."""
    row = work.get(ChangeRequestRow, request_id)
    day = answered or work.reader.today
    judged = NewRequest(row.member_id, row.what, row.asked_through, row.asked, result, day, answer)
    issues = request_issues(judged, work.reader.today)
    if result == "open":
        issues.append(Issue("result", "Say whether it was done.", "Done or Not possible."))
    refuse(issues)
    work.change(row, version=version, result=result, answer=answer.strip(), answered=day)
    work.say(f"Answered after {days_word((day - row.asked).days)}: {row.what}")


@action("Bring in members' earlier records", CHANGE_MEMBERS)
def bring_records(
    work: Work,
    contacts: Sequence[NewContact] = (),
    needs: Sequence[NewNeed] = (),
    consents: Sequence[NewConsent] = (),
    requests: Sequence[NewRequest] = (),
) -> int:
    """Bring in what was kept on paper or in another program, with its own dates: all of it or none."""
    today = work.reader.today
    contacts = [tidy_contact(contact) for contact in contacts]
    issues: list[Issue] = []
    for given in (map(contact_issues, contacts), map(need_issues, needs),
                  (consent_issues(consent, today) for consent in consents),
                  (request_issues(request, today) for request in requests)):  # fmt: skip
        issues += _flat(given)
    refuse(issues)
    work.add_many(ContactRow, [_contact(work, contact) for contact in contacts])
    work.add_many(InformationNeedRow, [_need(work, need) for need in needs])
    work.add_many(ConsentRow, [_consent(work, consent) for consent in consents])
    work.add_many(ChangeRequestRow, [_request(work, request) for request in requests])
    count = len(contacts) + len(needs) + len(consents) + len(requests)
    work.say(f"Brought in {count} earlier records of members")
    return count


def _flat(lists: Iterable[list[Issue]]) -> list[Issue]:
    return [issue for found in lists for issue in found]


def _contact(work: Work, contact: NewContact) -> dict[str, Any]:
    return asdict(contact)


def _need(work: Work, need: NewNeed) -> dict[str, Any]:
    day = need.recorded or work.reader.today
    return {
        **asdict(need),
        "detail": need.detail.strip(),
        "recorded": day,
        "review": need.review or add_months(day, NEED_REVIEWED_EVERY),
    }


def _consent(work: Work, consent: NewConsent) -> dict[str, Any]:
    return {**asdict(consent), "given_by": consent.given_by.strip(), "recorded": consent.recorded or work.reader.today}


def _request(work: Work, request: NewRequest) -> dict[str, Any]:
    return {
        **asdict(request),
        "what": request.what.strip(),
        "answer": request.answer.strip(),
        "asked": request.asked or work.reader.today,
    }
