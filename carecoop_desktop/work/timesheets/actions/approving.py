"""Signed by the member, queried, answered, approved."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.timesheets.permissions import APPROVE, ENTER
from carecoop_desktop.work.timesheets.queries.grid import approvable
from carecoop_desktop.work.timesheets.tables import TimesheetLineRow

_LINES = TimesheetLineRow.__table__
_CHUNK = 500


@action("Record the member’s signature", ENTER)
def sign_lines(work: Work, ids: Collection[int]) -> int:
    """Note that the member has signed these lines: they become ready to be approved."""
    rows = _unlocked(work, ids)
    changed = _move(work, [row for row in rows if row.state == "draft"], state="signed")
    work.say(f"{_lines(changed)} signed by members")
    return changed


@action("Ask the PA about hours", ENTER)
def query_lines(work: Work, ids: Collection[int], text: str) -> int:
    """Hold lines back with a question; they cannot be approved before it is answered."""
    if not text.strip():
        raise Refusal("There is no question yet.", "Write what the PA is asked.")
    changed = _move(work, _unlocked(work, ids), state="queried", query=text.strip())
    work.say(f"Asked about {_lines(changed)}")
    return changed


@action("Answer a question about hours", ENTER)
def answer_query(work: Work, ids: Collection[int], answer: str) -> int:
    """Settle the question on these lines: the answer stands in their note, and they count as signed by the member."""
    rows = [row for row in _unlocked(work, ids) if row.state == "queried"]
    values = [(row.id, {"state": "signed", "query": "", "note": _joined(row.note, row.query, answer)}) for row in rows]
    changed = work.change_many(TimesheetLineRow, values)
    work.say(f"Answered the question on {_lines(changed)}")
    return changed


@action("Approve hours", APPROVE)
def approve_lines(work: Work, ids: Collection[int]) -> int:
    """Approve lines for pay. Refused, all of them, while a member has not signed one or one has an open question."""
    rows = [row for row in _unlocked(work, ids) if row.state != "approved"]
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


def _unlocked(work: Work, ids: Collection[int]) -> list[Any]:
    rows = _rows(work, list(ids))
    if len(rows) != len(set(ids)):
        raise Refusal("Some of these hours are no longer there.", "Look at the week again.")
    if locked := [row for row in rows if row.state == "locked"]:
        raise Refusal(f"{_lines(len(locked))} are locked for pay.", "Leave them out, or unlock the pay period first.")
    return rows


def _rows(work: Work, ids: list[int]) -> list[Any]:
    names = ("id", "assistant_id", "member_id", "day", "state", "note", "query")
    wanted = select(*(_LINES.c[name] for name in names)).order_by(_LINES.c.day, _LINES.c.id)
    found: list[Any] = []
    for start in range(0, len(ids), _CHUNK):
        found += work.connection.execute(wanted.where(_LINES.c.id.in_(ids[start : start + _CHUNK]))).all()
    return found


def _move(work: Work, rows: list[Any], **values: Any) -> int:
    return work.change_many(TimesheetLineRow, [(row.id, values) for row in rows])


def _joined(note: str, query: str, answer: str) -> str:
    told = f"Asked: {query} Answer: {answer.strip() or 'settled'}" if query else answer.strip()
    return f"{note} {told}".strip()


def _lines(count: int) -> str:
    return f"{count:,} {'line' if count == 1 else 'lines'}"


def _people(ids: set[int]) -> str:
    return f"{len(ids):,} {'PA' if len(ids) == 1 else 'PAs'}"
