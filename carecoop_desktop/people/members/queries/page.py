"""Everything that the page of one member shows, read at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import select

from carecoop_desktop.people.members.queries.around import (
    AskedFor,
    Consent,
    Contact,
    Need,
    consents_of,
    contacts_of,
    needs_of,
    requests_of,
)
from carecoop_desktop.people.members.queries.people import MemberHead, MemberRecord, member_head, member_record
from carecoop_desktop.people.members.rules import (
    CONSENT_BASES,
    CONSENT_SUBJECTS,
    CONTACT_ROLES,
    DIRECTS,
    EMPLOYERS,
    NEEDS,
    STATUSES,
    Due,
    review_state,
)
from carecoop_desktop.people.members.tables import (
    ChangeRequestRow,
    ConsentRow,
    ContactRow,
    InformationNeedRow,
    MemberRow,
)
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.office.browsing import FieldChange, record_history
from carecoop_desktop.platform.office.permissions import SEE_HISTORY
from carecoop_desktop.platform.office.reader import Reader

_AROUND = (ContactRow, InformationNeedRow, ConsentRow, ChangeRequestRow)
_WORDS = {"role": CONTACT_ROLES, "need": NEEDS, "subject": CONSENT_SUBJECTS, "basis": CONSENT_BASES,
          "status": STATUSES, "employer": EMPLOYERS, "directs_care": DIRECTS}  # fmt: skip
_MOST = 140
_OF_NO_INTEREST = frozenset({"member_id", "name_key"})


@dataclass(frozen=True, slots=True)
class MemberPage:
    """One member with everything around them; ``mark`` is the last change before it was read."""

    head: MemberHead
    record: MemberRecord
    contacts: tuple[Contact, ...]
    needs: tuple[Need, ...]
    consents: tuple[Consent, ...]
    requests: tuple[AskedFor, ...]
    plan: Due
    mark: int


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One field that changed: when, who, of what (member, contact ...), before and after."""

    at: datetime
    who: str
    of: str
    field: str
    before: Any
    after: Any


def member_page(reader: Reader, member_id: int) -> MemberPage:
    """Everything that a member's page shows. Refusal when there is no such member."""
    mark = reader.mark
    record = member_record(reader, member_id)
    return MemberPage(
        member_head(reader, member_id),
        record,
        tuple(contacts_of(reader, member_id)),
        tuple(needs_of(reader, member_id)),
        tuple(consents_of(reader, member_id)),
        tuple(requests_of(reader, member_id)),
        review_state(record.plan_review, reader.today),
        mark,
    )


def member_history(reader: Reader, member_id: int, most: int = 200) -> list[HistoryLine]:
    """What happened to a member's record and to what is kept around them, newest first.

    What was added or removed is one line; what was changed is a line a field.
    """
    if not reader.may(SEE_HISTORY):
        return []
    changes = [(MemberRow.label, change) for change in record_history(reader, MemberRow.__tablename__, member_id)]
    for kind in _AROUND:
        table: Any = kind.__table__
        ids = reader.connection.execute(select(table.c.id).where(table.c.member_id == member_id)).scalars().all()
        for row_id in ids:
            changes += [(kind.label, change) for change in record_history(reader, table.name, row_id)]
    changes.sort(key=lambda pair: pair[1].number, reverse=True)
    return _lines([pair for pair in changes if _tells(pair[1])])[:most]


def _tells(change: FieldChange) -> bool:
    empty = (None, "")
    return change.field not in _OF_NO_INTEREST and not (change.before in empty and change.after in empty)


def _lines(changes: list[tuple[str, FieldChange]]) -> list[HistoryLine]:
    lines: list[HistoryLine] = []
    for _row, found in groupby(changes, key=lambda pair: (pair[1].number, pair[1].table, pair[1].row_id)):
        group = list(found)
        label, first = group[0]
        if first.kind == "update":
            lines += [_line(label, change) for _label, change in group]
        else:
            lines.append(_whole(label, first, [change for _label, change in group]))
    return lines


def _line(label: str, change: FieldChange) -> HistoryLine:
    before, after = _shown(change.field, change.before), _shown(change.field, change.after)
    return HistoryLine(change.at, change.user, label, change.field.replace("_", " "), before, after)


def _whole(label: str, first: FieldChange, changes: list[FieldChange]) -> HistoryLine:
    """A record that was added or removed, told by its values."""
    added = first.kind == "insert"
    values = (_shown(change.field, change.after if added else change.before) for change in changes)
    told = ", ".join(str(value) for value in values if value not in (None, "", True, False))
    words = told if len(told) <= _MOST else f"{told[:_MOST]}..."
    return HistoryLine(first.at, first.user, label, "added" if added else "removed",
                       "" if added else words, words if added else "")  # fmt: skip


def _shown(field: str, value: Any) -> Any:
    """A stored word as staff say it, a stored day as they read it."""
    if field in _WORDS and isinstance(value, str):
        return _WORDS[field].get(value, value)
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return format_date(date.fromisoformat(value))
    return value
