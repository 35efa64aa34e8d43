"""How the office stands against a framework: live checks over real records, topic by topic."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, select

from carecoop_desktop.assurance.evidence.frameworks import Framework, Question, Topic, shelf
from carecoop_desktop.assurance.evidence.queries.filing import Filed, Plan, documents, plans
from carecoop_desktop.assurance.evidence.rules import (
    Standing,
    State,
    aim_words,
    check_standing,
    check_state,
    now_words,
    question_state,
    topic_state,
)
from carecoop_desktop.assurance.evidence.tables import EvidencePackRow
from carecoop_desktop.platform.kernel.errors import NotAllowed
from carecoop_desktop.platform.office.checks import CHECKS
from carecoop_desktop.platform.office.features import CheckResult
from carecoop_desktop.platform.office.permissions import SEE_RECORDS
from carecoop_desktop.platform.office.reader import Reader

_PACKS: Any = EvidencePackRow.__table__


@dataclass(frozen=True, slots=True)
class Gap:
    """A record behind a figure: its page, its number, its name, and what is missing."""

    kind: str
    record_id: int
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A live check with its figure now, its aim and its state; ``gaps`` are the records behind it."""

    id: str
    title: str
    now: str
    aim: str
    shown: str
    standing: Standing
    state: State
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicState:
    """A topic with its checks, documents and plans."""

    topic: Topic
    checks: tuple[CheckLine, ...]
    documents: tuple[Filed, ...]
    plans: tuple[Plan, ...]
    state: State

    @property
    def met(self) -> int:
        """Live checks that reach their aim."""
        return sum(check.standing is Standing.MET for check in self.checks)

    @property
    def kept(self) -> int:
        """Live checks that CareCoop can count today."""
        return sum(check.standing in (Standing.MET, Standing.GAP) for check in self.checks)


@dataclass(frozen=True, slots=True)
class QuestionState:
    """A key question with its topics."""

    question: Question
    topics: tuple[TopicState, ...]
    state: State


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole page: a framework, how each of its topics stands, and the last pack. ``faults`` are unusable files."""

    framework: Framework
    questions: tuple[QuestionState, ...]
    last_pack: date | None
    faults: tuple[str, ...] = ()
    checks: tuple[CheckLine, ...] = field(default=())

    @property
    def met(self) -> int:
        """Live checks that reach their aim, each counted once."""
        return sum(check.standing is Standing.MET for check in self.checks)

    @property
    def kept(self) -> int:
        """Live checks that CareCoop can count today."""
        return sum(check.standing in (Standing.MET, Standing.GAP) for check in self.checks)


def frameworks(reader: Reader) -> list[Framework]:
    """The frameworks to choose from: those in force first, drafts after them."""
    reader.require(SEE_RECORDS)
    return sorted(shelf().frameworks.values(), key=lambda one: (one.status != "in force", one.regulator, one.id))


def run_check(reader: Reader, check_id: str) -> CheckResult | None:
    """What a live check counts now; None where no room keeps what it asks for yet."""
    check = CHECKS.get(check_id)
    if check is None:
        return None
    query: Callable[[Reader], CheckResult] = check.query.load()
    return query(reader)


def check_title(check_id: str) -> str:
    """A check in words; from its id where no room brings it yet."""
    if check_id in CHECKS:
        return CHECKS[check_id].title
    words = check_id.replace("_vs_", " against ").replace("_", " ")
    return words[:1].upper() + words[1:]


def check_line(reader: Reader, check_id: str) -> CheckLine:
    """A live check as screen and pack show it; never met where nothing was counted."""
    try:
        result = run_check(reader, check_id)
    except NotAllowed:
        return _uncounted(check_id, Standing.HIDDEN)
    if result is None:
        return _uncounted(check_id, Standing.NOT_KEPT)
    standing = check_standing(result.met, result.total, result.aim)
    gaps = tuple(Gap(*gap) for gap in result.gaps)
    short = len(gaps) or result.total - result.met
    return CheckLine(
        check_id,
        check_title(check_id),
        now_words(result.met, result.total, standing),
        aim_words(result.aim),
        result.shown,
        standing,
        check_state(standing, short, result.aim),
        gaps,
    )


def _uncounted(check_id: str, standing: Standing) -> CheckLine:
    return CheckLine(check_id, check_title(check_id), "–", "", "", standing, check_state(standing, 0, 100))


def overview(reader: Reader, framework_id: str) -> Overview:
    """A framework with every topic's state; each live check is run once."""
    reader.require(SEE_RECORDS)
    framework = shelf().framework(framework_id)
    ids = dict.fromkeys(check for topic in framework.topics for check in topic.checks)
    lines = {check_id: check_line(reader, check_id) for check_id in ids}
    filed, planned = documents(reader, framework.id), plans(reader, framework.id)
    questions = []
    for question in framework.questions:
        topics = tuple(_topic(framework.id, topic, lines, filed, planned) for topic in question.topics)
        questions.append(QuestionState(question, topics, question_state(topic.state for topic in topics)))
    last = reader.connection.execute(select(func.max(_PACKS.c.made_on)).where(_PACKS.c.framework == framework.id))
    return Overview(framework, tuple(questions), last.scalar(), shelf().faults, tuple(lines.values()))


def _topic(
    framework_id: str, topic: Topic, lines: dict[str, CheckLine], filed: Iterable[Filed], planned: Iterable[Plan]
) -> TopicState:
    here = tuple(one for one in filed if (framework_id, topic.id) in one.topics)
    checks = tuple(lines[check_id] for check_id in topic.checks)
    state = topic_state([check.standing for check in checks], len(here))
    return TopicState(topic, checks, here, tuple(plan for plan in planned if plan.topic == topic.id), state)
