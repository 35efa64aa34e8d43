"""Everything that the page of one PA shows, read at once, and the history of the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import func, select

from carecoop_desktop.people.assistants.permissions import SEE_ADDRESSES, SEE_BANK, SEE_TAX
from carecoop_desktop.people.assistants.queries.files import (
    DbsLine,
    ReferenceLine,
    RightToWorkLine,
    StaffFile,
    dbs_checks_of,
    references_of,
    right_to_work_of,
    staff_file,
)
from carecoop_desktop.people.assistants.queries.people import (
    AssistantRecord,
    BankLine,
    ContractLine,
    RateLine,
    SupervisionLine,
    TaxLine,
    assistant_record,
    bank_details_of,
    contracts_of,
    pay_rates_of,
    supervisions_of,
    tax_details_of,
)
from carecoop_desktop.people.assistants.queries.support import SupportLink, supports
from carecoop_desktop.people.assistants.reference import courses, staff_file_rules
from carecoop_desktop.people.assistants.rules.courses_due import overall
from carecoop_desktop.people.assistants.rules.terms import State, Tone, due_state
from carecoop_desktop.people.assistants.tables import (
    AssistantRow,
    BankDetailRow,
    ContractRow,
    DbsCheckRow,
    PayRateRow,
    ReferenceRow,
    RightToWorkRow,
    SupervisionRow,
    SupportLinkRow,
    TaxDetailRow,
    TrainingRow,
    VettingItemRow,
)
from carecoop_desktop.platform.office.browsing import FieldChange, record_history
from carecoop_desktop.platform.office.permissions import SEE_HISTORY
from carecoop_desktop.platform.office.reader import Reader

_PARTS: tuple[Any, ...] = (
    ContractRow, PayRateRow, BankDetailRow, TaxDetailRow, VettingItemRow, DbsCheckRow, RightToWorkRow, ReferenceRow,
    TrainingRow, SupervisionRow, SupportLinkRow,
)  # fmt: skip
_MOST_WORDS = 120
_QUIET_FIELDS = frozenset({"id", "version", "name_key", "assistant_id"})


@dataclass(frozen=True, slots=True)
class AssistantPage:
    """One PA whole. ``rates``, ``tax`` and ``bank`` are None for readers who may not see them; ``mark`` is the last
    change that was made before it was read."""

    record: AssistantRecord
    address_shown: bool
    file: StaffFile
    contracts: tuple[ContractLine, ...]
    rates: tuple[RateLine, ...] | None
    tax: tuple[TaxLine, ...] | None
    bank: tuple[BankLine, ...] | None
    dbs_checks: tuple[DbsLine, ...]
    rights: tuple[RightToWorkLine, ...]
    references: tuple[ReferenceLine, ...]
    supervisions: tuple[SupervisionLine, ...]
    supports: tuple[SupportLink, ...]
    dbs: State
    training: State
    mark: int = 0

    def supported_on(self, day: date) -> tuple[SupportLink, ...]:
        """The members supported on a day."""
        return tuple(link for link in self.supports if link.since <= day and (link.until is None or link.until >= day))


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One field that was set, by whom and when."""

    at: datetime
    user: str
    of: str
    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class AssistantCounts:
    """How many PAs there are, by standing."""

    active: int
    paused: int
    applicants: int
    left: int


