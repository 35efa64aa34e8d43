"""Everything that changes evidence: documents and their topics, plans for gaps, and packs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from carecoop_desktop.assurance.evidence.attachments import looked_at
from carecoop_desktop.assurance.evidence.frameworks import Place, shelf
from carecoop_desktop.assurance.evidence.permissions import CHANGE_EVIDENCE, ISSUE_PACK
from carecoop_desktop.assurance.evidence.queries.packing import pack
from carecoop_desktop.assurance.evidence.tables import DocumentRow, DocumentTopicRow, EvidencePackRow, GapPlanRow
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Invalid, Issue, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.work import Work

MOST_TITLE = 200
PLAN_DAYS = 731
"""A plan taken over from paper may be overdue already; a slip of the year is refused."""


@action("File a document", CHANGE_EVIDENCE)
def add_document(
    work: Work,
    category: str,
    title: str,
    dated: date,
    topics: Sequence[Place],
    *,
    review: date | None = None,
    note: str = "",
    file_name: str = "",
    content: bytes | None = None,
    across: bool = True,
) -> int:
    """File a document or a voice under its topics; ``across`` files it under their counterparts as well.

    A file is checked by its content. Raises Invalid for what was filled in, Refusal for a file that is not taken.
    """
    title = " ".join(title.split())
    _refuse_document(category, title, dated, review, topics, work.reader.today)
    attached = looked_at(file_name, content) if content is not None else None
    row = work.add(
        DocumentRow(
            category=category,
            title=title,
            dated=dated,
            review=review,
            note=note.strip(),
            file_name=attached.name if attached else "",
            media_type=attached.media_type if attached else "",
            sha256=attached.sha256 if attached else "",
            content=attached.content if attached else None,
        )
    )
    _link(work, row.id, topics, across)
    work.say(f"Filed “{title}”")
    return row.id


@action("File a document under more topics", CHANGE_EVIDENCE)
def link_document(work: Work, document_id: int, topics: Sequence[Place], *, across: bool = True) -> int:
    """File a document under more topics. Returns how many were added."""
    row = work.get(DocumentRow, document_id)
    added = _link(work, document_id, topics, across)
    if not added:
        raise Refusal(f"“{row.title}” is filed there already.")
    work.say(f"Filed “{row.title}” under {added} more topics")
    return added


@action("Take a document out", CHANGE_EVIDENCE)
def remove_document(work: Work, document_id: int, version: int | None = None) -> None:
    """Take a document out of the evidence; Undo brings it back."""
    row = work.get(DocumentRow, document_id)
    work.stands(row, version)
    for link in work.all(DocumentTopicRow, DocumentTopicRow.document_id == document_id):
        work.remove(link)
    work.say(f"Took out “{row.title}”")
    work.remove(row)


@action("Set the next review of a document", CHANGE_EVIDENCE)
def review_document(work: Work, document_id: int, version: int | None, review: date | None) -> None:
    """A document was looked at; the day of the next look, or none."""
    row = work.get(DocumentRow, document_id)
    if review is not None and review <= work.reader.today:
        raise Invalid([Issue("review", "The next review lies in the future.", "A day after today, or nothing.")])
    work.change(row, version=version, review=review)
    work.say(f"“{row.title}” was reviewed" + (f"; next on {format_date(review)}" if review else ""))


@action("Plan what is done about a gap", CHANGE_EVIDENCE)
def plan_gap(work: Work, framework: str, topic: str, what: str, who: str, due: date, *, check_id: str = "") -> int:
    """Write down what will be done about a gap, by whom and by when."""
    found = shelf().framework(framework)
    found.topic(topic)
    issues = [Issue("what", "What will be done is missing.")] if not what.strip() else []
    if not who.strip():
        issues.append(Issue("who", "Who does it is missing."))
    if abs((due - work.reader.today).days) > PLAN_DAYS:
        issues.append(Issue("due", "This day is too far away.", "A day within two years."))
    if issues:
        raise Invalid(issues)
    work.say(f"Planned: {what.strip()}")
    row = GapPlanRow(
        framework=found.id,
        topic=topic,
        check_id=check_id,
        what=what.strip(),
        who=" ".join(who.split()),
        due=due,
        done=None,
    )
    return work.add(row).id


@action("Finish a plan", CHANGE_EVIDENCE)
def finish_plan(work: Work, plan_id: int, version: int | None = None) -> None:
    """What was planned is done."""
    row = work.get(GapPlanRow, plan_id)
    work.stands(row, version)
    if row.done is not None:
        raise Refusal(f"This was done on {format_date(row.done)} already.")
    work.change(row, done=work.reader.today)
    work.say(f"Done: {row.what}")


@action("Issue an evidence pack", ISSUE_PACK, undoable=False)
def issue_pack(work: Work, framework: str) -> int:
    """Keep what an evidence pack said on the day it was printed."""
    made = pack(work.reader, framework)
    summary = {
        "checks": made.total,
        "met": made.met,
        "documents": made.documents,
        "gaps": [check.title for check in made.gaps],
        "chain_number": made.chain_number,
        "chain_hash": made.chain_hash,
    }
    work.say(f"Issued an evidence pack for {made.framework.title}")
    return work.add(
        EvidencePackRow(framework=made.framework.id, made_on=made.made_on, made_by=made.made_by, summary=summary)
    ).id


def _refuse_document(
    category: str, title: str, dated: date, review: date | None, topics: Sequence[Place], today: date
) -> None:
    frameworks = shelf().frameworks.values()
    issues = []
    if category not in {one.id for framework in frameworks for one in framework.categories}:
        issues.append(Issue("category", "This is no kind of evidence.", "EC1 to EC6."))
    if not title or len(title) > MOST_TITLE:
        issues.append(Issue("title", "Say in a line what it is.", f"Up to {MOST_TITLE} characters."))
    if dated > today:
        issues.append(Issue("dated", "It cannot be dated later than today."))
    if review is not None and review < dated:
        issues.append(Issue("review", "The review comes after the document's own date."))
    if not topics:
        issues.append(Issue("topics", "Choose at least one topic."))
    if issues:
        raise Invalid(issues)


def _link(work: Work, document_id: int, topics: Iterable[Place], across: bool) -> int:
    known = shelf()
    wanted: dict[Place, None] = {}
    for framework_id, topic_id in topics:
        framework = known.framework(framework_id)
        place = (framework.id, framework.topic(topic_id).id)
        wanted[place] = None
        if across:
            wanted.update(dict.fromkeys(known.across(*place)))
    rows = work.all(DocumentTopicRow, DocumentTopicRow.document_id == document_id)
    there = {(row.framework, row.topic) for row in rows}
    fresh = [place for place in wanted if place not in there]
    for framework_id, topic_id in fresh:
        work.add(DocumentTopicRow(document_id=document_id, framework=framework_id, topic=topic_id))
    return len(fresh)
