"""The evidence pack as one immutable value: everything that the paper says, nothing that must not travel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from carecoop_desktop.assurance.evidence.frameworks import Framework, Question, Shelf, Topic, shelf
from carecoop_desktop.assurance.evidence.queries.filing import Filed, Plan
from carecoop_desktop.assurance.evidence.queries.standing import CheckLine, Gap, TopicState, overview
from carecoop_desktop.assurance.evidence.rules import Standing, State, initials, without_quotes
from carecoop_desktop.people.assistants.queries import file_owners
from carecoop_desktop.people.members.queries import member_keys
from carecoop_desktop.platform.kernel.dates import utc_now
from carecoop_desktop.platform.office.office import PRACTICE_DAY
from carecoop_desktop.platform.office.opening import OFFICE_NAME
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.tables import ChangeSetRow

_SETS: Any = ChangeSetRow.__table__
_STANDINGS = ("joining", "active", "paused", "leaving", "left")


@dataclass(frozen=True, slots=True)
class PackCheck:
    """A live check on paper; people behind a gap by initials and number only."""

    title: str
    now: str
    aim: str
    state: State
    gaps: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PackTopic:
    """A topic on paper; ``elsewhere`` names its counterparts in other frameworks."""

    topic: Topic
    state: State
    checks: tuple[PackCheck, ...]
    documents: tuple[tuple[str, Filed], ...]
    plans: tuple[Plan, ...]
    elsewhere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackQuestion:
    """A key question on paper."""

    question: Question
    state: State
    topics: tuple[PackTopic, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """An evidence pack: whose, for which framework, made when and by whom, and the history it stands on."""

    office: str
    practice: bool
    framework: Framework
    made_on: date
    made_at: datetime
    made_by: str
    met: int
    total: int
    not_kept: tuple[str, ...]
    documents: int
    questions: tuple[PackQuestion, ...]
    gaps: tuple[PackCheck, ...]
    chain_number: int
    chain_hash: str
    chain_holds: bool | None


def pack(reader: Reader, framework_id: str) -> Pack:
    """Everything that an evidence pack for a framework says today."""
    page = overview(reader, framework_id)
    named = _Named(_numbers(reader))
    head = reader.connection.execute(select(_SETS.c.id, _SETS.c.hash).order_by(_SETS.c.id.desc()).limit(1)).first()
    questions = tuple(
        PackQuestion(
            one.question, one.state, tuple(_topic(page.framework, shelf(), topic, named) for topic in one.topics)
        )
        for one in page.questions
    )
    return Pack(
        str(reader.setting(OFFICE_NAME, "")),
        reader.setting(PRACTICE_DAY) is not None,
        page.framework,
        reader.today,
        utc_now(),
        reader.user.name,
        page.met,
        page.kept,
        tuple(line.title for line in page.checks if line.standing is Standing.NOT_KEPT),
        len({filed.id for one in page.questions for topic in one.topics for filed in topic.documents}),
        questions,
        tuple(named.check(line) for line in page.checks if line.standing is Standing.GAP),
        head.id if head else 0,
        head.hash if head else "",
        _chain_holds(page.checks),
    )


def _chain_holds(lines: Iterable[CheckLine]) -> bool | None:
    """Whether the history was found whole; None where the framework does not ask for it."""
    found = [line for line in lines if line.id == "history_chain_holds"]
    return all(line.standing is Standing.MET for line in found) if found else None


class _Named:
    """Turns names into initials and numbers."""

    def __init__(self, numbers: Mapping[tuple[str, int], str]) -> None:
        self._numbers = numbers

    def check(self, line: CheckLine) -> PackCheck:
        """A live check without names."""
        gaps = tuple((self._who(gap), without_quotes(gap.why)) for gap in line.gaps)
        return PackCheck(line.title, line.now, line.aim, line.state, gaps)

    def _who(self, gap: Gap) -> str:
        if gap.kind not in ("members", "assistants"):
            return initials(gap.name) if gap.kind not in ("history", "settings") else gap.name
        number = self._numbers.get((gap.kind, gap.record_id), "")
        what = "Member" if gap.kind == "members" else "PA"
        return f"{what} {number or gap.record_id} ({initials(gap.name)})"


def _numbers(reader: Reader) -> dict[tuple[str, int], str]:
    found = {("members", key.id): key.number for key in member_keys(reader)}
    return found | {("assistants", one.id): one.number for one in file_owners(reader, *_STANDINGS)}


def _topic(framework: Framework, known: Shelf, here: TopicState, named: _Named) -> PackTopic:
    others = ((known.frameworks[other], topic_id) for other, topic_id in known.across(framework.id, here.topic.id))
    elsewhere = tuple(f"{other.short}: {topic_id} {other.topic(topic_id).title}" for other, topic_id in others)
    return PackTopic(
        here.topic,
        here.state,
        tuple(named.check(line) for line in here.checks),
        tuple((framework.category(filed.category), filed) for filed in here.documents),
        here.plans,
        elsewhere,
    )
