"""Members' support plans, consents and requests for change."""

from __future__ import annotations

from carecoop_desktop.home.inspector.showing.sheets import Cell, Mark, Section, Sheet
from carecoop_desktop.people.members.queries import (
    MemberPage,
    consents_of,
    member_ids,
    member_names,
    member_page,
    member_record,
    requests_of,
)
from carecoop_desktop.people.members.rules import DIRECTS, EMPLOYERS, Due, review_state
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.office.reader import Reader

_SUPPORTED = ("active", "paused")


def mark(due: Due) -> Mark:
    """A state as a word with its tone."""
    return Mark(due.word, due.tone)


def plan_list(reader: Reader) -> Sheet:
    """Every member who is supported, and how the review of the plan stands."""
    ids = member_ids(reader, *_SUPPORTED)
    rows: list[tuple[Cell, ...]] = []
    for member_id in ids:
        record = member_record(reader, member_id)
        since = format_date(record.joined) if record.joined else ""
        rows.append((record.name, record.number, since, mark(review_state(record.plan_review, reader.today))))
    sections = (
        Section("Choose a plan", ("Member", "Number", "Since", "Review of the plan"), tuple(rows),
                tuple(("plan", member_id) for member_id in ids)),
    )  # fmt: skip
    return Sheet("plan-list", None, "Members' support plans", f"{len(ids)} members are supported", sections)


def plan_sheet(reader: Reader, member_id: int) -> Sheet:
    """One member: who they are in their own words, how to support them, needs, consents, and what they asked for."""
    page = member_page(reader, member_id)
    since = f"Member since {format_date(page.head.joined)}" if page.head.joined else "Joining"
    return Sheet(
        "plan", member_id, f"Support plan · {page.head.name}", f"{since} · {page.head.status_word}",
        tuple(one for one in (_facts(page), *_words(page), *_tables(page)) if one.facts or one.text or one.rows),
    )  # fmt: skip


def _facts(page: MemberPage) -> Section:
    needs = ", ".join(page.head.information_needs) or "no particular need recorded"
    facts: list[tuple[str, Cell]] = [
        ("Goes by", page.head.first_name),
        ("Information must reach them by", needs),
        ("Review of the plan", mark(page.plan)),
        ("Employer of their PAs", EMPLOYERS.get(page.record.employer, page.record.employer)),
        ("Who directs the care", DIRECTS.get(page.record.directs_care, page.record.directs_care)),
    ]
    return Section("At a glance", facts=tuple(facts))


def _words(page: MemberPage) -> list[Section]:
    record = page.record
    written = f" (written {format_date(record.about_written)})" if record.about_written else ""
    return [
        Section(f"About me{written}", text=record.about_me),
        Section("What is important to me", text=record.important_to_me),
        Section("How to support me well", text=record.how_to_support_me),
    ]


def _tables(page: MemberPage) -> list[Section]:
    consents = tuple(
        (one.subject_word, one.given_by, one.basis_word, format_date(one.recorded), mark(one.state))
        for one in page.consents
    )
    contacts = tuple((one.role_word, one.who) for one in page.contacts)
    requests = tuple((format_date(one.asked), one.what, one.answer, mark(one.state)) for one in page.requests)
    return [
        Section("Consent", ("To what", "Given by", "On what basis", "Recorded", "State"), consents),
        Section("People around them", ("Role", "Who"), contacts),
        Section("What they asked to be different", ("Asked", "What", "Answer", "State"), requests),
    ]


def consent_list(reader: Reader) -> Sheet:
    """Every consent that stands of the members who are supported."""
    names = member_names(reader)
    rows: list[tuple[Cell, ...]] = []
    opens = []
    ids = member_ids(reader, *_SUPPORTED)
    for member_id in ids:
        for one in consents_of(reader, member_id):
            rows.append((names[member_id], one.subject_word, one.given_by, format_date(one.recorded), mark(one.state)))
            opens.append(("plan", member_id))
    columns = ("Member", "To what", "Given by", "Recorded", "State")
    sections = (Section("Consents that stand", columns, tuple(rows), tuple(opens)),)
    context = f"{len(rows)} consents of {len(ids)} members"
    return Sheet("consents", None, "People's consents", context, sections, f"People's consents ({len(rows)})")


def request_list(reader: Reader) -> Sheet:
    """What members asked to be different, open ones first, and how long each took."""
    names = member_names(reader)
    found = requests_of(reader)
    rows = tuple(
        (names.get(one.member_id, ""), format_date(one.asked), one.what, _days(one.days), mark(one.state))
        for one in found
    )
    opens = tuple(("plan", one.member_id) for one in found)
    columns = ("Member", "Asked", "What", "Answered after", "State")
    sections = (Section("From asked to answered", columns, rows, opens),)
    return Sheet("requests", None, "Requests for change", f"{len(rows)} requests", sections,
                 f"Requests for change ({len(rows)})")  # fmt: skip


def _days(days: int | None) -> str:
    if days is None:
        return "still open"
    return "the same day" if days == 0 else f"{days} day{'' if days == 1 else 's'}"