def assistant_page(reader: Reader, assistant_id: int) -> AssistantPage:
    """One PA with everything that the reader may see. Refusal when there is none of that number."""
    mark = reader.mark
    record = assistant_record(reader, assistant_id)
    file = staff_file(reader, assistant_id)
    certificates = dbs_checks_of(reader, assistant_id)
    soon = staff_file_rules().policy.dbs_soon_days
    dbs = due_state(certificates[0].renew_by, reader.today, soon) if certificates else State(Tone.BAD, "no certificate")
    pay = reader.may(SEE_TAX)
    return AssistantPage(
        record=record,
        address_shown=reader.may(SEE_ADDRESSES),
        file=file,
        contracts=tuple(contracts_of(reader, assistant_id)),
        rates=tuple(pay_rates_of(reader, assistant_id)) if pay else None,
        tax=tuple(tax_details_of(reader, assistant_id)) if pay else None,
        bank=tuple(bank_details_of(reader, assistant_id)) if reader.may(SEE_BANK) else None,
        dbs_checks=tuple(certificates),
        rights=tuple(right_to_work_of(reader, assistant_id)),
        references=tuple(references_of(reader, assistant_id)),
        supervisions=tuple(supervisions_of(reader, assistant_id)),
        supports=tuple(supports(reader, assistant_id)),
        dbs=dbs,
        training=overall(file.training),
        mark=mark,
    )


def course_choices() -> list[tuple[str, str]]:
    """The courses that can be recorded, those that everybody needs first."""
    listed = sorted(courses().by_code.values(), key=lambda course: not course.everybody)
    return [(course.code, course.name) for course in listed]


def item_choices() -> list[tuple[str, str]]:
    """The items of the staff file that are recorded by hand."""
    return [(item.code, item.name) for item in staff_file_rules().by_hand]


def assistant_counts(reader: Reader) -> AssistantCounts:
    """How many PAs there are, by standing."""
    table: Any = AssistantRow.__table__
    rows = reader.connection.execute(select(table.c.status, func.count().label("people")).group_by(table.c.status))
    found = {row.status: row.people for row in rows}
    standing = (found.get(status, 0) for status in ("active", "paused", "applicant", "left"))
    return AssistantCounts(*standing)


def assistant_ids(reader: Reader) -> list[int]:
    """Every PA's number, by name."""
    table: Any = AssistantRow.__table__
    return list(reader.connection.execute(select(table.c.id).order_by(table.c.name_key, table.c.id)).scalars())


def assistant_history(reader: Reader, assistant_id: int, most: int = 300) -> list[HistoryLine]:
    """What was set on a PA's records, the newest first; nothing for readers who may not see the history.

    Values that the reader may not see are masked by the history itself.
    """
    if not reader.may(SEE_HISTORY):
        return []
    lines = _history_lines(reader, AssistantRow, assistant_id)
    for kind in _PARTS:
        table = kind.__table__
        of_this = select(table.c.id).where(table.c.assistant_id == assistant_id)
        for row_id in reader.connection.execute(of_this).scalars().all():
            lines += _history_lines(reader, kind, row_id)
    return sorted(lines, key=lambda line: line.at, reverse=True)[:most]


def _history_lines(reader: Reader, kind: Any, row_id: int) -> list[HistoryLine]:
    """A line a field where something was changed, one line where a record was added or removed."""
    lines: list[HistoryLine] = []
    changes = record_history(reader, kind.__tablename__, row_id)
    for (_number, how), found in groupby(changes, key=lambda change: (change.number, change.kind)):
        told = [change for change in found if change.field not in _QUIET_FIELDS]
        if how == "update":
            lines += [_line(kind.label, one, one.field.replace("_", " "), one.before, one.after) for one in told]
        elif told:
            lines.append(_whole_line(kind.label, told, how == "insert"))
    return lines


def _whole_line(of: str, told: Sequence[FieldChange], added: bool) -> HistoryLine:
    """A record that was added or removed, with what stood in it as far as a line holds it."""
    words = ", ".join(str(value) for one in told if (value := one.after or one.before) not in (None, "", True))
    short = words if len(words) <= _MOST_WORDS else f"{words[:_MOST_WORDS]}..."
    return _line(of, told[0], "added", None, short) if added else _line(of, told[0], "removed", short, None)


def _line(of: str, change: FieldChange, field: str, before: object, after: object) -> HistoryLine:
    return HistoryLine(change.at, change.user, of, field, before, after)
