"""What is kept of evidence."""

from __future__ import annotations

from collections.abc import Mapping as Values
from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String

from carecoop_desktop.platform.database.base import Mapped, Record, mapped_column
from carecoop_desktop.platform.database.types import Code, Json, Name, Words


class DocumentRow(Record):
    """A document or a voice that shows something: its category (EC1 people's experience ... EC6 outcomes), what it is,
    its date, and the file itself where one was attached (``sha256`` of ``content``)."""

    __tablename__ = "evidence_document"
    label = "document"

    category: Mapped[Code]
    title: Mapped[Name]
    dated: Mapped[date]
    review: Mapped[date | None]
    note: Mapped[Words]
    file_name: Mapped[Words]
    media_type: Mapped[Words]
    sha256: Mapped[str] = mapped_column(String(64), default="")
    content: Mapped[bytes | None] = mapped_column(LargeBinary)


class DocumentTopicRow(Record):
    """A document speaks to a topic of a framework; framework and topic by id, never by label."""

    __tablename__ = "evidence_document_topic"
    __table_args__ = (Index("ix_evidence_document_topic_topic", "framework", "topic"),)
    label = "link to a topic"

    document_id: Mapped[int] = mapped_column(ForeignKey("evidence_document.id"), index=True)
    framework: Mapped[Code]
    topic: Mapped[Code]


class GapPlanRow(Record):
    """What will be done about a gap, by whom and when."""

    __tablename__ = "evidence_plan"
    label = "plan"

    framework: Mapped[Code]
    topic: Mapped[Code]
    check_id: Mapped[Words]
    what: Mapped[Words]
    who: Mapped[Words]
    due: Mapped[date]
    done: Mapped[date | None]


class EvidencePackRow(Record):
    """A pack that was printed: what it said, as it stood."""

    __tablename__ = "evidence_pack"
    label = "evidence pack"

    framework: Mapped[Code]
    made_on: Mapped[date]
    made_by: Mapped[Words]
    summary: Mapped[Json]

    @classmethod
    def issued(cls, before: Values[str, Any]) -> bool:
        """A printed pack stands."""
        return True
