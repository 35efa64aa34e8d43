"""Evidence by question: how the office stands, topic by topic, with the documents that can be opened."""

from __future__ import annotations

from carecoop_desktop.assurance.evidence.queries import Filed, Overview, documents, overview
from carecoop_desktop.home.inspector.showing.sheets import Cell, Mark, Section, Sheet
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.reader import Reader


def topic_list(reader: Reader, framework: str) -> Sheet:
    """Every question with its topics and their state."""
    page = overview(reader, framework)
    sections, number = [], 0
    for question in page.questions:
        rows: list[tuple[Cell, ...]] = []
        opens = []
        for topic in question.topics:
            figure = f"{topic.met} of {topic.kept}" if topic.kept else "–"
            rows.append((topic.topic.title, figure, str(len(topic.documents)),
                         Mark(topic.state.word, topic.state.tone)))  # fmt: skip
            opens.append(("topic", number))
            number += 1
        columns = ("Topic", "Checks met", "Documents", "State")
        sections.append(Section(question.question.title, columns, tuple(rows), tuple(opens)))
    return Sheet("evidence", None, "Evidence by question", page.framework.title, tuple(sections))


def topic_sheet(reader: Reader, framework: str, number: int) -> Sheet:
    """One topic by its place in the framework."""
    page = overview(reader, framework)
    topics = [topic for question in page.questions for topic in question.topics]
    if not 0 <= number < len(topics):
        raise Refusal("This topic is not part of the framework.")
    topic = topics[number]
    checks = tuple(
        (one.title, one.now, one.aim, Mark(one.state.word, one.state.tone)) for one in topic.checks
    )  # fmt: skip
    filed = tuple(_document(page, one) for one in topic.documents)
    plans = tuple((one.what, one.who, format_date(one.due), Mark(one.state.word, one.state.tone))
                  for one in topic.plans)  # fmt: skip
    sections = (
        Section("What an inspector looks for", text=topic.topic.looks_for),
        Section("Live checks", ("Live check, from the office's own records", "Now", "Aim", "Seen"), checks),
        Section("Documents and voices", ("Kind", "What", "Dated", "File"), filed,
                tuple(("document", one.id) for one in topic.documents)),
        Section("Plans", ("Plan", "Who", "By", "State"), plans),
    )  # fmt: skip
    title = f"Evidence · {topic.topic.title}"
    return Sheet("topic", number, title, page.framework.title, tuple(s for s in sections if s.text or s.rows))


def _document(page: Overview, one: Filed) -> tuple[Cell, ...]:
    held = Mark("open", "info") if one.file_name else Mark("no file", "quiet")
    return page.framework.category(one.category), one.title, format_date(one.dated), held


def document_sheet(reader: Reader, document_id: int) -> Sheet:
    """What is known of a document; its file opens beside it."""
    one = next((found for found in documents(reader) if found.id == document_id), None)
    if one is None:
        raise Refusal("This document is no longer there.")
    facts: list[tuple[str, Cell]] = [("Dated", format_date(one.dated)), ("File", one.file_name or "none"),
                                     ("Proof (SHA-256)", one.sha256 or "none")]  # fmt: skip
    sections = [Section("The document", facts=tuple(facts))]
    if one.note:
        sections.append(Section("Note", text=one.note))
    return Sheet("document", document_id, f"Document · {one.title}", "Filed as evidence", tuple(sections))
