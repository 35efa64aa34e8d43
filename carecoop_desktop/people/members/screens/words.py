"""What the member's page says, without Qt: the head's line, the facts, the rows of its tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from carecoop_desktop.people.members.queries import AskedFor, Contact, MemberHead, MemberPage
from carecoop_desktop.people.members.rules import (
    DIRECTS,
    EMPLOYERS,
    SPEAKS_FOR,
    STANDARD_CONSENTS,
    days_word,
    need_words,
)
from carecoop_desktop.people.members.screens.member_form import spaced
from carecoop_desktop.platform.desktop.page import Do, Tag
from carecoop_desktop.platform.kernel.dates import MONTHS, format_date

Facts = list[tuple[str, *tuple[str | Tag, ...]]]
Rows = list[list[str | int | Tag | Do | None]]


def head_line(head: MemberHead) -> str:
    """``Member since Mar 2025 · Member no. 014 · “I would like ...”``."""
    if head.joined is None:
        since = "Member"
    elif head.status == "joining":
        since = f"Joins on {format_date(head.joined)}"
    else:
        since = f"Member since {MONTHS[head.joined.month - 1]} {head.joined.year}"
    parts = [since, f"Member no. {head.number}"]
    if head.known_as:
        parts.append(f"likes to be called {head.known_as}")
    if head.quote:
        parts.append(f"“{head.quote}”")
    return " · ".join(parts)


def needs_line(page: MemberPage) -> tuple[str, list[Tag]]:
    """What stands on every page of a member: how information must reach them, or that nobody asked yet."""
    title = f"{page.head.first_name} needs"
    if page.head.information_needs:
        return title, [Tag(words, "info") for words in page.head.information_needs]
    if page.needs:
        return "Information", [Tag("no particular need", "quiet")]
    return "Information", [Tag("not asked yet how it must reach them", "warn")]


def about_facts(page: MemberPage, more: Iterable[tuple[str, str]]) -> Facts:
    """The facts of the overview, with what higher rooms bring at the end."""
    facts: Facts = [("Speaks for them", _speaker(page))]
    record = page.record
    if page.head.born is not None and record.born is not None:
        facts.append(("Born", f"{format_date(record.born)}"))
    facts += [("NHS number", spaced(record.nhs_number))] if record.nhs_number else []
    facts.append(("Communicates by", _communicates(page)))
    facts.append(_consent(page))
    facts.append(("Support plan", f"Next look {_day(record.plan_review)}", Tag(page.plan.word, page.plan.tone)))
    facts += [(name, value) for name, value in more if value]
    if record.addresses_shown:
        facts += [(name, value) for name, value in _reach(page) if value]
    if record.employer != "co-op":
        facts.append(("Employer of the PAs", EMPLOYERS[record.employer]))
    return facts


def _speaker(page: MemberPage) -> str:
    for role in SPEAKS_FOR:
        for contact in page.contacts:
            if contact.role == role:
                return f"{contact.who}, {_small(contact.role_word)}"
    directs = page.record.directs_care
    return "Themselves" if directs == "member" else f"{DIRECTS[directs]} (not recorded who)"


def _communicates(page: MemberPage) -> str:
    needs = [need_words(need.need, need.detail) for need in page.needs if need.need != "none"]
    return "; ".join([*needs, page.record.contact_by] if page.record.contact_by else needs) or "Nothing recorded"


def _consent(page: MemberPage) -> tuple[str, *tuple[str | Tag, ...]]:
    held = [consent for consent in page.consents if consent.subject in STANDARD_CONSENTS]
    if not held:
        return "Consent", "Not recorded", Tag("missing", "bad")
    worst = min(held, key=lambda consent: consent.review or date.max)
    return "Consent", f"Recorded {format_date(worst.recorded)}", Tag(worst.state.word, worst.state.tone)


def _reach(page: MemberPage) -> list[tuple[str, str]]:
    record = page.record
    return [("Address", page.head.address), ("Telephone", record.phone), ("E-mail", record.email)]


def _day(day: date | None) -> str:
    return "not set" if day is None else format_date(day)


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def asked_rows(requests: Sequence[AskedFor], today: date, answer: Callable[[AskedFor], None], why_not: str) -> Rows:
    """What somebody asked for, open ones first with the button that answers them."""
    return [
        [
            short_day(request.asked, today),
            request.what,
            "" if request.days is None else days_word(request.days),
            Tag(request.state.word, request.state.tone),
            Do("Answer", lambda request=request: answer(request), why_not) if request.result == "open" else "",  # type: ignore[misc]
        ]
        for request in requests
    ]


def short_day(day: date, today: date) -> str:
    """``14 Nov``, with its year where that is not this one."""
    short = f"{day.day} {MONTHS[day.month - 1]}"
    return short if day.year == today.year else f"{short} {day.year}"


def contact_line(contact: Contact) -> str:
    """Telephone and e-mail side by side."""
    return " · ".join(part for part in (contact.phone, contact.email) if part)


def value_words(value: object) -> str:
    """A value of the history as staff read it."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return str(value)
