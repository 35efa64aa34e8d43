"""Issues statements: what they said is kept for good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from carecoop_desktop.money.ledger.queries import faults
from carecoop_desktop.money.statements.permissions import ISSUE_STATEMENTS
from carecoop_desktop.money.statements.queries import Statement, statements
from carecoop_desktop.money.statements.tables import StatementRow
from carecoop_desktop.platform.kernel.errors import Invalid, Issue, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.work import Work


@action("Issue statements", ISSUE_STATEMENTS, undoable=False)
def issue_statements(work: Work, first: date, last: date, member_ids: Sequence[int] | None = None) -> list[int]:
    """Keep what the statements of a month say, for all members or some, as it is sent out. Returns their members.

    A statement that says the same as one issued before is not issued twice; one that says something else is a new
    statement beside the old. Refused while the accounts do not balance.
    """
    if not first <= last:
        raise Invalid([Issue("first", "The first day must not be after the last.")])
    if wrong := faults(work.reader):
        raise Refusal("The accounts do not balance, so no statement can be issued.", wrong[0])
    made = statements(work.reader, first, last, member_ids)
    told = _said_before(work, first, last)
    fresh = [each for each in made if told.get(each.member_id) != content_of(each)]
    if not fresh:
        raise Refusal("These statements have been issued already.", "Print them again as often as you like.")
    work.add_many(StatementRow, [_row(work, each) for each in fresh])
    count = f"{len(fresh)} statement" + ("" if len(fresh) == 1 else "s")
    work.say(f"Issued {count} of {fresh[0].month}")
    return [each.member_id for each in fresh]


def _said_before(work: Work, first: date, last: date) -> dict[int, Any]:
    rows = work.all(StatementRow, StatementRow.first == first, StatementRow.last == last)
    return {row.member_id: row.content for row in rows}


def _row(work: Work, each: Statement) -> dict[str, Any]:
    return {
        "member_id": each.member_id,
        "first": each.first,
        "last": each.last,
        "issued_on": work.reader.today,
        "issued_by": work.reader.user.name,
        "closing": each.closing,
        "content": content_of(each),
    }


def content_of(each: Statement) -> dict[str, Any]:
    """What a statement says, as plain values; when it was made and issued is not part of it."""
    said = asdict(each)
    for name in ("made_on", "issued"):
        said.pop(name)
    plain: dict[str, Any] = _plain(said)
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
