"""Documents and voices, and plans, with the topics they belong to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from carecoop_desktop.assurance.evidence.frameworks import Place
from carecoop_desktop.assurance.evidence.rules import State, plan_state, review_state
from carecoop_desktop.assurance.evidence.tables import DocumentRow, DocumentTopicRow, GapPlanRow
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.office.permissions import SEE_RECORDS
from carecoop_desktop.platform.office.reader import Reader

_DOCUMENTS: Any = DocumentRow.__table__
_TOPICS: Any = DocumentTopicRow.__table__
_PLANS: Any = GapPlanRow.__table__


@dataclass(frozen=True, slots=True)
class Filed:
    """A document or a voice, without its file. ``state`` says when it must be looked at again."""

    id: int
    version: int
    category: str
    title: str
    dated: date
    review: date | None
    note: str
    file_name: str
    sha256: str
    topics: tuple[Place, ...]
    state: State | None


@dataclass(frozen=True, slots=True)
class FiledFile:
    """The file of a document."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be done about a gap."""

    id: int
    version: int
    framework: str
    topic: str
    check_id: str
    what: str
    who: str
    due: date
    done: date | None
    state: State


def documents(reader: Reader, framework: str | None = None) -> list[Filed]:
    """Every document, the newest first; with a framework only those filed under it."""
    reader.require(SEE_RECORDS)
    places: dict[int, list[Place]] = {}
    for row in reader.connection.execute(select(_TOPICS).order_by(_TOPICS.c.id)):
        places.setdefault(row.document_id, []).append((row.framework, row.topic))
    columns = [column for column in _DOCUMENTS.c if column.name not in ("content", "media_type")]
    rows = reader.connection.execute(select(*columns).order_by(_DOCUMENTS.c.dated.desc(), _DOCUMENTS.c.id.desc()))
    found = [
        Filed(
            row.id,
            row.version,
            row.category,
            row.title,
            row.dated,
            row.review,
            row.note,
            row.file_name,
            row.sha256,
            tuple(places.get(row.id, ())),
            review_state(row.review, reader.today),
        )
        for row in rows
    ]
    return [one for one in found if framework is None or any(place[0] == framework for place in one.topics)]


def document_file(reader: Reader, document_id: int) -> FiledFile:
    """The file of a document, proved against its hash. Refusal where there is none, Fault where it is damaged."""
    reader.require(SEE_RECORDS)
    row = reader.connection.execute(select(_DOCUMENTS).where(_DOCUMENTS.c.id == document_id)).first()
    if row is None:
        raise Refusal("This document is no longer there.", "Somebody may have taken it out; look in the history.")
    if row.content is None:
        raise Refusal(f"“{row.title}” has no file.", "Only its date and what it says were filed.")
    content = bytes(row.content)
    if hashlib.sha256(content).hexdigest() != row.sha256:
        raise Fault(f"The file of “{row.title}” is not the one that was filed.", "Restore it from a backup.")
    return FiledFile(row.file_name, row.media_type, content)


def plans(reader: Reader, framework: str | None = None, *, finished: bool = True) -> list[Plan]:
    """Plans by day, open ones first; with a framework only its own."""
    reader.require(SEE_RECORDS)
    statement = select(_PLANS).order_by(_PLANS.c.due, _PLANS.c.id)
    if framework is not None:
        statement = statement.where(_PLANS.c.framework == framework)
    if not finished:
        statement = statement.where(_PLANS.c.done.is_(None))
    found = [
        Plan(
            row.id,
            row.version,
            row.framework,
            row.topic,
            row.check_id,
            row.what,
            row.who,
            row.due,
            row.done,
            plan_state(row.due, row.done, reader.today),
        )
        for row in reader.connection.execute(statement)
    ]
    return sorted(found, key=lambda plan: plan.done is not None)
