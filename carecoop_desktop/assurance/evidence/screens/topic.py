"""The detail of a topic: live checks, documents and voices, gaps and plans."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QWidget

from carecoop_desktop.assurance.evidence.frameworks import Framework
from carecoop_desktop.assurance.evidence.queries import CheckLine, Filed, Gap, Plan, TopicState
from carecoop_desktop.assurance.evidence.screens.page_form import (
    PAGES,
    check_rows,
    document_words,
    gap_words,
    gaps_of,
    tag,
)
from carecoop_desktop.platform.desktop.page import Column, Do, RowsTable, Tag, Tagged, allow, button, column, label, row
from carecoop_desktop.platform.kernel.dates import format_date


class Deeds(Protocol):
    """What the page does for a topic."""

    why_not: str

    def open_record(self, kind: str, record_id: int) -> None:
        """Open the record behind a figure."""

    def open_document(self, document_id: int) -> None:
        """Open a document's file."""

    def file_document(self) -> None:
        """The form of a new document."""

    def review_document(self, one: Filed) -> None:
        """A document was looked at again."""

    def plan(self, check: CheckLine | None, gap: Gap | None) -> None:
        """The form of a plan."""

    def finish(self, plan: Plan) -> None:
        """A plan is done."""


class TopicDetail(QWidget):
    """One topic of one framework."""

    def __init__(self, framework: Framework, topic: TopicState, deeds: Deeds) -> None:
        super().__init__()
        self._framework, self._topic, self._deeds = framework, topic, deeds
        about = topic.topic
        self.layout_ = column(
            label(about.title, "title", wrap=True),
            label(f"What an inspector looks for: {about.looks_for}", "context", wrap=True),
            owner=self,
        )
        self._checks()
        self._documents()
        self._gaps_and_plans()
        self.layout_.addStretch(1)

    def _add(self, *parts: QWidget) -> None:
        for part in parts:
            self.layout_.addWidget(part)

    def _checks(self) -> None:
        if not self._topic.checks:
            self._add(label("No live check speaks to this topic; documents and voices do.", "note", wrap=True))
            return
        first = Column("Live check, from the office's own records", stretch=True)
        columns = [first, Column("Now", "number"), Column("Aim", "number"), Column("Seen")]
        self.checks = RowsTable(columns, check_rows(self._topic.checks), name="Live checks", fit=True)
        self.checks.opened.connect(self._open_first_gap)
        self._add(self.checks)

    def _open_first_gap(self, number: int) -> None:
        gaps = [gap for gap in self._topic.checks[number].gaps if gap.kind in PAGES]
        if gaps:
            self._deeds.open_record(gaps[0].kind, gaps[0].record_id)

    def _documents(self) -> None:
        file_one = button("File a document", self._deeds.file_document, role="small")
        allow(file_one, self._deeds.why_not)
        self.layout_.addSpacing(8)
        self.layout_.addLayout(row(label("Documents and voices", "heading"), None, file_one))
        if not self._topic.documents:
            show = "; ".join(self._topic.topic.show)
            self._add(label(f"Nothing is filed yet. It helps to show: {show}.", "note", wrap=True))
            return
        rows = [self._document_row(one) for one in self._topic.documents]
        columns = [Column("Kind"), Column("What", stretch=True), Column("Dated"), Column("")]
        if any(one.state for one in self._topic.documents):
            columns.append(Column(""))
        self.documents = RowsTable(columns, rows, name="Documents and voices", fit=True)
        self.documents.opened.connect(lambda number: self._deeds.open_document(self._topic.documents[number].id))
        self._add(self.documents)

    def _document_row(self, one: Filed) -> list[str | Tagged | Do | None]:
        kind, what, dated = document_words(self._framework, one)
        shown = Tagged(str(what), tag(one.state)) if one.state else what
        opens = Do("Open", lambda: self._deeds.open_document(one.id), "" if one.file_name else "It has no file.")
        review: str | Do = Do("Reviewed", lambda: self._deeds.review_document(one), self._deeds.why_not)
        return [kind, shown, dated, opens, review if one.state else ""]  # type: ignore[list-item]

    def _gaps_and_plans(self) -> None:
        plan_one = button("Plan", lambda: self._deeds.plan(None, None), role="small")
        allow(plan_one, self._deeds.why_not)
        self.layout_.addSpacing(8)
        self.layout_.addLayout(row(label("Gap → plan", "heading"), None, plan_one))
        gaps, more = gaps_of(self._topic)
        if gaps:
            rows = [self._gap_row(check, gap) for check, gap in gaps]
            columns = [Column("Gap", stretch=True), Column("Who and why", stretch=True), Column(""), Column("")]
            self.gaps = RowsTable(columns, rows, name="Gaps", fit=True)
            self._add(self.gaps)
        if more:
            self._add(label(f"And {more} more; the live check counts them all.", "note"))
        if self._topic.plans:
            columns = [Column("Plan", stretch=True), Column("Who"), Column("By"), Column("State"), Column("")]
            rows = [self._plan_row(plan) for plan in self._topic.plans]
            self.plans = RowsTable(columns, rows, name="Plans", fit=True)
            self._add(self.plans)
        if not gaps and not self._topic.plans:
            self._add(label("No gap, and nothing planned.", "note"))

    def _gap_row(self, check: CheckLine, gap: Gap) -> list[str | Tag | Do]:
        why_not = "" if gap.kind in PAGES else "There is no page for it; the office's settings hold it."
        return [
            check.title,
            gap_words(check, gap),
            Do("Open record", self._later(self._deeds.open_record, gap.kind, gap.record_id), why_not),
            Do("Plan", self._later(self._deeds.plan, check, gap), self._deeds.why_not),
        ]

    def _plan_row(self, plan: Plan) -> list[str | Tag | Do]:
        done: str | Do = Do("Done", self._later(self._deeds.finish, plan), self._deeds.why_not)
        return [plan.what, plan.who, format_date(plan.due), tag(plan.state), "" if plan.done else done]

    @staticmethod
    def _later(deed: Callable[..., None], *inputs: object) -> Callable[[], None]:
        return lambda: deed(*inputs)
