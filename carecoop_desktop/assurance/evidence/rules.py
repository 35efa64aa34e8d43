"""How checks, topics and plans stand, in words, and how a person is named where names do not belong."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LAST_BACKUP = "backup.last"
"""The setting in which a proved backup leaves its moment (ISO)."""

BACKUP_DAYS = 2
FILE_TYPES = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv",
    ".txt": "text/plain",
}
MOST_FILE_BYTES = 10_000_000


class Standing(StrEnum):
    """What became of a live check."""

    MET = "met"
    GAP = "gap"
    NOTHING = "nothing"
    NOT_KEPT = "not kept"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class State:
    """A word and its tone (met, warn, bad, info, quiet)."""

    word: str
    tone: str


def check_standing(met: int, total: int, aim: int) -> Standing:
    """Whether an aim in percent is reached; nothing to count is neither met nor a gap."""
    if total == 0:
        return Standing.NOTHING
    return Standing.MET if met * 100 >= aim * total else Standing.GAP


def check_state(standing: Standing, short: int, aim: int) -> State:
    """The pill beside a check; ``short`` is how many records stand behind the gap."""
    if standing is Standing.GAP:
        return State(counted(short, "gap"), "bad" if aim == 100 else "warn")
    return {
        Standing.MET: State("met", "met"),
        Standing.NOTHING: State("nothing to count yet", "quiet"),
        Standing.NOT_KEPT: State("not kept in CareCoop yet", "quiet"),
        Standing.HIDDEN: State("not for your role", "quiet"),
    }[standing]


def now_words(met: int, total: int, standing: Standing) -> str:
    """The figure of a check: ``30 of 31``, in percent where there are more than a person could count."""
    if standing in (Standing.NOT_KEPT, Standing.HIDDEN, Standing.NOTHING):
        return "–"
    return f"{met} of {total}" if total < 1000 else f"{met * 100 // total}%"


def aim_words(aim: int) -> str:
    """``all`` or ``95%``."""
    return "all" if aim >= 100 else f"{aim}%"


def topic_state(standings: Iterable[Standing], documents: int) -> State:
    """One word for a topic: gaps first; what is not kept is never called complete."""
    found = list(standings)
    gaps = found.count(Standing.GAP)
    if gaps:
        return State(counted(gaps, "gap"), "warn")
    unseen = found.count(Standing.NOT_KEPT) + found.count(Standing.HIDDEN)
    if unseen:
        return State(f"{unseen} not kept yet", "quiet")
    if Standing.MET in found:
        return State("complete", "met")
    return State("on paper", "info") if documents else State("no evidence yet", "quiet")


def question_state(topics: Iterable[State]) -> State:
    """One word for a question: how many of its topics have gaps, or that nothing is missing."""
    states = list(topics)
    gaps = sum(state.tone == "warn" for state in states)
    if gaps:
        return State(counted(gaps, "gap"), "warn")
    return State("complete", "met") if all(s.tone == "met" for s in states) else State("in progress", "quiet")


def plan_state(due: date, done: date | None, today: date) -> State:
    """How a plan stands against its day."""
    if done is not None:
        return State("done", "met")
    if due < today:
        return State(counted((today - due).days, "day") + " overdue", "bad")
    return State("planned", "info")


def review_state(review: date | None, today: date) -> State | None:
    """Whether a document must be looked at again; None where nothing presses."""
    return State("to review", "warn") if review is not None and review <= today else None


def counted(number: int, word: str) -> str:
    """``1 gap``, ``2 gaps``."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def initials(name: str) -> str:
    """``Siân Davies-Pugh`` -> ``S.D.``: enough to find a record, too little to know a person."""
    return "".join(f"{part[0].upper()}." for part in name.split() if part[0].isalpha())


def without_quotes(why: str) -> str:
    """A reason without what somebody said in it: people's own words are not for a paper that travels."""
    return re.sub(r"[“\"][^”\"]*[”\"]", "a request", why)
