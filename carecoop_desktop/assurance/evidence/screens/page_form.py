"""What the evidence page says: its rows, its figures, and what its forms ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from carecoop_desktop.assurance.evidence.frameworks import Framework
from carecoop_desktop.assurance.evidence.queries import CheckLine, Filed, Gap, Overview, TopicState
from carecoop_desktop.assurance.evidence.rules import State, counted
from carecoop_desktop.platform.desktop.forms import Field, choice, date_, multiline, text
from carecoop_desktop.platform.desktop.page import Tag
from carecoop_desktop.platform.kernel.dates import format_date

MOST_GAPS = 8
"""Records listed behind the gaps of one topic; the others are counted."""

PAGES = frozenset({"members", "assistants", "circles", "funding", "timesheets", "payroll", "accounts", "statements"})
"""Pages that open on a record."""


@dataclass(frozen=True, slots=True)
class ListLine:
    """A line of the list: a question, or a topic with its state behind it."""

    cells: tuple[str | Tag, ...]
    topic: TopicState | None


def tag(state: State) -> Tag:
    """A state as a pill."""
    return Tag(state.word, state.tone)


def list_lines(page: Overview) -> list[ListLine]:
    """Questions with their topics below them, as one flat list."""
    lines = []
    for question in page.questions:
        count = counted(len(question.topics), "topic")
        lines.append(ListLine((question.question.title, count, tag(question.state)), None))
        for topic in question.topics:
            figure = f"{topic.met} of {topic.kept}" if topic.kept else "–"
            lines.append(ListLine((f"    {topic.topic.title}", figure, tag(topic.state)), topic))
    return lines


def first_line(lines: list[ListLine]) -> int:
    """Where the page opens: at the first topic with a gap, else at the first topic."""
    gaps = [n for n, line in enumerate(lines) if line.topic is not None and line.topic.state.tone == "warn"]
    topics = [n for n, line in enumerate(lines) if line.topic is not None]
    return (gaps or topics or [0])[0]


def context_line(page: Overview) -> str:
    """The figures under the title."""
    topics = len(page.framework.topics)
    parts = [page.framework.title, f"{topics} {page.framework.topic_word}s"]
    parts.append(f"{page.met} of {page.kept} live checks met" if page.kept else "nothing to count yet")
    parts.append(f"last pack {format_date(page.last_pack)}" if page.last_pack else "no pack yet")
    if page.framework.status != "in force":
        parts.insert(1, page.framework.status)
    return " · ".join([*parts, *page.faults])


def check_rows(checks: Iterable[CheckLine]) -> list[list[str | Tag]]:
    """Live checks with figure, aim and state."""
    return [[check.title, check.now, check.aim, tag(check.state)] for check in checks]


def gaps_of(topic: TopicState) -> tuple[list[tuple[CheckLine, Gap]], int]:
    """The records behind a topic's gaps, as many as are listed, and how many more there are."""
    found = [(check, gap) for check in topic.checks if check.state.tone in ("bad", "warn") for gap in check.gaps]
    turns = sorted(found, key=lambda pair: pair[0].gaps.index(pair[1]))
    return turns[:MOST_GAPS], max(0, len(found) - MOST_GAPS)


def gap_words(check: CheckLine, gap: Gap) -> str:
    """Who and why in a line."""
    return f"{gap.name}: {gap.why}" if gap.why else f"{gap.name}: {check.title.lower()}"


def document_words(framework: Framework, one: Filed) -> tuple[str, str | Tag, str]:
    """Kind, title and date of a document."""
    return framework.category(one.category), one.title, format_date(one.dated)


def document_fields(framework: Framework, topic: TopicState) -> list[Field]:
    """What is asked when a document or a voice is filed."""
    fitting = [c for c in framework.categories if c.id in topic.topic.categories]
    others = [c for c in framework.categories if c not in fitting]
    return [
        choice("category", "Kind", [(c.id, c.title) for c in (*fitting, *others)], required=True),
        text("title", "What it is", required=True, hint="Member survey, autumn: 41 of 46 replied"),
        date_("dated", "Dated", required=True),
        date_("review", "Look at it again on", hint="Empty where nothing presses"),
        multiline("note", "Note", lines=3),
    ]


def plan_fields(what: str = "") -> list[Field]:
    """What is asked when something is planned."""
    return [
        text("what", "What will be done", what, required=True),
        text("who", "Who does it", required=True),
        date_("due", "By", required=True),
    ]


def also_counts(places: Iterable[tuple[Framework, str]]) -> str:
    """Which topics of other frameworks the same document is filed under."""
    named = [f"{framework.short} {framework.topic(topic).title}" for framework, topic in places]
    return f"It counts for {'; '.join(named)} as well." if named else ""


def suggested(gap: Gap | None, check: CheckLine | None) -> str:
    """A first wording for a plan."""
    if gap is None or check is None:
        return ""
    return f"{check.title}: {gap.name}"


def inputs_of(values: dict[str, Any]) -> dict[str, Any]:
    """The optional inputs of a document."""
    return {"review": values["review"], "note": values["note"]}
