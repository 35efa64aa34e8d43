"""Signed by the member, queried, answered, approved."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.timesheets.actions.meeting import (
    Judged,
    Met,
    Story,
    Versions,
    conflict_of,
    keys_of,
    lines_now,
    stories_of,
)
from carecoop_desktop.work.timesheets.permissions import APPROVE, ENTER
from carecoop_desktop.work.timesheets.queries.grid import approvable
from carecoop_desktop.work.timesheets.rules.meeting import (
    CellKey,
    Held,
    entries_words,
    why_not_answer,
    why_not_approve,
    why_not_ask,
    why_not_sign,
)
from carecoop_desktop.work.timesheets.tables import TimesheetLineRow


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is to become of lines: in words, in which states that is so already, and why it cannot be any more."""

    words: str
    done: frozenset[str]
    why_not: Callable[[Sequence[Held], int | None], str]
    with_hours: bool = True


@action("Record the member’s signature", ENTER)
def sign_lines(work: Work, ids: Collection[int], seen: Versions | None = None) -> int:
    """Note that the member has signed these lines: they become ready to be approved.

    With ``seen`` (here and below: the lines' versions as they were read) changed ones raise HoursConflict.
    """
    done = frozenset({"signed", "approved", "locked"})
    rows = _unlocked(work, ids, seen, _Wish("Member signed", done, why_not_sign))
    changed = _move(work, [row for row in rows if row.state == "draft"], state="signed")
    work.say(f"{_lines(changed)} signed by members")
    return changed


@action("Ask the PA about hours", ENTER)
def query_lines(work: Work, ids: Collection[int], text: str, seen: Versions | None = None) -> int:
    """Hold lines back with a question; they cannot be approved before it is answered."""
    if not text.strip():
        raise Refusal("There is no question yet.", "Write what the PA is asked.")
    wish = _Wish(f"Query: “{text.strip()}”", frozenset(), why_not_ask, with_hours=False)
    changed = _move(work, _unlocked(work, ids, seen, wish), state="queried", query=text.strip())
    work.say(f"Asked about {_lines(changed)}")
    return changed


@action("Answer a question about hours", ENTER)
def answer_query(work: Work, ids: Collection[int], answer: str, seen: Versions | None = None) -> int:
    """Settle the question on these lines: the answer stands in their note, and they count as signed by the member."""
    wish = _Wish(f"Answer: “{answer.strip()}”", frozenset(), why_not_answer, with_hours=False)
    rows = [row for row in _unlocked(work, ids, seen, wish) if row.state == "queried"]
    values = [(row.id, {"state": "signed", "query": "", "note": _joined(row.note, row.query, answer)}) for row in rows]
    changed = work.change_many(TimesheetLineRow, values)
    work.say(f"Answered the question on {_lines(changed)}")
    return changed


@action("Approve hours", APPROVE)
def approve_lines(work: Work, ids: Collection[int], seen: Versions | None = None) -> int:
    """Approve lines for pay. Refused, all of them, while a member has not signed one or one has an open question."""
    wish = _Wish("Approved", frozenset({"approved", "locked"}), why_not_approve)
    rows = [row for row in _unlocked(work, ids, seen, wish) if row.state != "approved"]
    _refuse_unready(rows)
    changed = _move(work, rows, state="approved")
    work.say(f"Approved {_lines(changed)} of {_people({row.assistant_id for row in rows})}")
    return changed


def _refuse_unready(rows: list[Any]) -> None:
    asked = [row for row in rows if row.state == "queried"]
    unsigned = [row for row in rows if row.state == "draft" and not approvable(row.state, row.member_id)]
    if asked or unsigned:
        what = "an open question" if asked else "no signature of the member"
        first = (asked or unsigned)[0]
        raise Refusal(f"{_lines(len(asked or unsigned))} have {what}, the first on {format_date(first.day)}.",
                      "Answer the question, or record the signature, and approve again.")  # fmt: skip


@action("Take back an approval", APPROVE)
def reopen_lines(work: Work, ids: Collection[int]) -> int:
    """Make approved lines signed ones again, so that they can be looked at once more before the lock."""
    changed = _move(work, [row for row in _unlocked(work, ids) if row.state == "approved"], state="signed")
    work.say(f"Took back the approval of {_lines(changed)}")
    return changed


def _unlocked(work: Work, ids: Collection[int], seen: Versions | None = None, wish: _Wish | None = None) -> list[Any]:
    now = lines_now(work, ids)
    if seen is not None and wish is not None:
        done = _met(work, now, {line_id: seen[line_id] for line_id in ids}, wish)
        ids = [line_id for line_id in ids if line_id not in done]
    if not now.keys() >= set(ids):
        raise Refusal("Some of these hours are no longer there.", "Look at the week again.")
    rows = sorted((now[line_id] for line_id in set(ids)), key=lambda row: (row.day, row.id))
    if locked := [row for row in rows if row.state == "locked"]:
        raise Refusal(f"{_lines(len(locked))} are locked for pay.", "Leave them out, or unlock the pay period first.")
    return rows


def _met(work: Work, now: Mapping[int, Any], seen: Versions, wish: _Wish) -> set[int]:
    """Refuse what was changed since it was read; what another desk did just so is done, and comes back."""
    changed = [line_id for line_id, version in seen.items() if line_id not in now or now[line_id].version != version]
    if not changed:
        return set()
    told = stories_of(work, _cells(work, now, seen, changed))
    open_still = [(cell, story) for cell, story in told if not _done(story, wish)]
    if open_still:
        raise conflict_of(work, open_still, lambda cell, story: _judged(cell, story, wish))
    return {line_id for cell, _ in told for line_id, _ in cell.was}


def _done(story: Story, wish: _Wish) -> bool:
    """Whether the other desk did the same to the same hours."""
    same = [line.entry for line in story.before] == [line.entry for line in story.theirs]
    return same and bool(story.theirs) and all(line.state in wish.done for line in story.theirs)


def _cells(work: Work, now: Mapping[int, Any], seen: Versions, changed: Sequence[int]) -> list[Met]:
    """The cells of the changed lines, each with all of its lines that the deed is about."""
    keys = keys_of(work, now, seen)
    groups: dict[CellKey, list[int]] = {keys[line_id]: [] for line_id in changed if line_id in keys}
    for line_id in seen:
        if keys.get(line_id) in groups:
            groups[keys[line_id]].append(line_id)
    return [
        Met(key, tuple((i, seen[i]) for i in found), tuple(now[i] for i in found if i in now))
        for key, found in groups.items()
    ]


def _judged(cell: Met, story: Story, wish: _Wish) -> Judged:
    hours = [entries_words(cell.key[2], [line.entry for line in story.theirs])] if wish.with_hours else []
    return ", ".join([*hours, wish.words]), wish.why_not(story.theirs, cell.key[1])


def _move(work: Work, rows: list[Any], **values: Any) -> int:
    return work.change_many(TimesheetLineRow, [(row.id, values) for row in rows])


def _joined(note: str, query: str, answer: str) -> str:
    told = f"Asked: {query} Answer: {answer.strip() or 'settled'}" if query else answer.strip()
    return f"{note} {told}".strip()


def _lines(count: int) -> str:
    return f"{count:,} {'line' if count == 1 else 'lines'}"


def _people(ids: set[int]) -> str:
    return f"{len(ids):,} {'PA' if len(ids) == 1 else 'PAs'}"
